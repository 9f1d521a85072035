package org.huibu.workflow.engine.step;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.huibu.process.clock.CaseClock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What {@code ${clock…}} means: the case's own clocks, in whole seconds because the engine's columns hold no fractions. */
@Component
public class ClockCalls {

    private final ObjectProvider<CaseClock> clock;

    ClockCalls(ObjectProvider<CaseClock> clock) {
        this.clock = clock;
    }

    public Date due(DelegateExecution execution, String limit) {
        return whole(clock.getObject().due(execution.getProcessBusinessKey(), Steps.group(execution), limit));
    }

    public Date end(DelegateExecution execution, String limit) {
        return whole(clock.getObject().end(execution.getProcessBusinessKey(), limit));
    }

    CaseClock clock() {
        return clock.getObject();
    }

    public static Date whole(Instant instant) {
        return Date.from(instant.truncatedTo(ChronoUnit.SECONDS));
    }
}
