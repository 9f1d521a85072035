/**
 * Owns numbered decision documents, frozen when they are written. Refuses to decide what they say has happened.
 */
@ApplicationModule(displayName = "Letters", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::form", "scheme::spi", "party", "evidence", "eligibility", "casefile", "review", "review::records", "ledger", "disbursement", "guarantee"})
package org.huibu.letters;

import org.springframework.modulith.ApplicationModule;
