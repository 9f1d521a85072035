/** Working days of Mainland China, from the yearly notices. */
@NamedInterface("calendar")
package org.huibu.shared.calendar;

import org.springframework.modulith.NamedInterface;
