package org.huibu.casefile.postcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.ApiClient;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.ReleaseVariant;
import org.huibu.WebClient;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.postcheck.DrawnCheck.Ground;
import org.huibu.casefile.postcheck.DrawnCheck.State;
import org.huibu.casefile.spi.RiskSignals.Signal;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Cases that were paid are drawn in the month after, looked at by somebody who took no part, and found in order or not (R02). */
@HuibuTest
class PostCheckDrawTests {

    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Draws draws;
    @Autowired DrawnChecks checks;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
    @Autowired ReleaseVariant releases;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @BeforeEach
    void begin() {
        story.begin(Duration.ofDays(60));
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void everyPaidCaseStandsInTheListAndWhatIsDrawnIsDecidedByWhoTookNoPart() {
        var first = story.paid("roster-5-pass.csv");
        var second = story.published("roster-10-pass.csv", 5, 5);
        story.passNotice(second);
        story.payGroup(second, "MAIN");
        var month = YearMonth.from(story.today());
        draws.draw();
        as("objection.qinghe");
        assertThat(checks.draws(null, 100)).as("a month is drawn when it is over").noneMatch(draw -> draw.period().equals(month.toString()));
        clock.forwardTo(month.plusMonths(1).atDay(2).atTime(10, 0).atZone(WorkingCalendar.ZONE).toInstant());
        releases.with("incubation-award", text -> text.replace("key: POST_CHECK_RATE, value: 0.05", "key: POST_CHECK_RATE, value: 1"), () -> {
            draws.draw();
            draws.draw();
        });
        as("objection.qinghe");
        var draw = checks.draws(null, 100).stream().filter(one -> one.period().equals(month.toString())).toList();
        assertThat(draw).as("once").singleElement().satisfies(one -> {
            assertThat(one.atRandom()).isEqualTo(one.cases()).isGreaterThanOrEqualTo(2);
            assertThat(one.region()).isEqualTo("990101");
        });
        var list = checks.list(draw.get(0).id(), null, 100);
        assertThat(list).extracting(DrawnCheck::caseNumber).contains(first, second).isSorted();
        var tickets = list.stream().map(one -> new Lot.Ticket(one.caseNumber(), one.weight())).toList();
        assertThat(new Lot(draw.get(0).seed()).draw(tickets, java.math.BigDecimal.ONE, java.math.BigDecimal.ONE).keySet()).as("drawn again").isEqualTo(Set.copyOf(list.stream().map(DrawnCheck::caseNumber).toList()));
        assertThat(work.timeline(first)).extracting(CaseWork.Happening::what).contains("PostCheckDrawn");
        assertThat(inbox.ofCase(first)).extracting(InboxRow::name).containsExactly("事后核查");
        story.decide("objection.qinghe", first, "STANDS");
        assertThat(of(first)).satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.IN_ORDER);
            assertThat(one.decidedBy()).isEqualTo("objection.qinghe");
            assertThat(one.recovery()).isNull();
        });
        as("objection.qinghe");
        var task = story.task(second, "objection.qinghe").taskId();
        reviewing.decide(task, new Reviewing.Decision("TO_RECOVER", "实地核查，两家实体没有入驻", List.of(), Map.of()));
        var found = of(second);
        assertThat(found.state()).isEqualTo(State.TO_RECOVER);
        assertThat(found.opinion()).isEqualTo("实地核查，两家实体没有入驻");
        assertThat(work.values(found.recovery())).containsEntry("origin.source", "POST_CHECK").containsEntry("origin.caseNumber", second).containsEntry("finding.facts", "实地核查，两家实体没有入驻");
        assertThat(work.find(second).state()).isEqualTo("CLOSED");
        shown(first, found);
    }

    private void shown(String first, DrawnCheck found) {
        var web = new WebClient(port);
        web.login("objection.qinghe", "huibu-demo");
        assertThat(web.get("/inbox").body()).contains("/finance/post-checks");
        assertThat(web.get("/finance/post-checks?state=TO_RECOVER").body()).contains(found.caseNumber(), found.recovery(), "实地核查，两家实体没有入驻").doesNotContain(">" + first + "<");
        var api = new ApiClient(port, "auditor");
        assertThat(api.get("/post-checks?state=IN_ORDER").body().toString()).contains(first).doesNotContain(found.recovery());
        var draw = api.get("/post-check-draws").body().get("items").get(0).get("id").asString();
        assertThat(api.get("/post-check-draws/" + draw + "/cases?limit=1").body().get("next").asString()).isNotEmpty();
        assertThat(new ApiClient(port, "reviewer.qinghe").get("/post-checks").status()).isEqualTo(403);
    }

    /** What is known of a case weighs, and it is said what. */
    @Test
    void whatWasDecidedOtherwiseThanTheRuleWeighs() {
        var number = story.paid("roster-5-pass.csv");
        transaction.executeWithoutResult(status -> jdbc.update("update claim_line set officer_reason = '现场核实' where case_number = ? and seq = 0", number));
        clock.forwardTo(YearMonth.from(story.today()).plusMonths(1).atDay(2).atTime(10, 0).atZone(WorkingCalendar.ZONE).toInstant());
        releases.with("incubation-award", text -> text.replace("key: POST_CHECK_RATE, value: 0.05", "key: POST_CHECK_RATE, value: 0").replace("key: POST_CHECK_RISK_RATE, value: 0.05", "key: POST_CHECK_RISK_RATE, value: 1"),
                draws::draw);
        as("objection.qinghe");
        assertThat(of(number)).satisfies(one -> {
            assertThat(one.signals()).contains(Signal.OVERRIDDEN);
            assertThat(one.weight()).isGreaterThanOrEqualTo(2);
        });
        as("reviewer.qinghe");
        assertThatThrownBy(() -> checks.drawn(List.of(), null, 10)).extracting("code").isEqualTo("notYourRole");
    }

    private DrawnCheck of(String number) {
        return checks.drawn(List.of(), null, 200).stream().filter(one -> one.caseNumber().equals(number)).findFirst().orElseThrow();
    }
}
