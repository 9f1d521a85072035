package org.huibu.sandbox;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Simulated departments, known passwords and a movable clock have no place beside real money: the start is refused. */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox & production")
class NeverInProduction {

    NeverInProduction() {
        throw new IllegalStateException("Profiles 'sandbox' and 'production' exclude each other: start production without 'sandbox'.");
    }
}
