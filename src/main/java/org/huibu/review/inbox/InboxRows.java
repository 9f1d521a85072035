package org.huibu.review.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huibu.identity.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table behind the inbox, read without asking who reads. */
@Component
public class InboxRows {

    static final String SELECT = "select task_id, case_number, group_, name, role, stage, region, scheme_key, applicant, due_at, urgency, assignee, outcomes, decides, "
            + "lines_, collects, form, separation, lane, passes, fails, doubts, institution, priority, declared from inbox_task ";
    static final String TASKS = "lane in ('GREEN', 'JUDGE')";
    private final JdbcClient jdbc;

    InboxRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<InboxRow> task(String taskId) {
        return jdbc.sql(SELECT + "where task_id = ? and " + TASKS).param(taskId).query(InboxRows::read).optional();
    }

    List<InboxRow> tasksOf(String caseNumber) {
        return jdbc.sql(SELECT + "where case_number = ? and " + TASKS + " order by opened_at").param(caseNumber).query(InboxRows::read).list();
    }

    List<InboxRow> ofRole(Role role, String region) {
        return jdbc.sql(SELECT + "where role = ? and region like ? and " + TASKS + " order by opened_at").params(role.name(), region + "%").query(InboxRows::read).list();
    }

    List<InboxRow> heldBy(String username) {
        return jdbc.sql(SELECT + "where assignee = ? and " + TASKS).param(username).query(InboxRows::read).list();
    }

    /** @return false if somebody else holds it or it is gone */
    boolean hold(String taskId, String username) {
        return jdbc.sql("update inbox_task set assignee = ? where task_id = ? and " + TASKS + " and (assignee is null or assignee = ?)").params(username, taskId, username).update() == 1;
    }

    boolean release(String taskId, String username) {
        return jdbc.sql("update inbox_task set assignee = null where task_id = ? and assignee = ?").params(taskId, username).update() == 1;
    }

    /** Keeps who ended it, for whoever still has the page open. @param username null if the process took it away */
    public void ended(InboxRow row, String username, String outcome, Instant at) {
        if (done(row.taskId()).isEmpty()) {
            jdbc.sql("insert into inbox_done (task_id, case_number, name, role, region, username, outcome, at_) values (?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(row.taskId(), row.caseNumber(), row.name(), row.role(), row.region(), username, outcome, utc(at))).update();
        }
    }

    Optional<Inbox.Done> done(String taskId) {
        return jdbc.sql("select task_id, case_number, name, role, region, username, outcome, at_ from inbox_done where task_id = ?").param(taskId)
                .query((row, n) -> new Inbox.Done(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                        instant(row, 8))).optional();
    }

    static InboxRow read(ResultSet row, int number) throws SQLException {
        return new InboxRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                row.getString(9), instant(row, 10), instant(row, 11), row.getString(12), Arrays.stream(row.getString(13).split(",")).filter(s -> !s.isBlank()).toList(),
                row.getString(14), row.getString(15), row.getString(16), row.getString(17), row.getString(18), Lane.valueOf(row.getString(19)), row.getInt(20),
                row.getInt(21), row.getInt(22), row.getString(23), row.getString(24), row.getString(25));
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var value = row.getObject(column, LocalDateTime.class);
        return value == null ? null : value.toInstant(ZoneOffset.UTC);
    }
}
