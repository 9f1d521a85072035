/**
 * Owns the consent of persons other than the applicant: who has to give it, the link each gets, what each was shown and answered. Refuses to
 * say what follows for the case, which its model does.
 */
@ApplicationModule(displayName = "Consents", allowedDependencies = {"shared", "shared::calendar", "web", "process", "process::block", "process::clock", "identity", "audit", "scheme", "scheme::form", "scheme::pack", "party", "casefile", "review", "review::spi", "notification"})
package org.huibu.consent;

import org.springframework.modulith.ApplicationModule;
