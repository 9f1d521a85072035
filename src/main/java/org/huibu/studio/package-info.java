/**
 * Owns the administrator's workshop: releases, checks, running cases per step. Nobody depends on it.
 */
@ApplicationModule(displayName = "Studio", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::parameter", "scheme::pack", "party", "evidence", "eligibility", "casefile", "casefile::lookup", "review", "ledger", "disbursement", "letters", "notification"})
package org.huibu.studio;

import org.springframework.modulith.ApplicationModule;
