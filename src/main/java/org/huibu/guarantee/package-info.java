/**
 * Owns guarantee loans: qualification, capacity of the guarantee fund, orders to lending banks, contract and disbursement. Refuses to
 * judge who qualifies, which the scheme's rules do, and to hold the bank's own ledger.
 */
@ApplicationModule(displayName = "Guarantee loans", allowedDependencies = {"shared", "shared::calendar", "shared::identifier", "web", "process", "process::outbox", "process::block", "process::clock", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "scheme::parameter", "party", "eligibility", "casefile", "casefile::spi", "casefile::judging", "review", "review::records", "ledger"})
package org.huibu.guarantee;

import org.springframework.modulith.ApplicationModule;
