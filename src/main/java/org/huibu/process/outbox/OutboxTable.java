package org.huibu.process.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A table of what is to be sent or asked about and when, and which node has it; a node that dies loses its lease. The table has the columns
 * {@code order_id, due_at, lease_until, asked}.
 */
public abstract class OutboxTable {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 20;
    protected final JdbcClient jdbc;
    protected final Clock clock;
    private final String table;
    private final Duration first;
    private final Lease lease;

    /** @param first pause before it is tried again, doubled each time up to an hour */
    protected OutboxTable(JdbcClient jdbc, Clock clock, String table, Duration first) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
        this.first = first;
        this.lease = new Lease(jdbc, clock, table, "order_id", LEASE);
    }

    /** In the transaction that owes the order. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void put(long order) {
        jdbc.sql("insert into " + table + " (order_id, due_at, asked) values (?, ?, 0)").params(order, Lease.utc(clock.instant())).update();
    }

    /** Orders that are due and that this node now has; each is given to one node only. */
    @Transactional
    public List<Long> claim(int count) {
        var now = clock.instant();
        return jdbc.sql("select order_id from " + table + " where due_at <= ? and (lease_until is null or lease_until < ?) order by due_at, order_id limit ?")
                .params(Lease.utc(now), Lease.utc(now), count).query(Long.class).list().stream()
                .filter(lease::take).toList();
    }

    /** No outcome yet: again after a pause that doubles each time. @return how often it has been tried now */
    @Transactional(propagation = Propagation.MANDATORY)
    public int later(long order) {
        int asked = jdbc.sql("select asked from " + table + " where order_id = ?").param(order).query(Integer.class).optional().orElse(0);
        var pause = first.multipliedBy(1L << Math.min(asked, DOUBLINGS));
        jdbc.sql("update " + table + " set asked = asked + 1, due_at = ?, lease_until = null where order_id = ?")
                .params(Lease.utc(clock.instant().plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause)), order).update();
        return asked + 1;
    }

    /** Not yet, without counting as tried: again after the shortest pause. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void postpone(long order) {
        jdbc.sql("update " + table + " set due_at = ?, lease_until = null where order_id = ?").params(Lease.utc(clock.instant().plus(first)), order).update();
    }

    /** Still at it. Within a transaction. */
    public void holdOn(long order) {
        lease.renew(order);
    }

    /** No node works the order until the end of the transaction. @return false if one is at it now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean keepOff(long order) {
        return lease.take(order) || due(order) == null;
    }

    /** At once, or as soon as the node that is at it has done, and with short pauses again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void again(long order) {
        jdbc.sql("update " + table + " set asked = 0, due_at = ? where order_id = ?").params(Lease.utc(clock.instant()), order).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void done(long order) {
        jdbc.sql("delete from " + table + " where order_id = ?").param(order).update();
    }

    /** When it is tried next; {@code null} if it is not. */
    @Transactional(readOnly = true)
    public Instant due(long order) {
        return jdbc.sql("select due_at from " + table + " where order_id = ?").param(order).query(LocalDateTime.class).optional()
                .map(at -> at.toInstant(ZoneOffset.UTC)).orElse(null);
    }
}
