/**
 * Owns budgets, payment orders and their settlement. Refuses to decide who is entitled.
 */
@ApplicationModule(displayName = "Disbursement", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "party", "evidence", "eligibility", "casefile", "review", "ledger", "evidence::spi"})
package org.huibu.disbursement;

import org.springframework.modulith.ApplicationModule;
