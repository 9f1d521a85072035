/**
 * The other side of the foreign interfaces, played over real HTTP with faults to switch on. Never in production. Its console moves the
 * clock and its demonstration cases use the house as its users do, so it may use every module; nobody may use it.
 */
@ApplicationModule(displayName = "Sandbox")
package org.huibu.sandbox;

import org.springframework.modulith.ApplicationModule;
