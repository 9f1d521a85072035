/**
 * Owns the inbox, assignment, decisions, participation records, public notices and objections. Refuses to move money.
 */
@ApplicationModule(displayName = "Review", allowedDependencies = {"shared", "web", "process", "identity", "audit", "scheme", "scheme::form", "party", "evidence", "eligibility", "casefile", "casefile::spi", "casefile::lookup"})
package org.huibu.review;

import org.springframework.modulith.ApplicationModule;
