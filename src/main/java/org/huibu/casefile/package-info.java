/**
 * Owns the application from draft to archive: form data, claim lines, materials, corrections, stages, clocks, timeline, recognitions. Refuses to assign work or to move money.
 */
@ApplicationModule(displayName = "Case files", allowedDependencies = {"shared", "shared::identifier", "shared::calendar", "web", "process", "process::block", "process::clock", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "scheme::parameter", "party", "evidence", "evidence::spi", "eligibility"})
package org.huibu.casefile;

import org.springframework.modulith.ApplicationModule;
