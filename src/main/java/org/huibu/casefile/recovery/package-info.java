/** Cases by which what was paid is recovered, and what follows for the debtor's credit (flows §1.11). */
@NamedInterface("recovery")
package org.huibu.casefile.recovery;

import org.springframework.modulith.NamedInterface;
