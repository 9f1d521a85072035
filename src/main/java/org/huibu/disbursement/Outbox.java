package org.huibu.disbursement;

import java.util.UUID;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.process.Retries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sends released orders and asks about those without an outcome, outside any transaction. */
@Component
class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private final PaymentOrders orders;
    private final Treasury treasury;
    private final Retries retries;

    Outbox(PaymentOrders orders, Treasury treasury, Retries retries) {
        this.orders = orders;
        this.treasury = treasury;
        this.retries = retries;
    }

    @Scheduled(fixedDelayString = "${huibu.payments.every:2s}")
    void work() {
        for (var order : orders.outstanding()) {
            try {
                settle(order);
            } catch (RuntimeException fault) {
                LOG.warn("payment order {} could not be worked", order.number(), fault);
            }
        }
    }

    private void settle(PaymentOrder order) {
        var first = order.state() == PaymentOrder.State.RELEASED;
        var reply = first ? new Treasury.Reply(Treasury.State.NEVER_SEEN, null) : treasury.query(order.key());
        if (reply.state() == Treasury.State.NEVER_SEEN) {
            var instruction = orders.sending(order);
            if (instruction == null) {
                return;
            }
            reply = treasury.send(instruction);
        }
        var answer = reply;
        retries.run(() -> {
            orders.outcome(UUID.randomUUID().toString(), order.key(), answer.state(), order.amount().fen(), answer.reason());
            return null;
        });
    }
}
