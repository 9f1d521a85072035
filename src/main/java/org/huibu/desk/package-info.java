/**
 * Owns the pages and interface of officers, finance and leaders. Nobody depends on it.
 */
@ApplicationModule(displayName = "Desk", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::form", "party", "evidence", "eligibility", "casefile", "casefile::lookup", "review", "review::drafts", "review::records", "ledger", "disbursement", "disbursement::budget", "letters", "notification"})
package org.huibu.desk;

import org.springframework.modulith.ApplicationModule;
