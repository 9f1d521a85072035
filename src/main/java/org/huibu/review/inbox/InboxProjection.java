package org.huibu.review.inbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.lookup.CaseTallies;
import org.huibu.casefile.lookup.Tally;
import org.huibu.process.MilestoneReached;
import org.huibu.process.Models;
import org.huibu.process.StepParked;
import org.huibu.process.StepResumed;
import org.huibu.process.clock.LimitMoved;
import org.huibu.process.task.TaskEnded;
import org.huibu.process.task.TaskOpened;
import org.huibu.review.Participation;
import org.huibu.review.drafts.TaskDrafts;
import org.huibu.scheme.Phase;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes the inbox in the engine's own transaction, with all that a row of the list shows. */
@Component
class InboxProjection {

    private static final Instant NEVER_DUE = Instant.parse("9990-01-01T00:00:00Z");
    private static final Instant NEEDS_NOTHING = Instant.parse("9999-01-01T00:00:00Z");
    private static final java.util.Set<String> PRIORITIES = java.util.Set.of("PRIORITY", "DECLARED");
    private final JdbcClient jdbc;
    private final InboxRows rows;
    private final TaskDrafts drafts;
    private final CaseWork work;
    private final CaseRules rules;
    private final CaseTallies tallies;
    private final Participation participation;
    private final Models models;
    private final Clock clock;

    InboxProjection(JdbcClient jdbc, InboxRows rows, TaskDrafts drafts, CaseWork work, CaseRules rules, CaseTallies tallies, Participation participation, Models models,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.drafts = drafts;
        this.work = work;
        this.rules = rules;
        this.tallies = tallies;
        this.participation = participation;
        this.models = models;
        this.clock = clock;
    }

    @EventListener
    void on(TaskOpened task) {
        var file = work.find(task.caseNumber());
        var tally = tallies.of(task.caseNumber(), task.group());
        var judge = tally.needsJudgement() || file.phase() == Phase.OBJECTION || participation.took(task.caseNumber(), separation(task));
        var rule = priority(task);
        var first = rule.filter(one -> one.result().equals("PRIORITY")).isPresent();
        insert(task, file, judge ? Lane.JUDGE : Lane.GREEN, tally, first ? clock.instant() : task.due() == null ? NEVER_DUE : task.due(), rule.orElse(null));
    }

    /** @param result PRIORITY, which goes before others, or DECLARED, which waits for somebody to confirm it. @param name of the rule */
    private record Priority(String result, String name) { }

    /** The rule of the scheme that the step names says whether its case goes before others. */
    private Optional<Priority> priority(TaskOpened task) {
        var rule = task.properties().get("priority");
        var known = rule == null ? null : work.scheme(task.caseNumber()).pack().decisions().steps().get(rule);
        return known == null ? Optional.empty() : Optional.of(new Priority(String.valueOf(rules.look(task.caseNumber(), rule, java.util.Map.of()).result()),
                work.scheme(task.caseNumber()).decisions().criterion(known.decision()).name())).filter(one -> PRIORITIES.contains(one.result()));
    }

    /** Open rows follow a limit that a pause has moved. */
    @EventListener
    void on(LimitMoved moved) {
        if (moved.due() != null) {
            jdbc.sql("update inbox_task set due_at = ?, urgency = case when priority is null then ? else urgency end where case_number = ? and coalesce(group_, '') = ? and limit_ = ?")
                    .params(InboxRows.utc(moved.due()), InboxRows.utc(moved.due()), moved.caseNumber(), moved.group() == null ? "" : moved.group(), moved.limit()).update();
        }
    }

    @EventListener
    void on(TaskEnded task) {
        rows.task(task.taskId()).ifPresent(row -> rows.ended(row, null, null, clock.instant()));
        drafts.drop(task.taskId());
        jdbc.sql("delete from inbox_task where task_id = ?").param(task.taskId()).update();
    }

    @EventListener
    void on(StepParked parked) {
        var id = waiting(parked.caseNumber(), parked.element());
        if (jdbc.sql("select count(*) from inbox_task where task_id = ?").param(id).query(Long.class).single() == 0) {
            var file = work.find(parked.caseNumber());
            wait(file, id, parked.element(), parked.name(), nextRole(file, parked.element()), Lane.SOURCE);
        }
    }

    @EventListener
    void on(StepResumed resumed) {
        jdbc.sql("delete from inbox_task where task_id = ?").param(waiting(resumed.caseNumber(), resumed.element())).update();
    }

    /** A case in correction waits for its applicant; any other milestone ends the waiting. Whoever asked last will have it again. */
    @EventListener
    void on(MilestoneReached milestone) {
        var file = work.find(milestone.caseNumber());
        jdbc.sql("delete from inbox_task where case_number = ? and lane in ('SOURCE', 'APPLICANT')").param(file.number()).update();
        if (work.scheme(file.number()).state(milestone.milestone()).phase() == Phase.CORRECTION) {
            participation.latest(file.number()).ifPresent(part -> wait(file, waiting(file.number(), milestone.element()), milestone.element(),
                    work.scheme(file.number()).state(milestone.milestone()).toOfficers().zh(), part, Lane.APPLICANT));
        }
    }

    private void wait(CaseFile file, String id, String element, String name, String role, Lane lane) {
        insert(new TaskOpened(id, file.number(), null, null, element, name, role, Objects.requireNonNullElse(file.stage(), ""), null, java.util.Map.of()), file, lane,
                new Tally(0, 0, 0), NEEDS_NOTHING, null);
    }

    private void insert(TaskOpened task, CaseFile file, Lane lane, Tally tally, Instant urgency, Priority priority) {
        var properties = task.properties();
        jdbc.sql("insert into inbox_task (task_id, case_number, group_, element, name, role, stage, region, scheme_key, applicant, subject, limit_, due_at, urgency, outcomes, decides, "
                + "lines_, collects, form, separation, institution, priority, declared, lane, passes, fails, doubts, opened_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(task.taskId(), task.caseNumber(), task.group(), task.element(), task.name(), task.role(), task.stage(), file.region(),
                        file.schemeKey(), file.applicantName(), file.applicantIndex(), properties.get("deadline"), task.due() == null ? null : InboxRows.utc(task.due()), InboxRows.utc(urgency),
                        properties.getOrDefault("outcomes", ""), properties.get("decides"), properties.get("lines"), properties.get("collects"),
                        properties.get("form"), separation(task), properties.get("institution"), said(priority, "PRIORITY"), said(priority, "DECLARED"), lane.name(), tally.pass(), tally.fail(), tally.doubt(), InboxRows.utc(clock.instant()))).update();
    }

    private static String said(Priority priority, String result) {
        return priority == null || !priority.result().equals(result) ? null : priority.name();
    }

    private static String separation(TaskOpened task) {
        return task.properties().getOrDefault("separation", task.role());
    }

    private static String waiting(String caseNumber, String element) {
        var id = "waits-" + caseNumber + "-" + element;
        return id.length() > 64 ? id.substring(0, 64) : id;
    }

    /** Who will have the case when the source is back: the next user task of the model. */
    private String nextRole(CaseFile file, String element) {
        List<Models.Element> elements = models.elements(work.scheme(file.number()).definitionId());
        var at = elements.stream().map(Models.Element::id).toList().indexOf(element);
        return elements.stream().skip(Math.max(at, 0)).filter(e -> e.properties().containsKey("role")).map(e -> e.properties().get("role")).findFirst().orElse("INITIAL_REVIEWER");
    }
}
