package org.huibu.disbursement;

import java.time.Clock;
import java.time.Duration;
import org.huibu.process.outbox.OutboxTable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Payment orders that are to be sent or asked about. */
@Component
class Dispatch extends OutboxTable {

    private final int most;

    Dispatch(JdbcClient jdbc, Clock clock, @Value("${huibu.payments.ask-after:5s}") Duration first, @Value("${huibu.payments.questions:8}") int most) {
        super(jdbc, clock, "payment_outbox", first);
        this.most = most;
    }

    /**
     * What people decide of an order they decide while nothing is said to the treasury about it: otherwise an order whose money they free might be sent at that
     * very moment.
     *
     * @throws PessimisticLockingFailureException while a node is at it; that takes seconds
     */
    void alone(long order) {
        if (!keepOff(order)) {
            throw new PessimisticLockingFailureException("the order is being sent or asked about");
        }
    }

    /** True once it was asked so often that a person has to look. */
    boolean tooOften(int asked) {
        return asked >= most;
    }
}
