/**
 * Owns the pages and interface of the public and of applicants. Nobody depends on it.
 */
@ApplicationModule(displayName = "Portal", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::form", "party", "evidence", "eligibility", "casefile", "review", "ledger", "disbursement", "guarantee", "guarantee::bank", "letters", "notification"})
package org.huibu.portal;

import org.springframework.modulith.ApplicationModule;
