package org.huibu.review.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.huibu.process.Retries;
import org.huibu.process.task.TaskEnded;
import org.huibu.process.task.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Compares the inbox with the engine's open tasks and repairs what differs. Both are written in one transaction, so the metric
 * {@code huibu.inbox.drift} must read 0; anything else is a fault of ours or of whoever edited the tables.
 */
@Service
public class InboxReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(InboxReconciler.class);
    private static final int PAGE = 1000;
    private final Tasks tasks;
    private final InboxProjection inbox;
    private final Retries retries;
    private final JdbcClient jdbc;
    private final AtomicInteger drift = new AtomicInteger();

    InboxReconciler(Tasks tasks, InboxProjection inbox, Retries retries, JdbcClient jdbc, MeterRegistry meters) {
        this.tasks = tasks;
        this.inbox = inbox;
        this.retries = retries;
        this.jdbc = jdbc;
        Gauge.builder("huibu.inbox.drift", drift, AtomicInteger::get).description("Inbox rows that differ from the engine's open tasks").register(meters);
    }

    /** @return rows that differed and were repaired by this run */
    @Scheduled(fixedDelayString = "${huibu.inbox.reconcile:1h}", initialDelayString = "${huibu.inbox.reconcile:1h}")
    public int reconcile() {
        int found = 0;
        var after = "";
        List<String> open;
        do {
            open = tasks.openIds(after, PAGE);
            var last = open.size() < PAGE ? "\uffff" : open.get(open.size() - 1);
            found += compare(open, rows(after, last));
            after = last;
        } while (open.size() == PAGE);
        drift.set(found);
        if (found > 0) {
            LOG.warn("{} inbox rows had drifted from the engine's tasks and were repaired", found);
        }
        return found;
    }

    private int compare(List<String> open, List<String> rows) {
        var missing = new ArrayList<>(open);
        missing.removeAll(new HashSet<>(rows));
        var extra = new ArrayList<>(rows);
        extra.removeAll(new HashSet<>(open));
        return (int) (missing.stream().filter(this::addMissing).count() + extra.stream().filter(this::removeExtra).count());
    }

    /** A second look, because a task may have come or gone between the two lists. */
    private boolean addMissing(String taskId) {
        return retries.run(() -> {
            var task = tasks.announced(taskId);
            if (task.isEmpty() || !rows(taskId).isEmpty()) {
                return false;
            }
            inbox.on(task.get());
            return true;
        });
    }

    private boolean removeExtra(String taskId) {
        return retries.run(() -> {
            if (tasks.announced(taskId).isPresent() || rows(taskId).isEmpty()) {
                return false;
            }
            inbox.on(new TaskEnded(taskId, rows(taskId).get(0), false));
            return true;
        });
    }

    private List<String> rows(String after, String last) {
        return jdbc.sql("select task_id from inbox_task where task_id > ? and task_id <= ? and " + InboxRows.TASKS).params(after, last).query(String.class).list();
    }

    private List<String> rows(String taskId) {
        return jdbc.sql("select case_number from inbox_task where task_id = ? and " + InboxRows.TASKS).param(taskId).query(String.class).list();
    }
}
