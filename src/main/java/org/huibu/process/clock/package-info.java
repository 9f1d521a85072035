/** Limits in working days and the clock that can be moved for trial. */
@NamedInterface("clock")
package org.huibu.process.clock;

import org.springframework.modulith.NamedInterface;
