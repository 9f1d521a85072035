package org.huibu.workflow.worker;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.huibu.process.SourceDown;
import org.huibu.process.block.Step;
import org.huibu.process.StepParked;
import org.huibu.process.StepResumed;
import org.huibu.process.block.Topic;
import org.huibu.workflow.engine.Catalogue;
import org.huibu.workflow.engine.step.Steps;
import org.huibu.workflow.engine.step.TopicWaiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works the questions to the outside: lock, ask with no transaction and no connection held, then store and complete in one transaction.
 * A source that is down parks the step without counting against it; our own faults count and become an incident.
 */
@Component
public class TopicWorker {

    private static final Logger LOG = LoggerFactory.getLogger(TopicWorker.class);
    private static final Duration LOCK = Duration.ofMinutes(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int BATCH = 4;
    private static final int TRIES = 4;
    private static final long OWN_FAULT_PAUSE = 30_000;

    private final ExternalTaskService questions;
    private final RepositoryService repository;
    private final Catalogue catalogue;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final TaskExecutor threads;
    private final long sourcePause;
    private final AtomicBoolean fetching = new AtomicBoolean();
    private final AtomicInteger inHand = new AtomicInteger();
    private volatile boolean running;

    TopicWorker(ExternalTaskService questions, RepositoryService repository, Catalogue catalogue, ApplicationEventPublisher events,
            PlatformTransactionManager transactions, @org.springframework.beans.factory.annotation.Qualifier("engineTopics") TaskExecutor threads,
            @org.springframework.beans.factory.annotation.Value("${huibu.workflow.source-retry:30s}") Duration sourceRetry) {
        this.questions = questions;
        this.repository = repository;
        this.catalogue = catalogue;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.threads = threads;
        this.sourcePause = sourceRetry.toMillis();
    }

    @EventListener(ApplicationReadyEvent.class)
    public void start() {
        running = true;
    }

    /** Fetches no more and waits a while for the questions in hand, whose locks the caller is about to take away. */
    public void stop() {
        running = false;
        var end = System.nanoTime() + STOP_PATIENCE.toNanos();
        while (inHand.get() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @TransactionalEventListener
    void wake(TopicWaiting waiting) {
        fetch();
    }

    /** Also finds what other nodes left and what is to be asked again. */
    @Scheduled(fixedDelayString = "${huibu.workflow.poll:2s}")
    void poll() {
        fetch();
    }

    private void fetch() {
        if (running && fetching.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    while (running && fetchOnce()) {
                        LOG.trace("more questions may wait");
                    }
                } finally {
                    fetching.set(false);
                }
            });
        }
    }

    private boolean fetchOnce() {
        if (catalogue.topics().isEmpty()) {
            return false;
        }
        var worker = UUID.randomUUID().toString();
        var fetch = questions.fetchAndLock(BATCH, worker);
        catalogue.topics().keySet().forEach(name -> fetch.topic(name, LOCK.toMillis()).includeExtensionProperties());
        var locked = fetch.execute();
        inHand.addAndGet(locked.size());
        locked.forEach(task -> threads.execute(() -> {
            try {
                work(worker, task);
            } finally {
                inHand.decrementAndGet();
            }
        }));
        return locked.size() == BATCH;
    }

    private <A> void work(String worker, LockedExternalTask task) {
        @SuppressWarnings("unchecked")
        var topic = (Topic<A>) catalogue.topics().get(task.getTopicName());
        var step = step(task);
        try {
            var answer = topic.ask(step);
            transaction.executeWithoutResult(status -> {
                var facts = topic.store(step, answer);
                if (task.getErrorMessage() != null) {
                    events.publishEvent(new StepResumed(step.caseNumber(), step.group(), step.element()));
                }
                questions.complete(task.getId(), worker, Map.copyOf(facts.values()));
            });
        } catch (SourceDown down) {
            park(worker, task, step, down);
        } catch (RuntimeException fault) {
            fail(worker, task, step, fault);
        }
    }

    private void park(String worker, LockedExternalTask task, Step step, SourceDown down) {
        attempt(task, () -> transaction.executeWithoutResult(status -> {
            events.publishEvent(new StepParked(step.caseNumber(), step.group(), step.element(), step.name(), down.source()));
            questions.handleFailure(task.getId(), worker, "SOURCE_DOWN " + down.source(), TRIES, sourcePause);
        }));
    }

    private void fail(String worker, LockedExternalTask task, Step step, RuntimeException fault) {
        LOG.warn("topic {} of case {} failed", task.getTopicName(), step.caseNumber(), fault);
        var left = task.getRetries() == null ? TRIES - 1 : task.getRetries() - 1;
        attempt(task, () -> questions.handleFailure(task.getId(), worker, fault.getClass().getSimpleName(), Math.max(0, left),
                OWN_FAULT_PAUSE * (TRIES - Math.max(0, left))));
    }

    private static void attempt(LockedExternalTask task, Runnable report) {
        try {
            report.run();
        } catch (RuntimeException gone) {
            LOG.info("external task {} was taken or cancelled meanwhile", task.getId());
        }
    }

    private Step step(LockedExternalTask task) {
        var properties = task.getExtensionProperties() == null ? Map.<String, String>of() : task.getExtensionProperties();
        return new Step(task.getBusinessKey(), (String) task.getVariables().get("group"), task.getActivityId(),
                repository.getBpmnModelInstance(task.getProcessDefinitionId()).getModelElementById(task.getActivityId())
                        .getAttributeValue("name"),
                task.getProcessDefinitionId(), properties, Steps.facts(task.getVariables()));
    }
}
