/**
 * Owns the inbox, assignment, decisions, participation records, public notices and objections. Refuses to move money.
 */
@ApplicationModule(displayName = "Review", allowedDependencies = {"shared", "shared::calendar", "shared::identifier", "web", "process", "process::clock", "process::block", "process::task", "identity", "audit", "scheme", "scheme::form", "scheme::parameter", "scheme::pack", "party", "evidence", "eligibility", "casefile", "casefile::spi", "casefile::lookup", "casefile::judging"})
package org.huibu.review;

import org.springframework.modulith.ApplicationModule;
