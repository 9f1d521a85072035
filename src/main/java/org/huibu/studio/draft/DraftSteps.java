package org.huibu.studio.draft;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The story of each draft, for its page. */
@Component
class DraftSteps {

    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Clock clock;

    DraftSteps(JdbcClient jdbc, CurrentUser user, Clock clock) {
        this.jdbc = jdbc;
        this.user = user;
        this.clock = clock;
    }

    @EventListener
    void on(DraftHappened happened) {
        jdbc.sql("insert into studio_step (id, draft_id, what, actor, at_, detail) values (?, ?, ?, ?, ?, ?)").params(Ids.next(), happened.draft(), happened.what(),
                user.actor(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), happened.detail()).update();
    }

    List<DraftStep> of(long draft) {
        return jdbc.sql("select what, actor, at_, detail from studio_step where draft_id = ? order by id").param(draft)
                .query((row, n) -> new DraftStep(row.getString(1), row.getString(2), row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(4))).list();
    }
}
