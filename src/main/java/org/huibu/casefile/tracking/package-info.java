/** Clocks and timeline of a case, as its applicant and the public may see them. */
@NamedInterface("tracking")
package org.huibu.casefile.tracking;

import org.springframework.modulith.NamedInterface;
