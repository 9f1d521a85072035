/** Questions asked for a case, what this house itself knows (own.*), and the decisions drawn from both. */
@NamedInterface("judging")
package org.huibu.casefile.judging;

import org.springframework.modulith.NamedInterface;
