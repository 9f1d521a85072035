package org.huibu.guarantee.bank;

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

/** Which orders are to be sent or asked about and when, and which node has them. A node that dies loses its lease. */
@Component
class BankDispatch {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 20;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration first;

    BankDispatch(JdbcClient jdbc, Clock clock, @Value("${huibu.banks.ask-after:10s}") Duration first) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.first = first;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(long order) {
        jdbc.sql("insert into bank_outbox (order_id, due_at, asked) values (?, ?, 0)").params(order, utc(clock.instant())).update();
    }

    /** Orders that are due and that this node now has. */
    @Transactional
    public List<Long> claim(int count) {
        var now = clock.instant();
        return jdbc.sql("select order_id from bank_outbox where due_at <= ? and (lease_until is null or lease_until < ?) order by due_at, order_id limit ?")
                .params(utc(now), utc(now), count).query(Long.class).list().stream()
                .filter(order -> jdbc.sql("update bank_outbox set lease_until = ? where order_id = ? and (lease_until is null or lease_until < ?)")
                        .params(utc(now.plus(LEASE)), order, utc(now)).update() == 1).toList();
    }

    /** No outcome yet: asked again after a pause that doubles each time. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void later(long order) {
        int asked = jdbc.sql("select asked from bank_outbox where order_id = ?").param(order).query(Integer.class).optional().orElse(0);
        var pause = first.multipliedBy(1L << Math.min(asked, DOUBLINGS));
        jdbc.sql("update bank_outbox set asked = asked + 1, due_at = ?, lease_until = null where order_id = ?")
                .params(utc(clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause)), order).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void done(long order) {
        jdbc.sql("delete from bank_outbox where order_id = ?").param(order).update();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
