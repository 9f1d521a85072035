package org.huibu.disbursement.batch;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.batch.PaymentBatch.State;
import org.huibu.identity.Acting;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.process.outbox.Lease;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes each line of a batch through its step as the person who asked for it: the same task, checks and transaction as by hand, so that a line
 * that fails leaves only its reason behind; a few lines at a time. What was done is in the database; another node goes on after a crash.
 */
@Component
class BatchWork implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWork.class);
    private static final int PORTION = 50;
    private static final int HANDS = 4;
    private final PaymentBatches batches;
    private final BatchLines lines;
    private final PaymentOrders orders;
    private final Inbox inbox;
    private final Reviewing reviewing;
    private final Acting acting;
    private final Retries retries;
    private final Lease lease;
    private final int mostTries;
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);

    BatchWork(PaymentBatches batches, BatchLines lines, PaymentOrders orders, Inbox inbox, Reviewing reviewing, Acting acting, Retries retries, JdbcClient jdbc, Clock clock,
            @Value("${huibu.batches.tries:60}") int mostTries, @Value("${huibu.batches.lease:2m}") Duration lease) {
        this.batches = batches;
        this.lines = lines;
        this.orders = orders;
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.acting = acting;
        this.retries = retries;
        this.mostTries = mostTries;
        this.lease = new Lease(jdbc, clock, "payment_batch", "id", lease);
    }

    @Scheduled(fixedDelayString = "${huibu.batches.every:2s}")
    void work() throws InterruptedException {
        for (var batch : retries.run(() -> batches.findByStateInOrderById(List.of(State.PREPARING, State.RELEASING)))) {
            if (retries.run(() -> lease.take(batch.id()))) {
                try {
                    var more = true;
                    while (more) {
                        more = work(batch);
                    }
                } catch (RuntimeException fault) {
                    LOG.warn("batch {} could not be worked", batch.number(), fault);
                } finally {
                    retries.run(() -> {
                        lease.end(batch.id());
                        return null;
                    });
                }
            }
        }
    }

    /** @return true if something went on and more is to be done: the next pass need not wait */
    private boolean work(PaymentBatch batch) throws InterruptedException {
        var from = preparing(batch) ? BatchLines.QUEUED : BatchLines.DRAFTED;
        var portion = retries.run(() -> lines.open(batch.id(), from, PORTION));
        var moved = hands.invokeAll(portion.stream().<Callable<Boolean>>map(line -> () -> acting.as(batch.worker(), () -> work(batch, line, from))).toList()).stream()
                .filter(done -> ended(batch, done)).count();
        var over = retries.run(() -> {
            var none = lines.open(batch.id(), from, 1).isEmpty();
            if (none) {
                finished(batches.findById(batch.id()).orElseThrow());
            }
            return none;
        });
        return !over && moved > 0;
    }

    /** @return true if the line has left the state it was in */
    private boolean work(PaymentBatch batch, BatchLines.Line line, String from) {
        holdOn(batch);
        var end = step(batch, line);
        retries.run(() -> {
            if (end.isPresent()) {
                lines.moved(batch.id(), line.seq(), from, end.get().state(), end.get().reason());
            } else if (line.tries() >= mostTries) {
                lines.moved(batch.id(), line.seq(), from, BatchLines.FAILED, "noTask");
            } else {
                lines.later(batch.id(), line.seq());
            }
            return null;
        });
        return end.isPresent();
    }

    /** A line that nobody could work stays where it is, for the next pass. */
    private static boolean ended(PaymentBatch batch, Future<Boolean> line) {
        try {
            return line.get();
        } catch (ExecutionException fault) {
            LOG.warn("a line of batch {} could not be worked", batch.number(), fault.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void holdOn(PaymentBatch batch) {
        retries.run(() -> {
            lease.renew(batch.id());
            return null;
        });
    }

    private void finished(PaymentBatch batch) {
        if (batch.state() == State.PREPARING) {
            batch.prepared();
        } else {
            batch.done();
            lines.free(batch.id());
        }
        batches.save(batch);
    }

    /** @param reason code of a refusal; null where it went well */
    private record End(String state, String reason) { }

    /** Empty if the case is not there yet: its payee is still being looked at, for instance. */
    private Optional<End> step(PaymentBatch batch, BatchLines.Line line) {
        var there = there(batch, line);
        if (there.isPresent()) {
            return there;
        }
        var tasks = tasks(line);
        var task = tasks.stream().filter(row -> row.role().equals(preparing(batch) ? Role.PAY_PREPARER.name() : Role.FINANCE_CONFIRMER.name())).findFirst();
        if (task.isEmpty()) {
            return tasks.isEmpty() ? Optional.empty() : Optional.of(new End(BatchLines.FAILED, "elsewhere"));
        }
        try {
            reviewing.decide(task.get().taskId(), new Reviewing.Decision(preparing(batch) ? "DRAFTED" : "RELEASED", batch.number(), List.of(), Map.of()));
        } catch (Refusal no) {
            return Optional.of(failed(batch, line, no.code()));
        } catch (RuntimeException fault) {
            LOG.warn("line {} of batch {} could not be worked", line.seq(), batch.number(), fault);
            return Optional.of(failed(batch, line, "internal"));
        }
        return there(batch, line);
    }

    /** Somebody else may have taken it through its step at the same moment: then it has not failed. */
    private End failed(PaymentBatch batch, BatchLines.Line line, String reason) {
        return there(batch, line).orElse(new End(BatchLines.FAILED, reason));
    }

    /** What became of a line that has taken the batch's step. What is wholly set off has no order: that the confirmer is asked, or that it is spent, tells how far it is. */
    private Optional<End> there(PaymentBatch batch, BatchLines.Line line) {
        var order = newest(line);
        var confirmed = tasks(line).stream().anyMatch(row -> row.role().equals(Role.FINANCE_CONFIRMER.name()));
        if (preparing(batch)) {
            return confirmed || order.filter(one -> one.state() == PaymentOrder.State.DRAFTED).isPresent() ? Optional.of(new End(BatchLines.DRAFTED, null)) : Optional.empty();
        }
        var spent = lines.spent(line);
        if (confirmed || order.filter(one -> one.state() != PaymentOrder.State.DRAFTED).isEmpty() && !spent) {
            return Optional.empty();
        }
        return Optional.of(order.filter(one -> one.state() == PaymentOrder.State.VOID).isPresent() && !spent ? new End(BatchLines.FAILED, "orderVoided")
                : new End(BatchLines.RELEASED, null));
    }

    private static boolean preparing(PaymentBatch batch) {
        return batch.state() == State.PREPARING;
    }

    private List<InboxRow> tasks(BatchLines.Line line) {
        return inbox.ofCase(line.caseNumber()).stream().filter(row -> line.group().equals(row.group())).toList();
    }

    private Optional<PaymentOrder> newest(BatchLines.Line line) {
        return orders.ofCase(line.caseNumber()).stream().filter(order -> order.group().equals(line.group())).reduce((earlier, later) -> later);
    }

    @Override
    public void destroy() {
        hands.shutdownNow();
    }
}
