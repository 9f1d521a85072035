/**
 * The only place that knows the engine: configuration, parse listener, workers, decisions, deployment gate. Refuses to know a subsidy.
 */
@ApplicationModule(displayName = "Workflow engine", allowedDependencies = {"shared", "process", "process::task", "process::clock", "process::block"})
package org.huibu.workflow;

import org.springframework.modulith.ApplicationModule;
