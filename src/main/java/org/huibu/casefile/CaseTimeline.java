package org.huibu.casefile;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.huibu.identity.CurrentUser;
import org.huibu.process.MilestoneReached;
import org.huibu.process.StepParked;
import org.huibu.process.StepResumed;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.springframework.context.event.EventListener;
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

    /** With groups the case shows its least advanced open line, so the milestone of a group that is ahead does not move it forward. */
    @EventListener
    void on(MilestoneReached milestone) {
        cases.findByNumber(milestone.caseNumber()).ifPresent(file -> {
            var state = schemes.release(file.releaseId()).state(milestone.milestone());
            var behind = milestone.group() != null && file.phase().ordinal() < state.phase().ordinal()
                    && jdbc.sql("select count(distinct group_) from claim_line where case_id = ? and state <> 'PAID' and state <> 'REJECTED' and group_ is not null")
                            .param(file.id()).query(Long.class).single() > 1 && file.phase() == org.huibu.scheme.Phase.OBJECTION;
            if (behind) {
                file.happened("GroupReached", java.util.Map.of("group", milestone.group(), "state", milestone.milestone()));
            } else {
                file.reached(milestone.milestone(), state, clock.instant());
            }
            cases.save(file);
        });
    }

    @EventListener
    void on(StepParked parked) {
        if (clocks.pauseOnce(parked.caseNumber(), parked.element(), "source")) {
            cases.findByNumber(parked.caseNumber()).ifPresent(file -> {
                file.happened("WaitingForSource", java.util.Map.of("source", parked.source()));
                cases.save(file);
            });
        }
    }

    @EventListener
    void on(StepResumed resumed) {
        clocks.resume(resumed.caseNumber(), resumed.element());
        cases.findByNumber(resumed.caseNumber()).ifPresent(file -> {
            file.happened("SourceAnswered");
            cases.save(file);
        });
    }
}
