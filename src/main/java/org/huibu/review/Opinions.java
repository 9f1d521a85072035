package org.huibu.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huibu.identity.Account;
import org.huibu.review.inbox.InboxRow;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers decided and why, in their words (DOC-05, flows §1.7). Written once with the decision, never edited. */
@Service
public class Opinions {

    private static final String SELECT = "select task, group_, outcome, text_, username, unit, at_ from opinion where case_number = ? ";
    private final JdbcClient jdbc;
    private final Clock clock;

    Opinions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param task name of the step; @param group line group it is about, null for the whole case; @param unit of the officer on that day */
    public record Opinion(String task, String group, String outcome, String text, String username, String unit, Instant at) { }

    /** Oldest first. No authorisation: callers show them to officers of the case. */
    @Transactional(readOnly = true)
    public List<Opinion> ofCase(String caseNumber) {
        return jdbc.sql(SELECT + "order by id").param(caseNumber).query((row, n) -> read(row)).list();
    }

    /** The newest one on the group, else on the whole case. */
    @Transactional(readOnly = true)
    public Optional<Opinion> last(String caseNumber, String group) {
        return jdbc.sql(SELECT + "and (group_ is null or group_ = ?) order by id desc limit 1").params(caseNumber, group == null ? "" : group)
                .query((row, n) -> read(row)).optional();
    }

    void gave(InboxRow task, String outcome, String text, Account officer) {
        jdbc.sql("insert into opinion (id, case_number, task, group_, outcome, text_, username, unit, at_) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(Ids.next(), task.caseNumber(), task.name(), task.group(), outcome, text, officer.username(), officer.unit(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
    }

    private static Opinion read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Opinion(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
