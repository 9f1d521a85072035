/**
 * Owns budgets, payment orders and their settlement. Refuses to decide who is entitled.
 */
@ApplicationModule(displayName = "Disbursement", allowedDependencies = {"shared", "shared::calendar", "shared::identifier", "web", "web::sheet", "process", "process::outbox", "process::block", "identity", "audit", "scheme", "scheme::pack", "party", "evidence", "eligibility", "casefile", "casefile::payment", "casefile::judging", "casefile::spi", "review", "ledger", "evidence::spi", "scheme::parameter", "review::inbox", "casefile::recovery", "process::clock"})
package org.huibu.disbursement;

import org.springframework.modulith.ApplicationModule;
