package org.huibu.casefile.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.huibu.ApprenticeshipStory;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.WebClient;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.monitor.Watches.Check;
import org.huibu.casefile.monitor.Watches.Result;
import org.huibu.eligibility.Finding;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An advance was paid for a class of two; one of them is no longer insured by the firm from December on (sandbox), the other stays. */
@HuibuTest
class ConditionMonitorTests {

    @Autowired AwardStory house;
    @Autowired ApprenticeshipStory story;
    @Autowired CaseWork work;
    @Autowired Watches watches;
    @Autowired Monitor monitor;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void asksAgainUntilTheEndAndOpensARecoveryForWhoLeft() {
        story.begin();
        var plan = story.listed("ENTERPRISE", "3", "7000", 1, 40);
        assertThat(watches.ofCase(plan)).isEmpty();
        var without = story.listed("ENTERPRISE", "3", "0", 2);
        assertThat(jdbc.sql("select count(*) from condition_watch where case_number = ?").param(without).query(Integer.class).single()).as("from the listing on, paid or not").isEqualTo(1);
        var before = recoveries();
        monthLater(plan, 2);
        assertThat(watches.ofCase(plan)).extracting(Check::result).containsExactly(Result.HOLDS, Result.HOLDS);
        assertThat(watches.ofCase(plan)).as("what each rests on").allSatisfy(check -> assertThat(check.used()).isNotEmpty().allSatisfy(used -> {
            assertThat(used.answer().facts()).isNotEmpty();
            assertThat(used.sha256()).hasSize(64);
            assertThat(used.unchanged()).isTrue();
        }));
        assertThat(recoveries()).isEqualTo(before);
        monthLater(plan, 4);
        assertThat(watches.ofCase(plan)).filteredOn(check -> check.result() == Result.ENDED).extracting(Check::line).containsExactly(2);
        assertThat(work.timeline(plan)).extracting(CaseWork.Happening::what).contains("ConditionEnded", "RecoveryOpened");
        var used = watches.ofCase(plan).stream().filter(check -> check.result() == Result.ENDED).findFirst().orElseThrow().used().get(0);
        transaction.executeWithoutResult(status -> jdbc.sql("update evidence_record set check_ = 'D99' where id = ?").param(used.answer().id()).update());
        assertThat(watches.ofCase(plan)).as("a record that somebody changed is told").flatExtracting(Check::used).filteredOn(one -> !one.unchanged()).hasSize(1);
        transaction.executeWithoutResult(status -> jdbc.sql("update evidence_record set check_ = ? where id = ?").params(used.answer().check(), used.answer().id()).update());
        var web = new WebClient(port);
        web.login("reviewer.qinghe", "huibu-demo");
        assertThat(web.get("/inbox/cases/" + plan).body()).contains(used.sha256()).doesNotContain("记录与当时的摘要不符");
        var opened = jdbc.sql("select number from case_file where scheme_key = 'recovery' and state = 'INVESTIGATING' order by id desc limit 1").query(String.class).single();
        as("reviewer.qinghe");
        assertThat(work.values(opened)).containsEntry("finding.kind", "ENDED_EARLY").containsEntry("origin.caseNumber", plan);
        assertThat(work.lines(opened)).singleElement().satisfies(line -> {
            assertThat(line.data()).containsEntry("paid", "3500.00").containsEntry("endedOn", WorkingCalendar.dayOf(clock.now()).toString());
            assertThat(line.amount()).as("not judged before it is assessed").isEqualTo(Money.ZERO);
        });
        var claim = story.claimed(plan, 2, 1, 40);
        assertThat(List.of(0, 1)).as("the settlement knows what the watch found").extracting(line -> work.findings(claim, line).stream().filter(one -> one.code().equals("INSURANCE_GAP")).findFirst().orElseThrow().verdict())
                .containsExactly(Finding.Verdict.PASS, Finding.Verdict.NEEDS_PERSON);
    }

    /** Who joined by a change is watched as a line of it; the settlement knows what was found, and who left is watched no more. */
    @Test
    void watchesWhoJoinedByAChangeToo() {
        story.begin();
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        story.begun(plan);
        var change = story.changed(plan, Map.of(), List.of(story.leaves(2), story.joins(40, WorkingCalendar.dayOf(clock.now()))));
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        var before = recoveries();
        clock.forwardTo(clock.now().plus(Duration.ofDays(30)));
        AwardStory.eventually(() -> {
            monitor.look();
            return watches.ofCase(change).size() == 1;
        });
        assertThat(watches.ofCase(change)).extracting(Check::line, Check::result).as("the second line of the change").containsExactly(tuple(2, Result.ENDED));
        assertThat(watches.ofCase(plan)).extracting(Check::line).containsOnly(1);
        assertThat(recoveries()).as("nothing was paid for him").isEqualTo(before);
        assertThat(work.timeline(plan)).filteredOn(one -> one.what().equals("ConditionEnded")).singleElement().satisfies(one -> assertThat(one.details()).contains("杨工生"));
        var claim = story.claimed(plan, 2, 1, 40);
        assertThat(work.findings(claim, 1)).filteredOn(one -> one.code().equals("INSURANCE_GAP")).singleElement().satisfies(one -> assertThat(one.verdict()).isEqualTo(Finding.Verdict.NEEDS_PERSON));
    }

    private long recoveries() {
        return jdbc.sql("select count(*) from case_file where scheme_key = 'recovery' and state = 'INVESTIGATING'").query(Long.class).single();
    }

    /** A department that does not answer is asked again at the next look. */
    private void monthLater(String plan, int checks) {
        clock.forwardTo(clock.now().plus(Duration.ofDays(30)));
        AwardStory.eventually(() -> {
            monitor.look();
            return watches.ofCase(plan).size() == checks;
        });
    }
}
