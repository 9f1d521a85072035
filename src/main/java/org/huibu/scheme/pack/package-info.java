/** Reading a scheme's folder and refusing it with every fault at once. */
@NamedInterface("pack")
package org.huibu.scheme.pack;

import org.springframework.modulith.NamedInterface;
