/**
 * Owns the way from facts to findings and amounts, each with its clause. Refuses to change a case.
 */
@ApplicationModule(displayName = "Eligibility", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "party", "evidence"})
package org.huibu.eligibility;

import org.springframework.modulith.ApplicationModule;
