/**
 * Owns the way from facts to findings and amounts, each with its clause. Refuses to change a case.
 */
@ApplicationModule(displayName = "Eligibility", allowedDependencies = {"shared", "shared::identifier", "shared::calendar", "web", "process", "identity", "audit", "scheme", "scheme::pack", "scheme::parameter", "party", "evidence"})
package org.huibu.eligibility;

import org.springframework.modulith.ApplicationModule;
