package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.WebClient;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.ledger.Ledger;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ways of money that are not the straight one, through the product's own use cases. */
@HuibuTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaymentFlowTests {

    private static final String ACCOUNT = "99010100000090010";
    private static final String FUND = "EMPLOYMENT_SUBSIDY";
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired PaymentOrders orders;
    @Autowired Budgets budgets;
    @Autowired Commitments commitments;
    @Autowired Funds funds;
    @Autowired Ledger ledger;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @BeforeAll
    void begin() {
        // Each test lets a notice go by, and the samples can be claimed until 2027-03-31.
        story.begin(Duration.ofDays(30));
    }

    @BeforeEach
    void nothingIsPaidYet() {
        transaction.executeWithoutResult(status -> jdbc.sql("delete from paid_line").update());
        budgets.appropriate(envelope(), Money.ofYuan(1_000_000), "payment-" + System.nanoTime());
    }

    @AfterEach
    void leave() {
        knobs.set(Knobs.TREASURY, "up");
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    /** The first finds too little, the second would fit and still waits; money for both lets them go on in the order of approval. */
    @Test
    void laterSmallerCasesDoNotOvertake() throws Exception {
        var large = published(10, 0, ACCOUNT);
        var small = published(5, 10, ACCOUNT);
        pass(large, small);
        var available = drainTo(Money.ofYuan(20_000));
        story.decide("approver.qinghe", large, "APPROVE");
        story.decide("approver.qinghe", small, "APPROVE");
        assertThat(work.find(large).state()).isEqualTo("WAITING_BUDGET");
        assertThat(work.find(small).state()).isEqualTo("WAITING_BUDGET");
        assertThat(work.timeline(small)).filteredOn(h -> h.what().equals("BudgetMissing")).singleElement().satisfies(h -> assertThat(h.details()).contains("ahead=1"));
        assertThat(funds.behind(envelope(), Reservation.State.WAITING, 0, 10)).extracting(Funds.Approval::caseNumber).containsExactly(large, small);
        waits(small, "前面还有1件", "批准更早的还有 1 件");
        waits(large, "前面还有0件", "批准更早的还有 0 件");
        budgets.appropriate(envelope(), Money.ofYuan(10_000), "more-" + large);
        eventually(() -> work.find(large).state().equals("PAY_PREPARED"));
        assertThat(work.find(small).state()).isEqualTo("WAITING_BUDGET");
        budgets.appropriate(envelope(), Money.ofYuan(100_000), "much-" + large);
        eventually(() -> work.find(small).state().equals("PAY_PREPARED"));
        assertThat(work.timeline(small)).extracting(CaseWork.Happening::what).containsOnlyOnce("BudgetMissing", "BudgetCame").doesNotContain("BudgetReserved");
        for (var number : List.of(large, small)) {
            eventually(() -> sms(number).stream().anyMatch(text -> text.contains("等待的预算已经到位")));
            assertThat(sms(number)).as("told once that it waits and once that it goes on").hasSize(2);
        }
        assertThat(available).isEqualTo(Money.ofYuan(20_000));
    }

    /** The applicant has it on his phone and on his page, the officer at the case. */
    private void waits(String number, String told, String shown) throws Exception {
        eventually(() -> sms(number).size() == 1);
        assertThat(sms(number)).singleElement().satisfies(text -> assertThat(text).contains("预算暂时不足", told));
        var applicant = new WebClient(port);
        applicant.login("base.hongmeng", "huibu-demo");
        assertThat(applicant.get("/my/cases/" + number).body()).contains("预算暂时不足", shown);
        var officer = new WebClient(port);
        officer.login("approver.qinghe", "huibu-demo");
        assertThat(officer.get("/inbox/cases/" + number).body()).contains("额度不足", shown);
    }

    private List<String> sms(String number) {
        return jdbc.sql("select text_ from sandbox_sms where text_ like ?").param("%" + number + "%").query(String.class).list();
    }

    /** A promise is covered in its turn, is drawn by what was promised before anybody who waits, and what nobody needs goes back. */
    @Test
    void promisesAreKeptBeforeLaterApprovals() {
        var waiting = published(10, 0, ACCOUNT);
        var promised = published(5, 10, ACCOUNT);
        pass(waiting, promised);
        drainTo(Money.ofYuan(20_000));
        commit(promised, Map.of(story.year(), Money.ofYuan(18_000), story.year() + 1, Money.ofYuan(7_000)));
        as("payer.qinghe");
        assertThat(funds.balance(envelope()).committed()).isEqualTo(Money.ofYuan(18_000));
        assertThat(funds.promised(envelope(), 0, 10)).extracting(Commitments.Commitment::caseNumber).containsExactly(promised);
        story.decide("approver.qinghe", waiting, "APPROVE");
        assertThat(work.find(waiting).state()).isEqualTo("WAITING_BUDGET");
        story.decide("approver.qinghe", promised, "APPROVE");
        assertThat(work.find(promised).state()).as("its money was promised").isEqualTo("PAY_PREPARED");
        as("payer.qinghe");
        assertThat(funds.balance(envelope()).committed()).isEqualTo(Money.ofYuan(3_000));
        commit(waiting, Map.of(story.year(), Money.ofYuan(900_000)));
        assertThat(commitments.of(waiting)).singleElement().extracting(Commitments.Commitment::covered).as("an approval waits longer").isEqualTo(Money.ZERO);
        commit(waiting, Map.of());
        transaction.executeWithoutResult(status -> commitments.release(promised));
        assertThat(commitments.of(promised)).allMatch(one -> one.open().isZero() && one.covered().isZero());
        as("base.hongmeng");
        cases.withdraw(waiting);
    }

    private void commit(String number, Map<Integer, Money> years) {
        as("approver.qinghe");
        transaction.executeWithoutResult(status -> commitments.commit(number, FUND, years));
    }

    @Test
    void whoWithdrawsNoLongerWaits() {
        var first = published(10, 0, ACCOUNT);
        var second = published(5, 10, ACCOUNT);
        pass(first, second);
        drainTo(Money.ofYuan(20_000));
        story.decide("approver.qinghe", first, "APPROVE");
        story.decide("approver.qinghe", second, "APPROVE");
        as("base.hongmeng");
        cases.withdraw(first);
        eventually(() -> work.find(second).state().equals("PAY_PREPARED"));
    }

    /** SD6: a wrong account is found before money moves, corrected by the payer, approved anew by another person, asked about again, paid. */
    @Test
    void paysACorrectedAccountOnlyAfterANewApproval() {
        var number = toApproval("99010100000099999");
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        var order = orders.ofCase(number).get(0);
        assertThat(order.state()).isEqualTo(State.VOID);
        as("confirmer.qinghe");
        assertThatThrownBy(() -> orders.correctAccount(order.number(), "99010100000090010", "云溪银行", "写错")).extracting("code").isEqualTo("notYourRole");
        as("payer.qinghe");
        assertThatThrownBy(() -> orders.correctAccount(order.number(), "12", "云溪银行", "写错")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("invalid");
        orders.correctAccount(order.number(), "9901 0100 0000 90010", "云溪银行", "申请表写错");
        story.decide("payer.qinghe", number, "REISSUE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        assertThat(orders.ofCase(number)).hasSize(1);
        assertThat(inbox.ofCase(number)).extracting("role").containsExactly("APPROVER");
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::state).containsExactly(State.VOID, State.SETTLED);
    }

    /** Evidence grows old between draft and release: it is asked again by itself, and the confirmer confirms what is fresh. */
    @Test
    void asksAgainWhatIsStaleBeforeMoney() {
        var number = toApproval(ACCOUNT);
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.task(number, "confirmer.qinghe");
        clock.forwardTo(clock.now().plus(Duration.ofDays(40)));
        var before = asked(number);
        story.decide("confirmer.qinghe", number, "RELEASED");
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::state).containsExactly(State.DRAFTED);
        eventually(() -> !inbox.ofCase(number).isEmpty());
        assertThat(asked(number)).isGreaterThan(before);
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
    }

    /** What another case was paid for is not released, and the confirmer is told why. */
    @Test
    void neverReleasesWhatWasPaidBefore() {
        var first = published(1, 0, ACCOUNT);
        var again = published(1, 0, ACCOUNT);
        pass(first, again);
        for (var number : List.of(first, again)) {
            story.decide("approver.qinghe", number, "APPROVE");
            story.decide("preparer.qinghe", number, "DRAFTED");
        }
        story.decide("confirmer.qinghe", first, "RELEASED");
        assertThatThrownBy(() -> story.decide("confirmer.qinghe", again, "RELEASED")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("alreadyPaid");
        assertThat(orders.ofCase(again)).extracting(PaymentOrder::state).containsExactly(State.DRAFTED);
    }

    @Test
    void givingUpAReturnedPaymentReleasesTheBudget() {
        knobs.set(Knobs.TREASURY, "refuse");
        var number = toApproval(ACCOUNT);
        as("payer.qinghe");
        var before = funds.balance(envelope()).reserved();
        pay(number);
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        story.decide("payer.qinghe", number, "ABANDON");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        as("payer.qinghe");
        assertThat(funds.balance(envelope()).reserved()).isEqualTo(before);
        assertThat(work.lines(number)).extracting(ClaimLine::state).containsOnly(ClaimLine.State.ABANDONED);
        assertThat(work.total(number, "MAIN")).isEqualTo(Money.ZERO);
    }

    /** Nobody answers: after some questions a person is called, two people stand for the treasury's letter, and it is never sent under another key. */
    @Test
    void twoPeopleStandForAWrittenAnswer() {
        knobs.set(Knobs.TREASURY, "down");
        var number = toApproval(ACCOUNT);
        pay(number);
        eventually(() -> orders.ofCase(number).get(0).state() == State.UNKNOWN);
        var order = orders.ofCase(number).get(0).number();
        while (orders.ofCase(number).get(0).attention() == null) {
            clock.forwardTo(clock.now().plus(Duration.ofHours(1)));
        }
        as("payer.qinghe");
        orders.recordAnswer(order, State.SETTLED, "国库函〔2026〕12号");
        assertThatThrownBy(() -> orders.confirmAnswer(order)).extracting("code").isEqualTo("notYourRole");
        assertThat(orders.ofCase(number).get(0).state()).isEqualTo(State.UNKNOWN);
        as("confirmer.qinghe");
        orders.confirmAnswer(order);
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.history(order)).extracting(PaymentOrders.Moment::what)
                .containsSubsequence("DRAFTED", "RELEASED", "SENT", "UNKNOWN", "NEEDS_PERSON", "ANSWER_RECORDED", "ANSWER_CONFIRMED", "SETTLED");
    }

    @Test
    void showsNothingOfOtherRegionsAndNothingToOthers() {
        var number = toApproval(ACCOUNT);
        pay(number);
        var order = orders.ofCase(number).get(0).number();
        as("approver.songling");
        assertThatThrownBy(() -> orders.find(order)).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThat(orders.list(List.of(), null, 100)).extracting(PaymentOrder::number).doesNotContain(order);
        assertThat(funds.balances()).noneMatch(b -> b.envelope().region().equals("990101"));
        as("acceptor.qinghe");
        assertThatThrownBy(() -> orders.find(order)).extracting("code").isEqualTo("notFinance");
        as("base.hongmeng");
        assertThatThrownBy(() -> funds.balances()).extracting("code").isEqualTo("notFinance");
    }

    private void pay(String number) {
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
    }

    /** A claim of one entity that passes, at the point where the approver decides. */
    private String toApproval(String account) {
        var number = published(1, 0, account);
        pass(number);
        return number;
    }

    private String published(int count, int from, String account) {
        as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        Map<String, String> form = new LinkedHashMap<>(AwardStory.form());
        form.put("operator.account", account);
        var lines = new ArrayList<>(AwardStory.roster("roster-10-pass.csv"));
        lines.addAll(AwardStory.roster("roster-5-pass.csv"));
        cases.save(number, null, form, lines.subList(from, from + count));
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        story.toNotice(number);
        return number;
    }

    private void pass(String... numbers) {
        story.passNotice(numbers[0]);
        List.of(numbers).forEach(number -> eventually(() -> inbox.ofCase(number).stream().anyMatch(row -> row.group() != null)));
    }

    /** Leaves so much in the envelope and no more, by postings like any other. */
    private Money drainTo(Money rest) {
        as("payer.qinghe");
        var available = funds.balance(envelope()).available();
        transaction.executeWithoutResult(status -> ledger.post("drain-" + System.nanoTime(), null, "test",
                new org.huibu.ledger.Posting(org.huibu.ledger.AccountCode.bounded("budget/" + FUND + "/2080713/" + story.year() + "/990101/available"),
                        org.huibu.ledger.AccountCode.unbounded("treasury/appropriations"), available.minus(rest))));
        return funds.balance(envelope()).available();
    }

    private Envelope envelope() {
        return new Envelope(FUND, "2080713", story.year(), "990101");
    }

    private long asked(String number) {
        return jdbc.sql("select count(*) from evidence_record where case_number = ? and check_ = 'D16'").param(number).query(Long.class).single();
    }
}
