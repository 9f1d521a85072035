package org.huibu.guarantee.bank;

import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.spi.Bank;
import org.huibu.process.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends orders and asks about those without an answer; no transaction is open while a bank is spoken to. */
@Component
class BankOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(BankOutbox.class);
    private static final int AT_ONCE = 20;
    private final OrderBook book;
    private final BankDispatch dispatch;
    private final BankOrders orders;
    private final CaseWork work;
    private final Bank bank;
    private final Retries retries;

    BankOutbox(OrderBook book, BankDispatch dispatch, BankOrders orders, CaseWork work, Bank bank, Retries retries) {
        this.book = book;
        this.dispatch = dispatch;
        this.orders = orders;
        this.work = work;
        this.bank = bank;
        this.retries = retries;
    }

    @Scheduled(fixedDelayString = "${huibu.banks.every:2s}")
    void work() {
        for (var order : dispatch.claim(AT_ONCE)) {
            try {
                work(order);
            } catch (RuntimeException fault) {
                LOG.warn("bank order {} could not be worked", order, fault);
            }
        }
    }

    private void work(long id) {
        var order = retries.run(() -> book.findById(id)).orElseThrow();
        if (order.state() == BankOrder.State.WRITTEN) {
            record(id, bank.send(retries.run(() -> sending(id))));
        } else {
            var reply = bank.query(order.bank(), order.key());
            record(id, reply.state() == Bank.State.NEVER_SEEN && order.state().pending() ? bank.send(order.application(work.find(order.caseNumber()).applicantName())) : reply);
        }
    }

    /** Committed before the first byte leaves. */
    private Bank.Application sending(long id) {
        var order = book.findById(id).orElseThrow();
        order.sent();
        return book.save(order).application(work.find(order.caseNumber()).applicantName());
    }

    private void record(long id, Bank.Reply reply) {
        retries.run(() -> orders.apply(book.findById(id).orElseThrow(), reply));
    }
}
