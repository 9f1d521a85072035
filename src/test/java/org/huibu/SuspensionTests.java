package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.review.Suspensions;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxFilter;
import org.huibu.review.inbox.InboxList;
import org.huibu.scheme.Calendars;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A case of any scheme that is suspended stands still, tells its applicant why, and goes on when somebody else lifts it (flows §1.8, §4.6). */
@HuibuTest
class SuspensionTests {

    private static final String CLAUSE = "粤府〔2017〕101号 五";
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired CaseClocks clocks;
    @Autowired Suspensions suspensions;
    @Autowired Inbox inbox;
    @Autowired InboxList list;
    @Autowired Reviewing reviewing;
    @Autowired Calendars calendars;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
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
    void nobodyDecidesAndNoClockRunsUntilItIsLifted() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        as("reviewer.qinghe");
        refused("caseNotRunning", () -> suspensions.suspend(number, "CREDIT", CLAUSE, "失信名单待核实"));
        as("base.hongmeng");
        cases.submit(number);
        var due = inbox.ofCase(number).get(0).due();
        as("rechecker.qinghe");
        refused("notYourRole", () -> suspensions.suspend(number, "CREDIT", CLAUSE, "失信名单待核实"));
        as("reviewer.qinghe");
        assertThatThrownBy(() -> suspensions.suspend(number, "MOOD", " ", "长".repeat(401))).isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.faults())
                .extracting("path", "code").containsExactly(tuple("ground", "notAnOption"), tuple("clause", "required"), tuple("reason", "tooLong")));
        suspensions.suspend(number, "CREDIT", CLAUSE, "失信名单待核实");
        refused("caseSuspended", () -> suspensions.suspend(number, "CREDIT", CLAUSE, "又一次"));

        var task = story.task(number, "acceptor.qinghe").taskId();
        assertThat(list.page(InboxFilter.ALL, null, 500).barred().get(task)).extracting(Refusal::code).isEqualTo("caseSuspended");
        refused("caseSuspended", () -> inbox.claim(task));
        refused("caseSuspended", () -> reviewing.decide(task, new Reviewing.Decision("ACCEPTED", "同意", List.of(), Map.of())));
        workingDays(9);
        assertThat(work.find(number).deemed()).as("the limit of acceptance is over, but it stands still").isFalse();

        as("reviewer.qinghe");
        refused("notYourRole", () -> suspensions.lift(number, "已核实"));
        as("approver.qinghe");
        suspensions.lift(number, "已核实，未列入失信名单");
        refused("caseNotSuspended", () -> suspensions.lift(number, "再来一次"));
        assertThat(inbox.ofCase(number).get(0).due()).isEqualTo(later(due, 9));
        assertThat(clocks.charged(number)).isEqualTo(Map.of("procedure", 9, "department", 0));
        assertThat(work.timeline(number)).filteredOn(one -> one.what().startsWith("CaseSuspended") || one.what().equals("CaseResumed"))
                .extracting(CaseWork.Happening::actor, CaseWork.Happening::details)
                .containsExactly(tuple("reviewer.qinghe", "clause=" + CLAUSE + "; ground=CREDIT; reason=失信名单待核实"), tuple("approver.qinghe", "reason=已核实，未列入失信名单"));
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
    }

    /** What began within the suspension does not run either; who corrects has his whole time afterwards. */
    @Test
    void theApplicantsTimeStandsStillTooAndWhatBeginsMeanwhileWaits() {
        var number = story.returned();
        suspended(number);
        workingDays(15);
        assertThat(work.find(number).state()).as("T_CORRECT would be over").isEqualTo("CORRECTION_REQUESTED");
        lift(number);
        workingDays(2);
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        suspended(number);
        as("base.hongmeng");
        cases.correct(number);
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        workingDays(12);
        assertThat(work.find(number).deemed()).as("the acceptance goes on only when it is lifted").isFalse();
        lift(number);
        workingDays(1);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.find(number).deemed()).isFalse();
    }

    @Test
    void nothingIsReleasedMeanwhile() {
        var number = story.submitted("roster-5-pass.csv");
        story.toNotice(number);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        var task = story.task(number, "confirmer.qinghe").taskId();
        suspended(number);
        as("confirmer.qinghe");
        refused("caseSuspended", () -> reviewing.decide(task, new Reviewing.Decision("RELEASED", "同意", List.of(), Map.of())));
        lift(number);
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
    }

    /** Two officers suspend, and one decides, at the same moment: one suspends, and whatever came first stands. */
    @Test
    void oneOfManyWins() throws Exception {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        var task = story.task(number, "acceptor.qinghe").taskId();
        var threads = Executors.newFixedThreadPool(3);
        try {
            var answers = threads.invokeAll(List.<Callable<String>>of(answer("reviewer.qinghe", () -> suspensions.suspend(number, "CREDIT", CLAUSE, "失信名单待核实")),
                    answer("auditor", () -> suspensions.suspend(number, "INVESTIGATION", CLAUSE, "核实")),
                    answer("acceptor.qinghe", () -> reviewing.decide(task, new Reviewing.Decision("ACCEPTED", "同意", List.of(), Map.of())))));
            assertThat(Stream.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder("done", "caseSuspended");
            var accepted = answers.get(2).get();
            assertThat(accepted).isIn("done", "caseSuspended");
            assertThat(work.find(number).acceptedAt() != null).isEqualTo(accepted.equals("done"));
            assertThat(work.timeline(number)).filteredOn(one -> one.what().equals("CaseSuspended")).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void isSeenAndDoneOnThePagesAndByPrograms() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        var page = "/inbox/cases/" + number + "/suspension";
        var reviewer = login("reviewer.qinghe");
        assertThat(reviewer.get("/inbox/cases/" + number).body()).contains(page);
        assertThat(reviewer.post(page, page, Map.of("ground", "CREDIT", "clause", "", "reason", "")).body()).contains("必填");
        assertThat(reviewer.post(page, page, Map.of("ground", "CREDIT", "clause", CLAUSE, "reason", "失信名单待核实")).statusCode()).isEqualTo(302);
        assertThat(reviewer.get(page).body()).contains("失信名单待核实").doesNotContain("/suspension/lift");
        assertThat(login("acceptor.qinghe").get("/inbox/" + story.task(number, "acceptor.qinghe").taskId()).body()).contains("失信名单待核实", "本案已中止办理");
        var applicant = login("base.hongmeng");
        assertThat(applicant.get("/my/cases/" + number).body()).contains("起中止办理，原因：信用核查", CLAUSE, "失信名单待核实");
        assertThat(applicant.get("/my/cases/" + number + "?lang=en").body()).contains("Suspended since", "credit check");
        transaction.executeWithoutResult(status -> jdbc.update("delete from throttle"));
        assertThat(new WebClient(port).post("/track", "/track", Map.of("number", number, "ending", "0010")).body()).contains("起中止办理");
        var read = new ApiClient(port, "base.hongmeng").get("/cases/" + number).body();
        assertThat(read.at("/suspended/ground").asString()).isEqualTo("CREDIT");
        assertThat(read.at("/suspended/reason").asString()).isEqualTo("失信名单待核实");

        var approver = new ApiClient(port, "approver.qinghe");
        assertThat(approver.post("/cases/" + number + "/suspension/lift", Map.of("reason", "")).status()).isEqualTo(422);
        assertThat(approver.post("/cases/" + number + "/suspension/lift", Map.of("reason", "已核实")).status()).isEqualTo(204);
        assertThat(new ApiClient(port, "base.hongmeng").get("/cases/" + number).body().at("/suspended").isNull()).isTrue();
        assertThat(login("base.hongmeng").get("/my/cases/" + number).body()).contains("恢复办理：已核实");
    }

    private Callable<String> answer(String officer, Runnable work) {
        return () -> {
            as(officer);
            try {
                work.run();
                return "done";
            } catch (Refusal refused) {
                return refused.code();
            } finally {
                AwardStory.nobody();
            }
        };
    }

    private void suspended(String number) {
        as("reviewer.qinghe");
        suspensions.suspend(number, CaseFile.Ground.INVESTIGATION.name(), CLAUSE, "核实服务真实性");
    }

    private void lift(String number) {
        as("approver.qinghe");
        suspensions.lift(number, "已核实");
    }

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOf(Refusal.class).extracting("code").isEqualTo(code);
    }

    private void workingDays(int count) {
        clock.forwardTo(WorkingCalendar.endOf(calendars.calendar(AwardStory.QINGHE).plus(story.today(), count)).minusSeconds(8 * 3600));
    }

    private java.time.Instant later(java.time.Instant due, int days) {
        return WorkingCalendar.endOf(calendars.calendar(AwardStory.QINGHE).plus(WorkingCalendar.dayOf(due), days));
    }

    private WebClient login(String username) {
        var web = new WebClient(port);
        web.login(username, "huibu-demo");
        return web;
    }
}
