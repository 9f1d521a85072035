/**
 * Owns layout, components, error pages, problem+json, languages and idempotent requests. Refuses to know a case.
 */
@ApplicationModule(displayName = "Web", allowedDependencies = {"shared"})
package org.huibu.web;

import org.springframework.modulith.ApplicationModule;
