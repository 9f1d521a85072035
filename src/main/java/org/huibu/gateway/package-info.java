/**
 * Owns the speech with foreign systems: HTTP, signing, circuit breaking. Refuses to know their meaning.
 */
@ApplicationModule(displayName = "Gateway", allowedDependencies = {"shared", "shared::signing", "process", "evidence", "evidence::spi", "disbursement", "disbursement::spi", "guarantee", "guarantee::spi", "notification", "notification::spi"})
package org.huibu.gateway;

import org.springframework.modulith.ApplicationModule;
