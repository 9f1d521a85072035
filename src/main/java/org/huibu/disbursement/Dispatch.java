package org.huibu.disbursement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The outbox table: which orders are to be sent or asked about and when, and which node has them. A node that dies loses its lease. */
@Component
class Dispatch {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 20;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration first;
    private final int most;

    Dispatch(JdbcClient jdbc, Clock clock, @Value("${huibu.payments.ask-after:5s}") Duration first, @Value("${huibu.payments.questions:8}") int most) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.first = first;
        this.most = most;
    }

    /** In the transaction that releases the order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(long order) {
        jdbc.sql("insert into payment_outbox (order_id, due_at, asked) values (?, ?, 0)").params(order, utc(clock.instant())).update();
    }

    /** Orders that are due and that this node now has; each is given to one node only. */
    @Transactional
    public List<Long> claim(int count) {
        var now = clock.instant();
        return jdbc.sql("select order_id from payment_outbox where due_at <= ? and (lease_until is null or lease_until < ?) order by due_at, order_id limit ?")
                .params(utc(now), utc(now), count).query(Long.class).list().stream()
                .filter(order -> jdbc.sql("update payment_outbox set lease_until = ? where order_id = ? and (lease_until is null or lease_until < ?)")
                        .params(utc(now.plus(LEASE)), order, utc(now)).update() == 1).toList();
    }

    /** No outcome yet: asked again after a pause that doubles each time. @return true once it was asked so often that a person has to look */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean later(long order) {
        int asked = asked(order);
        var pause = first.multipliedBy(1L << Math.min(asked, DOUBLINGS));
        jdbc.sql("update payment_outbox set asked = asked + 1, due_at = ?, lease_until = null where order_id = ?")
                .params(utc(clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause)), order).update();
        return asked + 1 >= most;
    }

    /** At once, and with short pauses again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(long order) {
        jdbc.sql("update payment_outbox set asked = 0, due_at = ?, lease_until = null where order_id = ?").params(utc(clock.instant()), order).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void done(long order) {
        jdbc.sql("delete from payment_outbox where order_id = ?").param(order).update();
    }

    /** When it is asked next; {@code null} if it is not. */
    @Transactional(readOnly = true)
    public Instant due(long order) {
        return jdbc.sql("select due_at from payment_outbox where order_id = ?").param(order).query(LocalDateTime.class).optional()
                .map(at -> at.toInstant(ZoneOffset.UTC)).orElse(null);
    }

    private int asked(long order) {
        return jdbc.sql("select asked from payment_outbox where order_id = ?").param(order).query(Integer.class).optional().orElse(0);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
