package org.huibu.web.once;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Requests by principal and key, and their first answers. In the database, because the second try may reach another node. */
@Component
class OnceStore {

    /** A request without an answer for this long died with its node; what it did, the case's own state refuses to do twice. */
    static final Duration ABANDONED = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofDays(30);
    private final JdbcClient jdbc;
    private final Clock clock = Clock.systemUTC();

    OnceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An answer as it was first given. @param body null where there was none */
    record Answer(int status, String location, String etag, String body) { }

    /** What is known of a key. @param answer null while the first request is running */
    record Known(String hash, Answer answer, LocalDateTime at) { }

    /** @return false if the key is taken */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean begin(String principal, String key, String hash) {
        try {
            return jdbc.sql("insert into idempotent_request (principal, key_, request_hash, at_) values (?, ?, ?, ?)")
                    .params(principal, key, hash, now()).update() == 1;
        } catch (DuplicateKeyException taken) {
            return false;
        }
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW, readOnly = true)
    public Optional<Known> find(String principal, String key) {
        return jdbc.sql("select request_hash, status, location, etag, body, at_ from idempotent_request where principal = ? and key_ = ?").params(principal, key)
                .query((row, n) -> {
                    var status = (Integer) row.getObject(2);
                    return new Known(row.getString(1), status == null ? null : new Answer(status, row.getString(3), row.getString(4), row.getString(5)),
                            row.getObject(6, LocalDateTime.class));
                }).optional();
    }

    /** @return true if the caller may go on in place of a request that died */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean takeOver(String principal, String key, Known dead) {
        return dead.answer() == null && dead.at().isBefore(now().minus(ABANDONED))
                && jdbc.sql("update idempotent_request set at_ = ? where principal = ? and key_ = ? and at_ = ? and status is null")
                        .params(now(), principal, key, dead.at()).update() == 1;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void answered(String principal, String key, Answer answer) {
        jdbc.sql("update idempotent_request set status = ?, location = ?, etag = ?, body = ? where principal = ? and key_ = ?")
                .params(Arrays.asList(answer.status(), answer.location(), answer.etag(), answer.body(), principal, key)).update();
    }

    /** A request that was refused may be tried again. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void forget(String principal, String key) {
        jdbc.sql("delete from idempotent_request where principal = ? and key_ = ? and status is null").params(principal, key).update();
    }

    @Scheduled(fixedDelayString = "${huibu.once.sweep:6h}", initialDelayString = "${huibu.once.sweep:6h}")
    @Transactional
    public void sweep() {
        jdbc.sql("delete from idempotent_request where at_ < ?").param(now().minus(KEPT)).update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }
}
