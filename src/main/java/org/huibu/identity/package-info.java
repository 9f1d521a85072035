/**
 * Owns accounts, roles, organisation units, data scope, login and its throttle. Refuses to decide what a case allows.
 */
@ApplicationModule(displayName = "Identity", allowedDependencies = {"shared", "shared::identifier", "web"})
package org.huibu.identity;

import org.springframework.modulith.ApplicationModule;
