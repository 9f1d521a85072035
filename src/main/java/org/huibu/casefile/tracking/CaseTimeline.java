package org.huibu.casefile.tracking;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.Cases;
import org.huibu.identity.CurrentUser;
import org.huibu.process.MilestoneReached;
import org.huibu.process.StepParked;
import org.huibu.process.StepResumed;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps state and timeline in step with the model, in the model's own transaction. */
@Component
class CaseTimeline {

    private final Cases cases;
    private final Schemes schemes;
    private final CaseClocks clocks;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaseTimeline(Cases cases, Schemes schemes, CaseClocks clocks, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.schemes = schemes;
        this.clocks = clocks;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    void on(CaseHappened happened) {
        var details = happened.details().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).sorted().collect(Collectors.joining("; "));
        jdbc.sql("insert into case_event (id, case_number, what, details, actor, at_) values (?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), happened.caseNumber(), happened.what(), details.length() > 500 ? details.substring(0, 500) : details, user.actor(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
    }

    /** With groups the case shows its least advanced one, so a group that is ahead does not move the case forward. Others that hear of a milestone find the case there. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(MilestoneReached milestone) {
        cases.findByNumber(milestone.caseNumber()).ifPresent(file -> {
            var scheme = schemes.release(file.releaseId());
            var shown = milestone.group() == null ? milestone.milestone() : leastAdvanced(milestone, scheme);
            // A step that several people take at once is reached once.
            if (milestone.group() != null) {
                file.happened("StateReached", Map.of("state", milestone.milestone(), "group", milestone.group()));
            } else if (!milestone.milestone().equals(file.state())) {
                file.happened("StateReached", Map.of("state", milestone.milestone()));
            }
            file.reached(shown, scheme.state(shown), clock.instant());
            cases.save(file);
        });
    }

    private String leastAdvanced(MilestoneReached milestone, Scheme scheme) {
        if (jdbc.sql("update case_group set state = ? where case_number = ? and group_ = ?").params(milestone.milestone(), milestone.caseNumber(), milestone.group()).update() == 0) {
            jdbc.sql("insert into case_group (case_number, group_, state) values (?, ?, ?)").params(milestone.caseNumber(), milestone.group(), milestone.milestone()).update();
        }
        return jdbc.sql("select state from case_group where case_number = ?").param(milestone.caseNumber()).query(String.class).list().stream()
                .min(Comparator.comparing(state -> scheme.state(state).phase())).orElseThrow();
    }

    @EventListener
    void on(StepParked parked) {
        if (clocks.pauseOnce(parked.caseNumber(), parked.group(), parked.element(), "source")) {
            cases.findByNumber(parked.caseNumber()).ifPresent(file -> {
                file.happened("WaitingForSource", Map.of("source", parked.source()));
                cases.save(file);
            });
        }
    }

    @EventListener
    void on(StepResumed resumed) {
        clocks.resume(resumed.caseNumber(), resumed.group(), resumed.element());
        cases.findByNumber(resumed.caseNumber()).ifPresent(file -> {
            file.happened("SourceAnswered");
            cases.save(file);
        });
    }
}
