package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.WebClient;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrder.Attention;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.receivable.Ground;
import org.huibu.disbursement.reconciliation.Reconciliation;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.LedgerEntry;
import org.huibu.letters.Letters;
import org.huibu.sandbox.Knobs;
import org.huibu.sandbox.treasury.SandboxTreasury;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A settled payment on which the treasury contradicts itself, which the payee's bank sends back, and which is paid again or given up; two people stand for each. */
@HuibuTest
class SentBackTests {

    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired PaymentOrders orders;
    @Autowired TreasuryOutcomes outcomes;
    @Autowired Funds funds;
    @Autowired Ledger ledger;
    @Autowired Letters letters;
    @Autowired SandboxTreasury treasury;
    @Autowired Reconciliation reconciliation;
    @Autowired DebtList debts;
    @Autowired Trail trail;
    @Autowired Knobs knobs;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @AfterEach
    void leave() {
        knobs.set(Knobs.TREASURY, "up");
        AwardStory.nobody();
    }

    @Test
    void isPaidAgainOrGivenUp() throws Exception {
        story.begin();
        var number = story.published("roster-10-pass.csv", 0, 2);
        story.passNotice(number);
        as("payer.qinghe");
        var before = balance();
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        var first = newest(number);
        var decision = letters.ofCase(number).stream().filter(letter -> letter.code().equals("DOC-08")).findFirst().orElseThrow();
        assertThat(treasury.executed()).as("the treasury knows under which code and by which decision it paid").filteredOn(paid -> paid.orderNumber().equals(first.number()))
                .singleElement().satisfies(paid -> {
                    assertThat(paid.decision()).isEqualTo(decision.number());
                    assertThat(paid.fund() + " " + paid.budgetCode()).isEqualTo("EMPLOYMENT_SUBSIDY 2080713");
                });
        contradicted(first);

        answered(first, State.SENT_BACK);
        assertThat(newest(number).state()).isEqualTo(State.SENT_BACK);
        assertThat(work.find(number).state()).isEqualTo("PAY_FAILED");
        assertThat(work.group(number, "MAIN")).extracting(ClaimLine::state).containsOnly(ClaimLine.State.APPROVED);
        as("payer.qinghe");
        assertThat(balance().spent()).isEqualTo(before.spent());
        assertThat(balance().reserved()).isEqualTo(before.reserved().plus(own(number, first)));
        assertThat(funds.differences()).isEmpty();
        assertThat(told(first, "late", Treasury.State.SETTLED)).as("that it had been settled is no news").isEqualTo(TreasuryOutcomes.Verdict.TAKEN);
        assertThat(newest(number)).satisfies(order -> {
            assertThat(order.state()).isEqualTo(State.SENT_BACK);
            assertThat(order.attention()).isNull();
        });

        story.decide("payer.qinghe", number, "REISSUE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        var second = newest(number);
        assertThat(second.state()).isEqualTo(State.SETTLED);
        assertThat(second.reservationId()).isNotEqualTo(first.reservationId());
        assertThat(work.group(number, "MAIN")).extracting(ClaimLine::state).containsOnly(ClaimLine.State.PAID);
        assertThat(ledger.ofCase(number)).extracting(LedgerEntry::reference).containsSubsequence("settlement/" + first.reservationId(), "reversal/settlement/" + first.reservationId(),
                "settlement/" + second.reservationId());

        answered(second, State.SENT_BACK);
        story.decide("payer.qinghe", number, "ABANDON");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(work.group(number, "MAIN")).extracting(ClaimLine::state).containsOnly(ClaimLine.State.ABANDONED);
        as("payer.qinghe");
        assertThat(balance()).usingRecursiveComparison().isEqualTo(before);
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    /** What was refused was paid all the same: the order is settled, wherever the payer had come with it, unless another order pays it by now; that was paid twice and is owed. */
    @Test
    void isPaidAfterAllWhatWasRefused() {
        story.begin();
        var waiting = refused(0);
        assertThatThrownBy(() -> answer(newest(waiting), State.SENT_BACK)).extracting("code").isEqualTo("orderState");
        answered(newest(waiting), State.SETTLED);
        paidByItsFirstOrder(waiting);

        var drafted = refused(1);
        story.decide("payer.qinghe", drafted, "REISSUE");
        story.decide("preparer.qinghe", drafted, "DRAFTED");
        var first = orders.ofCase(drafted).get(0);
        answer(first, State.SETTLED);
        as("confirmer.qinghe");
        assertThatThrownBy(() -> orders.confirmAnswer(first.number())).as("a new draft would pay it again").extracting("code").isEqualTo("orderAnew");
        story.decide("confirmer.qinghe", drafted, "RETURNED");
        as("confirmer.qinghe");
        orders.confirmAnswer(first.number());
        paidByItsFirstOrder(drafted);
        assertThat(newest(drafted).state()).isEqualTo(State.VOID);

        var twice = refused(2);
        knobs.set(Knobs.TREASURY, "up");
        story.decide("payer.qinghe", twice, "REISSUE");
        story.decide("preparer.qinghe", twice, "DRAFTED");
        story.decide("confirmer.qinghe", twice, "RELEASED");
        eventually(() -> work.find(twice).state().equals("CLOSED"));
        var late = orders.ofCase(twice).get(0);
        answer(late, State.SETTLED);
        as("confirmer.qinghe");
        assertThatThrownBy(() -> orders.confirmAnswer(late.number())).extracting("code").isEqualTo("orderAnew");
        owes(twice, late);
        AwardStory.nobody();
    }

    /** A claim whose payment the treasury refused, and which it then says to have paid. */
    private String refused(int line) {
        knobs.set(Knobs.TREASURY, "refuse");
        var number = story.published("roster-5-pass.csv", line, 1);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        assertThat(told(newest(number), "after-all", Treasury.State.SETTLED)).isEqualTo(TreasuryOutcomes.Verdict.TAKEN);
        assertThat(newest(number).state()).as("nobody but two people turns an outcome").isEqualTo(State.REFUSED);
        return number;
    }

    private void paidByItsFirstOrder(String number) {
        eventually(() -> work.find(number).state().equals("CLOSED"));
        var order = orders.ofCase(number).get(0);
        assertThat(order.state()).isEqualTo(State.SETTLED);
        assertThat(work.group(number, "MAIN")).extracting(ClaimLine::state).containsOnly(ClaimLine.State.PAID);
        assertThat(ledger.ofCase(number)).extracting(LedgerEntry::reference).containsOnlyOnce("settlement/" + order.reservationId());
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-09");
        assertThat(trail.entries(number)).extracting(Trail.Entry::type).containsSubsequence("PaymentOrder REFUSED", "PaymentOrder ANSWER_CONFIRMED", "PaymentOrder SETTLED");
        as("payer.qinghe");
        assertThat(orders.history(order.number())).extracting(PaymentOrders.Moment::what).containsSubsequence("REFUSED", "NEEDS_PERSON", "ANSWER_RECORDED", "ANSWER_CONFIRMED", "SETTLED");
        assertThat(funds.differences()).isEmpty();
    }

    /** The statement names the refused order as paid, and another has paid the same: to take that word is refused, what is booked is owed by the payee. */
    private void owes(String number, PaymentOrder late) {
        var id = Ids.next();
        transaction.executeWithoutResult(status -> jdbc.sql("insert into reconciliation_difference (id, version, day_, kind, subject, region, order_number, case_number, stated_fen, ordered_fen, found_at, state) "
                + "values (?, 0, ?, 'OTHER_OUTCOME', ?, '990101', ?, ?, ?, ?, ?, 'OPEN')").params(id, story.today(), late.key(), late.number(), number, late.amount().fen(), late.amount().fen(),
                        LocalDateTime.now(ZoneOffset.UTC)).update());
        as("payer.qinghe");
        reconciliation.propose(id, "对账单列明已付");
        as("confirmer.qinghe");
        assertThatThrownBy(() -> reconciliation.confirm(id)).extracting("code").isEqualTo("orderAnew");
        reconciliation.decline(id);
        as("payer.qinghe");
        reconciliation.book(id, "原单其实已付，又另行付出");
        as("confirmer.qinghe");
        reconciliation.confirm(id);
        as("payer.qinghe");
        assertThat(debts.list(Set.of(), null, 50)).filteredOn(one -> one.debt().originCase().equals(number)).singleElement().satisfies(one -> {
            assertThat(one.debt().ground()).isEqualTo(Ground.DUPLICATE);
            assertThat(one.open()).isEqualTo(late.amount());
            assertThat(one.debt().overpaid()).isEqualTo("DF-" + id);
        });
        assertThat(funds.differences()).isEmpty();
    }

    private void answer(PaymentOrder order, State outcome) {
        as("payer.qinghe");
        orders.recordAnswer(order.number(), outcome, "凭证 9 号");
    }

    /** The treasury says the opposite of what is known: it stands first in every list until two people have looked at it. */
    private void contradicted(PaymentOrder order) throws Exception {
        assertThat(told(order, "against", Treasury.State.REFUSED)).isEqualTo(TreasuryOutcomes.Verdict.TAKEN);
        as("payer.qinghe");
        assertThat(orders.find(order.number()).attention()).isEqualTo(Attention.CONTRADICTION);
        assertThat(orders.doubtful()).isPositive();
        assertThat(orders.doubtful(50)).extracting(PaymentOrder::number).contains(order.number());
        var web = new WebClient(port);
        web.login("payer.qinghe", "huibu-demo");
        assertThat(web.get("/inbox").body()).contains("笔支付结果不明或者国库说法不一");
        assertThat(web.get("/finance/orders").body()).contains("结果不明或者国库说法不一", order.number());
        assertThat(web.get("/finance/orders/" + order.number()).body()).contains("到账后退汇", "国库说法前后不一").doesNotContain("/ask");
        assertThatThrownBy(() -> orders.recordAnswer(order.number(), State.REFUSED, "国库函 8 号")).extracting("code").isEqualTo("orderState");
        answered(order, State.SETTLED);
        as("payer.qinghe");
        assertThat(orders.find(order.number())).satisfies(one -> {
            assertThat(one.state()).isEqualTo(State.SETTLED);
            assertThat(one.attention()).isNull();
        });
        assertThatThrownBy(() -> orders.recordAnswer(order.number(), State.SETTLED, "国库函 8 号")).extracting("code").isEqualTo("orderState");
        as("approver.songling");
        assertThat(orders.doubtful(50)).extracting(PaymentOrder::number).doesNotContain(order.number());
    }

    private void answered(PaymentOrder order, State outcome) {
        as("payer.qinghe");
        orders.recordAnswer(order.number(), outcome, "凭证 9 号");
        assertThatThrownBy(() -> orders.confirmAnswer(order.number())).extracting("code").isEqualTo("notYourRole");
        as("confirmer.qinghe");
        orders.confirmAnswer(order.number());
    }

    private TreasuryOutcomes.Verdict told(PaymentOrder order, String event, Treasury.State state) {
        return outcomes.told(new TreasuryOutcomes.Told(event + "-" + order.number(), order.key(), order.number(), "99010100000090010", order.amount().fen(), state, "退回", null));
    }

    /** What the region's own envelope bears of an order. */
    private Money own(String number, PaymentOrder order) {
        return ledger.ofCase(number).stream().filter(entry -> entry.reference().equals("settlement/" + order.reservationId())).flatMap(entry -> entry.lines().stream())
                .filter(line -> line.source().contains("/990101/")).map(LedgerEntry.Line::amount).reduce(Money.ZERO, Money::plus);
    }

    private Envelope.Balance balance() {
        return funds.balance(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", story.year(), "990101"));
    }

    private PaymentOrder newest(String number) {
        return orders.ofCase(number).stream().reduce((earlier, later) -> later).orElseThrow();
    }
}
