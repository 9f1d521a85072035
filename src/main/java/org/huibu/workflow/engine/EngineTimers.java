package org.huibu.workflow.engine;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.huibu.process.Timers;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The port to timers. A task's due date never moves a timer, so both are moved by the clock's owner. */
@Service
class EngineTimers implements Timers {

    private final RuntimeService runtime;
    private final ManagementService management;

    EngineTimers(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    @Override
    @Transactional
    public void move(String caseNumber, UnaryOperator<Instant> to) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list().forEach(instance ->
                management.createJobQuery().processInstanceId(instance.getId()).timers().list().forEach(job ->
                        management.setJobDuedate(job.getId(), ClockCalls.whole(to.apply(job.getDuedate().toInstant())))));
    }
}
