/**
 * The other side of the foreign interfaces, played over real HTTP with faults to switch on. Never in production.
 */
@ApplicationModule(displayName = "Sandbox", allowedDependencies = {"shared", "process"})
package org.huibu.sandbox;

import org.springframework.modulith.ApplicationModule;
