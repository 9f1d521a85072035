/**
 * Owns numbered decision documents, frozen when they are written. Refuses to decide what they say has happened.
 */
@ApplicationModule(displayName = "Letters", allowedDependencies = {"shared", "shared::calendar", "web", "process", "process::clock", "identity", "audit", "scheme", "scheme::form", "scheme::spi", "scheme::pack", "party", "evidence", "eligibility", "casefile", "review", "review::records", "ledger", "disbursement", "disbursement::receivable", "disbursement::spi", "guarantee"})
package org.huibu.letters;

import org.springframework.modulith.ApplicationModule;
