package org.huibu.workflow.clock;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One clock for the whole house. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    static OffsetClock clock() {
        return new OffsetClock(Clock.systemUTC());
    }
}
