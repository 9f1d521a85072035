/**
 * Owns messages to people, in reaction to events. Text messages are sealed until they are out. Refuses to be the only place where a fact is told.
 */
@ApplicationModule(displayName = "Notifications", allowedDependencies = {"shared", "web", "process", "process::outbox", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "party", "evidence", "eligibility", "casefile", "review", "ledger", "disbursement", "letters"})
package org.huibu.notification;

import org.springframework.modulith.ApplicationModule;
