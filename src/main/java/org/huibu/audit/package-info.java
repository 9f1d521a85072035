/**
 * Owns the hash-chained trail per case and of every look at personal data. Refuses to interpret what it records.
 */
@ApplicationModule(displayName = "Audit", allowedDependencies = {"shared", "web", "identity"})
package org.huibu.audit;

import org.springframework.modulith.ApplicationModule;
