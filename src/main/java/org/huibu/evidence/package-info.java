/**
 * Owns facts asked of other departments: question, answer, source, time, validity. Refuses to draw conclusions from them.
 */
@ApplicationModule(displayName = "Evidence", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::spi", "scheme::pack", "party"})
package org.huibu.evidence;

import org.springframework.modulith.ApplicationModule;
