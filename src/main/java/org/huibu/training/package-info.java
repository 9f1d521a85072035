/**
 * Owns what is recorded while a class is in training: videos and attendance. Refuses to judge what they are worth, which the scheme's rules do.
 */
@ApplicationModule(displayName = "Training records", allowedDependencies = {"shared", "shared::calendar", "shared::identifier", "web", "process", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "scheme::parameter", "party", "casefile", "casefile::spi", "casefile::judging", "casefile::roster", "review", "review::inbox"})
package org.huibu.training;

import org.springframework.modulith.ApplicationModule;
