/**
 * Owns the words that models and the domain share: blocks, topics, facts, outcomes and the ports to an engine. Refuses to know an engine.
 */
@ApplicationModule(displayName = "Process vocabulary", allowedDependencies = {"shared"})
package org.huibu.process;

import org.springframework.modulith.ApplicationModule;
