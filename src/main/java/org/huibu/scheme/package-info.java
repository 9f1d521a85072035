/**
 * Owns packs, releases, dated parameters, forms and calendars. Refuses to hold a case.
 */
@ApplicationModule(displayName = "Schemes", allowedDependencies = {"shared", "shared::identifier", "shared::calendar", "web", "process", "identity", "audit"})
package org.huibu.scheme;

import org.springframework.modulith.ApplicationModule;
