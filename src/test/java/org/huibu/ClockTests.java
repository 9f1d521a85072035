package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.letters.Letters;
import org.huibu.process.clock.CaseClock;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxReconciler;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.scheme.Calendars;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What stops a clock moves its limit, its timer and its inbox row together, and every day is charged to somebody (flows §1.4, §8.3). */
@HuibuTest
class ClockTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired CaseClocks clocks;
    @Autowired CaseClock port;
    @Autowired Inbox inbox;
    @Autowired InboxReconciler reconciler;
    @Autowired Reviewing reviewing;
    @Autowired Calendars calendars;
    @Autowired Knobs knobs;
    @Autowired Letters letters;
    @Autowired MovableClock clock;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void correctionStopsTheClockOfAcceptance() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        var due = due(number);
        sendBack(number, "acceptor.qinghe");
        workingDays(6);
        assertThat(clock.now()).as("the acceptor's limit is over, the applicant's is not").isAfter(due);
        assertThat(work.find(number).deemed()).isFalse();
        as("base.hongmeng");
        cases.correct(number);
        assertThat(due(number)).isEqualTo(later(due, 6));
        assertThat(clocks.charged(number)).isEqualTo(Map.of("applicant", 6, "department", 0));
        workingDays(4);
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        clock.forwardTo(later(due, 6).plusSeconds(60));
        eventually(() -> work.find(number).deemed());
    }

    @Test
    void aSecondCorrectionHasItsFullTime() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        sendBack(number, "acceptor.qinghe");
        workingDays(8);
        as("base.hongmeng");
        cases.attach(number, "rentProof", "发票.pdf", AwardStory.PDF);
        cases.correct(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        sendBack(number, "reviewer.qinghe");
        workingDays(8);
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        workingDays(3);
        eventually(() -> work.find(number).state().equals("LAPSED"));
    }

    @Test
    void aSourceThatIsDownIsNotTheOfficers() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var due = due(number);
        sendBack(number, "reviewer.qinghe");
        knobs.set("market", "down");
        workingDays(1);
        as("base.hongmeng");
        cases.correct(number);
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        workingDays(2);
        knobs.set("market", "up");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(due(number)).isEqualTo(later(due, 3));
        workingDays(1);
        assertThat(clocks.charged(number)).isEqualTo(Map.of("applicant", 1, "source", 2, "department", 1));
    }

    @Test
    void aLongOutageEndsWithAPersonWhoMayAskForProofOrACommitment() {
        knobs.set("market", "down");
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        workingDays(2);
        assertThat(work.find(number).state()).isEqualTo("COMPARING");
        workingDays(2);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.timeline(number)).filteredOn(h -> h.what().equals("SourceOutage")).singleElement().satisfies(h -> assertThat(h.details()).isEqualTo("source=D02"));
        assertThat(work.lines(number)).as("what nobody could compare is refused by nobody").extracting(ClaimLine::verdict).containsOnly("NEEDS_PERSON");
        assertThat(work.findings(number, 0)).as("the social-insurance source was up").anyMatch(f -> f.facts().stream().anyMatch(fact -> fact.origin().startsWith("D04")));
        assertThat(clocks.charged(number)).containsEntry("department", 0).containsKey("source");
        as("reviewer.qinghe");
        var task = story.task(number, "reviewer.qinghe").taskId();
        reviewing.decide(task, new Reviewing.Decision("CORRECTION", "来源中断，请提交书面承诺", List.of(), Map.of("commitment", "市场监管数据查不到，请提交书面承诺")));
        knobs.set("market", "up");
        as("base.hongmeng");
        cases.attach(number, "commitment", "承诺.pdf", AwardStory.PDF);
        cases.correct(number);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).as("asked again").extracting(ClaimLine::verdict).containsOnly("PASS");
    }

    /**
     * A long outage ends with a decision on a commitment. When the source is back it is asked: it bears out what was decided on four lines, but
     * one entity was on the abnormal list, and somebody who had no part in the case looks into that.
     */
    @Test
    void whatWasTakenOnTrustIsCheckedWhenTheSourceIsBack() {
        knobs.set("market", "down");
        var number = story.submitted("roster-12-mixed.csv");
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        workingDays(4);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var trusted = work.lines(number).stream().map(line -> new Reviewing.LineDecision(line.seq(), line.seq() == 0 || line.seq() == 9 ? "PASS" : "FAIL",
                line.seq() == 0 || line.seq() == 9 ? Money.ofYuan(3_000) : null, "凭书面承诺处理")).toList();
        reviewing.decide(story.task(number, "reviewer.qinghe").taskId(), new Reviewing.Decision("PROPOSE", "来源中断，凭承诺处理", trusted, Map.of()));
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("notice.qinghe", number, "PUBLISH");
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).doesNotContain("PostCheckContradicted", "PostCheckConfirmed");
        knobs.set("market", "up");
        eventually(() -> inbox.ofCase(number).stream().anyMatch(row -> row.name().equals("事后核查")));
        assertThat(work.timeline(number)).filteredOn(h -> h.what().equals("PostCheckContradicted")).singleElement()
                .satisfies(h -> assertThat(h.details()).contains("10：实体未列入经营异常名录").doesNotContain("1：实体").doesNotContain("；"));
        story.decide("objection.qinghe", number, "TO_RECOVER");
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).contains("PostCheckToRecover");
        assertThat(inbox.ofCase(number)).extracting(InboxRow::name).doesNotContain("事后核查");
    }

    @Test
    void aPauseMovesOpenRowsAndTimersWithTheLimit() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        var due = due(number);
        pause(number, "expertReview");
        workingDays(2);
        pause(number, "siteVisit");
        workingDays(5);
        assertThat(work.find(number).deemed()).as("a limit that stands still does not fire").isFalse();
        resume(number, "expertReview");
        assertThat(due(number)).as("another pause goes on").isEqualTo(due);
        workingDays(1);
        resume(number, "siteVisit");
        assertThat(due(number)).as("overlapping pauses count once").isEqualTo(later(due, 8));
        assertThat(reconciler.reconcile()).isZero();
        assertThat(clocks.charged(number)).isEqualTo(Map.of("procedure", 8, "department", 0));
        clock.forwardTo(later(due, 7));
        assertThat(work.find(number).deemed()).isFalse();
        clock.forwardTo(later(due, 8).plusSeconds(60));
        eventually(() -> work.find(number).deemed());
    }

    /** Days at once, from two threads, while the clock's follower runs as well: each timer still fires once. */
    @Test
    void firesEachTimerOnceHoweverFarAndOftenTheClockJumps() throws Exception {
        var numbers = java.util.stream.IntStream.range(0, 6).mapToObj(one -> {
            var number = story.draft("incubation-award", "roster-5-pass.csv");
            cases.submit(number);
            return number;
        }).toList();
        var until = clock.now().plus(java.time.Duration.ofDays(12));
        var threads = java.util.concurrent.Executors.newFixedThreadPool(2);
        try {
            var jumps = java.util.stream.IntStream.range(0, 2).<java.util.concurrent.Callable<Object>>mapToObj(one -> () -> {
                while (clock.now().isBefore(until)) {
                    try {
                        clock.forwardTo(clock.now().plus(java.time.Duration.ofDays(2)));
                    } catch (IllegalArgumentException otherWasFirst) {
                        // It jumped further meanwhile.
                    }
                }
                return null;
            }).toList();
            for (var jump : threads.invokeAll(jumps)) {
                jump.get();
            }
        } finally {
            threads.shutdownNow();
        }
        eventually(() -> numbers.stream().allMatch(number -> work.find(number).deemed()));
        assertThat(numbers).allSatisfy(number -> {
            assertThat(work.timeline(number)).filteredOn(one -> one.what().equals("CaseDeemedAccepted")).hasSize(1);
            assertThat(letters.ofCase(number)).filteredOn(letter -> letter.code().equals("DOC-01")).hasSize(1);
        });
    }

    /** INC-E4 (a): submitted on the last day, corrected after it, is in time. Part (b) is in {@link AwardFlowTests}. */
    @Test
    void paysWhatWasSubmittedInTimeAndCorrectedLater() {
        while (!story.today().minusMonths(6).plusMonths(6).equals(story.today())) {
            workingDays(1);
        }
        as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        var form = AwardStory.form();
        form.put("claim.periodEnd", story.today().minusMonths(6).toString());
        cases.save(number, null, form, AwardStory.roster("roster-5-pass.csv").subList(0, 1));
        story.attachAll(number);
        cases.submit(number);
        sendBack(number, "acceptor.qinghe");
        workingDays(7);
        as("base.hongmeng");
        cases.correct(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        story.toNotice(number);
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        assertThat(work.lines(number)).singleElement().satisfies(line -> {
            assertThat(line.state()).isEqualTo(ClaimLine.State.PAID);
            assertThat(line.amount()).isEqualTo(Money.ofYuan(3_000));
        });
    }

    private void sendBack(String number, String officer) {
        var task = story.task(number, officer).taskId();
        reviewing.decide(task, new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), Map.of("rentProof", "缺少三月的发票")));
    }

    private void workingDays(int count) {
        var day = calendars.calendar(AwardStory.QINGHE).plus(story.today(), count);
        clock.forwardTo(WorkingCalendar.endOf(day).minusSeconds(8 * 3600));
    }

    private Instant due(String number) {
        return inbox.ofCase(number).get(0).due();
    }

    private Instant later(Instant due, int days) {
        return WorkingCalendar.endOf(calendars.calendar(AwardStory.QINGHE).plus(WorkingCalendar.dayOf(due), days));
    }

    private void pause(String number, String element) {
        transaction.executeWithoutResult(status -> port.pause(number, null, element, "procedure"));
    }

    private void resume(String number, String element) {
        transaction.executeWithoutResult(status -> port.resume(number, null, element));
    }
}
