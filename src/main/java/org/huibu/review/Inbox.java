package org.huibu.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.LimitMoved;
import org.huibu.process.TaskEnded;
import org.huibu.process.TaskOpened;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox: rows are written in the engine's own transaction, read with role and region inside every query, paged by key. */
@Service
public class Inbox {

    private static final String SELECT = "select task_id, case_number, group_, name, role, stage, region, applicant, due_at, assignee, outcomes, "
            + "decides, lines_, collects, form from inbox_task ";
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final CurrentUser user;
    private final Accounts accounts;
    private final Participation participation;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inbox(JdbcClient jdbc, CaseWork work, CurrentUser user, Accounts accounts, Participation participation, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.user = user;
        this.accounts = accounts;
        this.participation = participation;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    void on(TaskOpened task) {
        var file = work.find(task.caseNumber());
        var properties = task.properties();
        jdbc.sql("insert into inbox_task (task_id, case_number, group_, element, name, role, stage, region, applicant, limit_, due_at, outcomes, decides, lines_, "
                + "collects, form, separation, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(task.taskId(), task.caseNumber(), task.group(), task.element(), task.name(), task.role(), task.stage(), file.region(),
                        file.applicantName(), properties.get("deadline"), task.due() == null ? null : utc(task.due()), properties.getOrDefault("outcomes", ""), properties.get("decides"),
                        properties.get("lines"), properties.get("collects"), properties.get("form"), properties.getOrDefault("separation", task.role()),
                        utc(clock.instant()))).update();
    }

    /** Open rows follow a limit that a pause has moved. */
    @EventListener
    void on(LimitMoved moved) {
        if (moved.due() != null) {
            jdbc.sql("update inbox_task set due_at = ? where case_number = ? and coalesce(group_, '') = ? and limit_ = ?")
                    .params(utc(moved.due()), moved.caseNumber(), moved.group() == null ? "" : moved.group(), moved.limit()).update();
        }
    }

    @EventListener
    void on(TaskEnded task) {
        jdbc.sql("delete from inbox_task where task_id = ?").param(task.taskId()).update();
    }

    /** My queue, the most urgent first. @param after task id to continue behind; null for the first page */
    @Transactional(readOnly = true)
    public List<InboxRow> mine(String after, int count) {
        var account = officer();
        var position = after == null ? Optional.<InboxRow>empty() : find(after);
        var due = position.map(row -> row.due() == null ? LocalDateTime.of(9999, 1, 1, 0, 0) : utc(row.due())).orElse(LocalDateTime.of(1, 1, 1, 0, 0));
        return jdbc.sql(SELECT + "where role in (:roles) and region like :region and (assignee is null or assignee = :me) "
                        + "and (coalesce(due_at, :never) > :due or (coalesce(due_at, :never) = :due and task_id > :after)) order by coalesce(due_at, :never), task_id limit :count")
                .param("roles", account.roles().stream().map(Enum::name).toList()).param("region", account.region().prefix() + "%").param("me", account.username())
                .param("never", LocalDateTime.of(9999, 1, 1, 0, 0)).param("due", due).param("after", after == null ? "" : after).param("count", count)
                .query((row, n) -> read(row)).list();
    }

    @Transactional(readOnly = true)
    public long count() {
        var account = officer();
        return jdbc.sql("select count(*) from inbox_task where role in (:roles) and region like :region and (assignee is null or assignee = :me)")
                .param("roles", account.roles().stream().map(Enum::name).toList()).param("region", account.region().prefix() + "%").param("me", account.username())
                .query(Long.class).single();
    }

    /** Open tasks of a case: who has it and until when. No authorisation: callers show it to the owner and to officers. */
    @Transactional(readOnly = true)
    public List<InboxRow> ofCase(String caseNumber) {
        return jdbc.sql(SELECT + "where case_number = ? order by opened_at").param(caseNumber).query((row, n) -> read(row)).list();
    }

    /** @throws Refusal NOT_FOUND if it is gone or not of my role and region */
    @Transactional(readOnly = true)
    public InboxRow task(String taskId) {
        var account = officer();
        return find(taskId).filter(row -> account.has(Role.valueOf(row.role())) && row.region().startsWith(account.region().prefix())).orElseThrow(Refusal::notFound);
    }

    /** @throws Refusal CONFLICT {@code takenBy} with the other's name, FORBIDDEN by the separation of duties */
    @Transactional
    public void claim(String taskId) {
        var row = task(taskId);
        var account = user.require();
        participation.check(row.caseNumber(), separation(taskId), account);
        if (jdbc.sql("update inbox_task set assignee = ? where task_id = ? and (assignee is null or assignee = ?)")
                .params(account.username(), taskId, account.username()).update() == 0) {
            throw find(taskId).map(other -> Refusal.conflict("takenBy", accounts.displayName(other.assignee()))).orElseGet(() -> Refusal.conflict("taskGone"));
        }
        if (row.assignee() == null) {
            events.publishEvent(new CaseHappened(row.caseNumber(), "TaskClaimed", java.util.Map.of("task", row.name())));
        }
    }

    @Transactional
    public void unclaim(String taskId) {
        task(taskId);
        jdbc.sql("update inbox_task set assignee = null where task_id = ? and assignee = ?").params(taskId, user.require().username()).update();
    }

    String separation(String taskId) {
        return jdbc.sql("select separation from inbox_task where task_id = ?").param(taskId).query(String.class).optional().orElseThrow(() -> Refusal.conflict("taskGone"));
    }

    private Optional<InboxRow> find(String taskId) {
        return jdbc.sql(SELECT + "where task_id = ?").param(taskId).query((row, n) -> read(row)).optional();
    }

    private Account officer() {
        var account = user.require();
        if (!account.officer()) {
            throw Refusal.forbidden("notAnOfficer");
        }
        return account;
    }

    private static InboxRow read(java.sql.ResultSet row) throws java.sql.SQLException {
        var due = row.getObject(9, LocalDateTime.class);
        return new InboxRow(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                row.getString(8), due == null ? null : due.toInstant(ZoneOffset.UTC), row.getString(10),
                Arrays.stream(row.getString(11).split(",")).filter(s -> !s.isBlank()).toList(), row.getString(12), row.getString(13), row.getString(14), row.getString(15));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
