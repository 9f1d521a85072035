package org.huibu.casefile.preview;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of previews: one per case, with a lease that says who works it. */
@Component
class PreviewRuns {

    private static final int LEASE_SECONDS = 120;
    private final JdbcClient jdbc;
    private final Clock clock;

    PreviewRuns(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param begun when it was asked for: what was answered since then is not asked again */
    record Claimed(String number, Instant begun) { }

    @Transactional(readOnly = true)
    public Optional<PreviewRun> of(String number) {
        return jdbc.sql("select state, asked, total, source from preview_run where case_number = ?").param(number).query(PreviewRun.class).optional();
    }

    /** One that is under way goes on. @throws org.springframework.dao.DuplicateKeyException if it was asked for twice at the same time */
    @Transactional
    public void ask(String number) {
        if (of(number).filter(PreviewRun::open).isEmpty()) {
            jdbc.sql("delete from preview_run where case_number = ?").param(number).update();
            jdbc.sql("insert into preview_run (case_number, state, begun_at, asked, total) values (?, 'WAITING', ?, 0, 0)").params(number, now()).update();
        }
    }

    /** The oldest that nobody works. */
    @Transactional
    public Optional<Claimed> claim() {
        var now = now();
        return jdbc.sql("select case_number, begun_at from preview_run where state = 'WAITING' or (state = 'RUNNING' and lease_until < ?) order by begun_at limit 1").param(now)
                .query((row, n) -> new Claimed(row.getString(1), row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC))).optional()
                .filter(one -> jdbc.sql("update preview_run set state = 'RUNNING', lease_until = ? where case_number = ? and (state = 'WAITING' or lease_until < ?)")
                        .params(now.plusSeconds(LEASE_SECONDS), one.number(), now).update() == 1);
    }

    @Transactional
    public void progressed(String number, int asked, int total) {
        jdbc.sql("update preview_run set asked = ?, total = ?, lease_until = ? where case_number = ?").params(asked, total, now().plusSeconds(LEASE_SECONDS), number).update();
    }

    @Transactional
    public void ended(String number, PreviewRun.State state, String source) {
        jdbc.sql("update preview_run set state = ?, source = ? where case_number = ?").params(Arrays.asList(state.name(), source, number)).update();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
