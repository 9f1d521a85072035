package org.huibu.disbursement;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends released orders and asks about those without an outcome. No transaction and no connection is held while the treasury is spoken to;
 * a crash at any point leaves an order that is asked about, and is sent again only under its own key, after the treasury says it never saw it and while
 * nobody has ended it and the case is not suspended. As long as a node is at an order, people cannot end it ({@link Dispatch#alone}).
 */
@Component
class Outbox implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int LINES = 4;
    private static final long PATIENCE_SECONDS = 30;
    private final Orders orders;
    private final Dispatch dispatch;
    private final Settlement settlement;
    private final Treasury treasury;
    private final Protection protection;
    private final CaseWork work;
    private final Retries retries;
    private final ExecutorService lines = Executors.newFixedThreadPool(LINES);

    Outbox(Orders orders, Dispatch dispatch, Settlement settlement, Treasury treasury, Protection protection, CaseWork work, Retries retries) {
        this.orders = orders;
        this.dispatch = dispatch;
        this.settlement = settlement;
        this.treasury = treasury;
        this.protection = protection;
        this.work = work;
        this.retries = retries;
    }

    @Scheduled(fixedDelayString = "${huibu.payments.every:2s}")
    void work() throws InterruptedException {
        var claimed = dispatch.claim(LINES);
        while (!claimed.isEmpty()) {
            inParallel(claimed);
            claimed = dispatch.claim(LINES);
        }
    }

    private void inParallel(List<Long> claimed) throws InterruptedException {
        var open = new CountDownLatch(claimed.size());
        claimed.forEach(order -> lines.execute(() -> {
            try {
                work(order);
            } catch (RuntimeException fault) {
                LOG.warn("payment order {} could not be worked", order, fault);
            } finally {
                open.countDown();
            }
        }));
        open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void work(long id) {
        var order = retries.run(() -> orders.findById(id)).orElseThrow();
        if (order.state() == State.RELEASED) {
            retries.run(() -> sending(id)).ifPresent(instruction -> record(id, treasury.send(instruction)));
        } else if (order.state().pending()) {
            var reply = treasury.query(instruction(order));
            if (reply.state() == Treasury.State.NEVER_SEEN && order.state() != State.ACCEPTED) {
                retries.run(() -> sendingAgain(id)).ifPresent(instruction -> record(id, treasury.send(instruction)));
            } else {
                record(id, reply);
            }
        } else {
            retries.run(() -> {
                dispatch.done(id);
                return null;
            });
        }
    }

    /** Committed before the first byte leaves. Empty while the case is suspended: then it waits. */
    private Optional<Treasury.Instruction> sending(long id) {
        var order = orders.findById(id).orElseThrow();
        if (work.hold(order.caseNumber()).isPresent()) {
            dispatch.postpone(id);
            return Optional.empty();
        }
        order.sent();
        return Optional.of(instruction(orders.save(order)));
    }

    /** Looked at again after the treasury's answer: whoever ended the order meanwhile has freed its money, and it must not be sent. */
    private Optional<Treasury.Instruction> sendingAgain(long id) {
        var order = orders.findById(id).orElseThrow();
        if (work.hold(order.caseNumber()).isPresent()) {
            dispatch.postpone(id);
            return Optional.empty();
        }
        if (!order.sentAgain()) {
            settlement.apply(order, Treasury.Reply.of(Treasury.State.UNKNOWN));
            return Optional.empty();
        }
        dispatch.holdOn(id);
        return Optional.of(instruction(orders.save(order)));
    }

    private Treasury.Instruction instruction(PaymentOrder order) {
        return new Treasury.Instruction(order.key(), order.number(), order.amount().fen(), order.payee(), protection.open(order.account(), place(order.id())),
                order.bank(), order.fund(), order.budgetCode(), order.decision());
    }

    private void record(long id, Treasury.Reply reply) {
        retries.run(() -> {
            settlement.apply(orders.findById(id).orElseThrow(), reply);
            return null;
        });
    }

    /** What an order's account is sealed for. */
    static String place(long order) {
        return "order:" + order;
    }

    @Override
    public void destroy() {
        lines.shutdownNow();
    }
}
