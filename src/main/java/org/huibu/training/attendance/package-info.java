/** Attendance of a class, and what was found false in it. */
@org.springframework.modulith.NamedInterface("attendance")
package org.huibu.training.attendance;
