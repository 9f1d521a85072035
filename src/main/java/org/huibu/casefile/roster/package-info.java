/** Who is on the roster of what was granted, since when and until when. */
@NamedInterface("roster")
package org.huibu.casefile.roster;

import org.springframework.modulith.NamedInterface;
