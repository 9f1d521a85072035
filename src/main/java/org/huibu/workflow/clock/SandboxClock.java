package org.huibu.workflow.clock;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.huibu.process.clock.MovableClock;
import org.huibu.workflow.worker.TopicWorker;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves time in the sandbox. Moving it while a job runs would run the job twice, so the executors are stopped first and the
 * offset, kept in the database, is applied on every node.
 */
@Component
@Profile("sandbox")
class SandboxClock implements MovableClock {

    private static final long STRAY_MILLIS = 2_000;
    private final OffsetClock clock;
    private final JdbcClient jdbc;
    private final JobExecutor jobs;
    private final TopicWorker worker;
    private final ExternalTaskService questions;
    private final HistoryService history;
    private final TransactionTemplate transaction;

    SandboxClock(OffsetClock clock, JdbcClient jdbc, JobExecutor jobs, TopicWorker worker, ExternalTaskService questions,
            HistoryService history, PlatformTransactionManager transactions) {
        this.clock = clock;
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.worker = worker;
        this.questions = questions;
        this.history = history;
        this.transaction = new TransactionTemplate(transactions);
        apply(stored());
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void forwardTo(Instant instant) {
        if (instant.isBefore(clock.instant())) {
            throw new IllegalArgumentException("the clock only moves forward");
        }
        moveTo(instant);
    }

    @Override
    public synchronized void beginAt(Instant instant) {
        if (history.createHistoricProcessInstanceQuery().count() > 0) {
            throw new IllegalStateException("processes have run: the clock only moves forward");
        }
        moveTo(instant);
    }

    private void moveTo(Instant instant) {
        var offset = Duration.ofMillis(Duration.between(clock.instant(), instant).plus(clock.offset()).toMillis());
        transaction.executeWithoutResult(status -> jdbc.sql("update clock_offset set millis = ?").param(offset.toMillis()).update());
        drained(offset);
    }

    @Scheduled(fixedDelayString = "${huibu.clock.poll:2s}")
    synchronized void follow() {
        var stored = stored();
        if (!stored.equals(clock.offset()) || engineStrayed()) {
            drained(stored);
        }
    }

    /** The engine's clock is one per machine: another house in the same process, as in tests, may have moved it. */
    private boolean engineStrayed() {
        return Math.abs(ClockUtil.getCurrentTime().getTime() - clock.millis()) > STRAY_MILLIS;
    }

    private void drained(Duration offset) {
        worker.stop();
        var active = jobs.isActive();
        if (active) {
            jobs.shutdown();
        }
        questions.createExternalTaskQuery().locked().list().forEach(task -> questions.unlock(task.getId()));
        apply(offset);
        if (active) {
            jobs.start();
        }
        worker.start();
    }

    private void apply(Duration offset) {
        clock.offset(offset);
        ClockUtil.offset(offset.toMillis());
    }

    private Duration stored() {
        return Duration.ofMillis(jdbc.sql("select millis from clock_offset").query(Long.class).single());
    }
}
