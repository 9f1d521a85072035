/**
 * Owns the values every module speaks in: money, regions, clauses, working days, checked identifiers. Refuses to know any module, table or page.
 */
@ApplicationModule(displayName = "Shared values", allowedDependencies = {})
package org.huibu.shared;

import org.springframework.modulith.ApplicationModule;
