/**
 * Owns the pages and interface of the public and of applicants. Nobody depends on it.
 */
@ApplicationModule(displayName = "Portal", allowedDependencies = {"shared", "shared::identifier", "shared::calendar", "web", "web::sheet", "process", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "scheme::parameter", "party", "evidence", "eligibility", "casefile", "casefile::tracking", "casefile::entry", "casefile::linefile", "casefile::preview", "casefile::judging", "casefile::roster", "casefile::listing", "review", "review::inbox", "ledger", "disbursement", "guarantee", "guarantee::bank", "letters", "notification", "consent", "training", "training::video", "training::attendance", "casefile::recovery", "disbursement::receivable", "disbursement::budget"})
package org.huibu.portal;

import org.springframework.modulith.ApplicationModule;
