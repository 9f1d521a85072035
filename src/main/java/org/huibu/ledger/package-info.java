/**
 * Owns double entry: accounts, postings, reservations, reversals. Refuses to know why money moves.
 */
@ApplicationModule(displayName = "Ledger", allowedDependencies = {"shared", "shared::identifier", "web", "identity", "audit"})
package org.huibu.ledger;

import org.springframework.modulith.ApplicationModule;
