package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.ledger.Ledger;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Notices;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The first flow from recognition to money, through the product's own services, engine, HTTP sandbox and ledger. */
@HuibuTest
class AwardFlowTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired org.huibu.process.Models models;
    @Autowired org.huibu.process.Processes processes;
    @Autowired Notices notices;
    @Autowired PaymentOrders orders;
    @Autowired Ledger ledger;
    @Autowired Letters letters;
    @Autowired Trail trail;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;

    @BeforeEach
    void aBaseWithItsRoster() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** INC-E1: ten entities, each passes, one service year. */
    @Test
    void paysTenEntitiesThirtyThousandYuan() {
        var number = story.submitted("roster-10-pass.csv");
        story.toNotice(number);
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).singleElement().satisfies(order -> {
            assertThat(order.amount()).isEqualTo(Money.ofYuan(30_000));
            assertThat(order.state()).isEqualTo(PaymentOrder.State.SETTLED);
        });
        assertThat(ledger.differences()).isEmpty();
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-06", "DOC-08", "DOC-09");
        eventually(() -> trail.entries(number).stream().allMatch(entry -> entry.seq() != null));
        assertThat(trail.verify(number).problem()).isEmpty();
    }

    /** INC-E2: twelve lines, eight pass, four fail each by its own clause. */
    @Test
    void refusesFourOfTwelveLinesEachForItsReason() {
        var number = story.submitted("roster-12-mixed.csv");
        eventually(() -> "REVIEWING".equals(work.find(number).state()));
        assertThat(work.lines(number)).filteredOn(line -> line.verdict().equals("PASS")).hasSize(8).extracting(ClaimLine::amount).containsOnly(Money.ofYuan(3_000));
        assertThat(work.lines(number)).filteredOn(line -> line.verdict().equals("FAIL")).extracting(ClaimLine::reason)
                .containsExactly("NOT_IN_SIX_GROUPS", "ABNORMAL_LIST", "ADDRESS_OUTSIDE_BASE", "FOUNDER_ALREADY_COUNTED");
        assertThat(work.findings(number, 9)).filteredOn(f -> f.code().equals("ABNORMAL_LIST")).singleElement()
                .satisfies(f -> assertThat(f.clauses()).isNotEmpty());
        story.toNotice(number);
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::amount).containsExactly(Money.ofYuan(24_000));
        assertThat(work.lines(number)).filteredOn(line -> line.verdict().equals("FAIL")).extracting(ClaimLine::state).containsOnly(ClaimLine.State.REJECTED);
    }

    /** INC-E7: an objection to one of five lines; four are paid while it waits, the fifth after the finding. */
    @Test
    void paysFourLinesWhileTheDisputedOneWaits() {
        var number = story.submitted("roster-5-pass.csv");
        story.toNotice(number);
        var notice = notices.current().stream().filter(n -> n.caseNumber().equals(number)).findFirst().orElseThrow();
        notices.object(notice.id(), 2, "该实体已搬离");
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.group(number, "MAIN").stream().allMatch(line -> line.state() == ClaimLine.State.PAID));
        assertThat(work.group(number, "L2")).extracting(ClaimLine::state).containsExactly(ClaimLine.State.OPEN);
        assertThat(work.find(number).state()).isEqualTo("OBJECTION");
        assertThat(models.beside(work.scheme(number).definitionId()).keySet().stream().flatMap(called -> processes.running(called).stream()))
                .as("the administrator sees the step within the model that the line is in").anyMatch(step -> step.element().equals("investigateObjection") && step.cases() > 0);
        story.decide("objection.qinghe", number, "NOT_UPHELD");
        story.payGroup(number, "L2");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(work.lines(number)).allMatch(line -> line.state() == ClaimLine.State.PAID);
        assertThat(orders.ofCase(number).stream().map(PaymentOrder::amount).reduce(Money.ZERO, Money::plus)).isEqualTo(Money.ofYuan(15_000));
    }

    @Test
    void waitsForASourceThatIsDownAndGoesOnByItself() {
        knobs.set("market", "down");
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        assertThat(work.find(number).state()).isEqualTo("COMPARING");
        knobs.set("market", "up");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).contains("SourceAnswered");
    }

    @Test
    void deemsAcceptedWhatNobodyAnsweredInFiveWorkingDays() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        clock.forwardTo(inbox.ofCase(number).get(0).due().plusSeconds(60));
        eventually(() -> work.find(number).deemed());
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-01");
    }

    @Test
    void lapsesWhenACorrectionIsNotAnswered() {
        var number = story.returned();
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        clock.forwardTo(clock.now().plus(Duration.ofDays(30)));
        eventually(() -> work.find(number).state().equals("LAPSED"));
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-02", "DOC-16");
    }

    @Test
    void goesOnAfterACorrectionAndChargesTheApplicant() {
        var number = story.returned();
        as("base.hongmeng");
        cases.correct(number);
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThatThrownBy(() -> {
            as("base.hongmeng");
            cases.correct(number);
        }).isInstanceOf(Refusal.class).extracting("code").isEqualTo("noCorrectionOpen");
    }

    @Test
    void withdrawalTakesTheTasksAway() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> !inbox.ofCase(number).isEmpty() && work.find(number).state().equals("REVIEWING"));
        as("base.hongmeng");
        cases.withdraw(number);
        assertThat(work.find(number).state()).isEqualTo("WITHDRAWN");
        assertThat(inbox.ofCase(number)).isEmpty();
    }

    /** INC-E4 (b): first submitted after the six months, every line is late and the whole claim is refused. */
    @Test
    void refusesALateClaim() {
        as("base.hongmeng");
        var number = cases.open("incubation-award", QINGHE);
        var form = AwardStory.form();
        form.put("claim.periodStart", "2023-04-01");
        form.put("claim.periodEnd", "2024-03-31");
        cases.save(number, null, form, AwardStory.roster("roster-5-pass.csv"));
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsOnly("LATE");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(work.lines(number)).extracting(ClaimLine::state).containsOnly(ClaimLine.State.REJECTED);
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-08");
    }

    @Test
    void reissuesARefusedPaymentUnderANewOrder() {
        knobs.set("treasury", "refuse");
        var number = story.submitted("roster-5-pass.csv");
        story.toNotice(number);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        knobs.set("treasury", "up");
        story.decide("payer.qinghe", number, "REISSUE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::state).containsExactly(PaymentOrder.State.REFUSED, PaymentOrder.State.SETTLED);
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::key).doesNotHaveDuplicates();
    }

    @Test
    void keepsDutiesSeparateOnThePerson() {
        var number = story.submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        story.decide("reviewer2.qinghe", number, "PROPOSE");
        assertThatThrownBy(() -> story.decide("reviewer2.qinghe", number, "AGREE")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("separationSd1");
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsOnlyNulls();
        story.decide("rechecker.qinghe", number, "AGREE");
        assertThat(work.find(number).state()).isEqualTo("NOTICE_PENDING");
    }

    @Test
    void aCaseOfSomebodyElseDoesNotExist() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        as("base.qihang");
        assertThatThrownBy(() -> cases.find(number)).isInstanceOf(Refusal.class).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("base.hongmeng");
        cases.submit(number);
        assertThatThrownBy(() -> cases.submit(number)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("alreadySubmitted");
    }
}
