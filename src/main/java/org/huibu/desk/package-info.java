/**
 * Owns the pages and interface of officers, finance and leaders. Nobody depends on it.
 */
@ApplicationModule(displayName = "Desk", allowedDependencies = {"shared", "shared::identifier", "shared::calendar", "web", "web::sheet", "process", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "party", "evidence", "eligibility", "casefile", "casefile::lookup", "casefile::tracking", "casefile::entry", "casefile::linefile", "casefile::intake", "review", "review::drafts", "review::records", "review::inbox", "ledger", "disbursement", "disbursement::budget", "disbursement::reconciliation", "disbursement::returns", "letters", "notification", "consent", "training", "disbursement::allocation", "disbursement::batch", "training::video", "training::attendance", "casefile::recovery", "casefile::postcheck", "casefile::spi", "disbursement::receivable", "disbursement::court", "disbursement::statement", "casefile::monitor", "guarantee", "guarantee::fund"})
package org.huibu.desk;

import org.springframework.modulith.ApplicationModule;
