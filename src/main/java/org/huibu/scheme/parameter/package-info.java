/** Dated parameters with their source, and the signed word that an expired one goes on. */
@NamedInterface("parameter")
package org.huibu.scheme.parameter;

import org.springframework.modulith.NamedInterface;
