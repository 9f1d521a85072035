package org.huibu.process.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node works a row for now: one at a time, and one that dies loses it when its time is over. The table has a column {@code lease_until}. */
public final class Lease {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String table;
    private final String key;
    private final Duration length;

    /** @param key name of the table's key column */
    public Lease(JdbcClient jdbc, Clock clock, String table, String key, Duration length) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.table = table;
        this.key = key;
        this.length = length;
    }

    /** @return false if another node has it. Within a transaction, like the others */
    public boolean take(long id) {
        var now = clock.instant();
        return jdbc.sql("update " + table + " set lease_until = ? where " + key + " = ? and (lease_until is null or lease_until < ?)").params(utc(now.plus(length)), id, utc(now)).update() == 1;
    }

    /** Still at it. */
    public void renew(long id) {
        jdbc.sql("update " + table + " set lease_until = ? where " + key + " = ?").params(utc(clock.instant().plus(length)), id).update();
    }

    /** Anybody may have it. */
    public void end(long id) {
        jdbc.sql("update " + table + " set lease_until = null where " + key + " = ?").param(id).update();
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
