package org.huibu.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class NeverInProductionTests {

    private final ApplicationContextRunner start = new ApplicationContextRunner().withUserConfiguration(NeverInProduction.class);

    @Test
    void refusesTheSandboxBesideProduction() {
        start.withPropertyValues("spring.profiles.active=production,sandbox")
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("exclude each other"));
    }

    @Test
    void leavesEachAlone() {
        start.withPropertyValues("spring.profiles.active=sandbox").run(context -> assertThat(context).hasNotFailed());
        start.withPropertyValues("spring.profiles.active=production").run(context -> assertThat(context).hasNotFailed());
    }
}
