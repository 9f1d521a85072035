package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.huibu.review.Suspensions;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A key goes out a second time only while nobody ends its order: whoever does frees the money for another key. */
@HuibuTest
class ResendTests {

    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Suspensions suspensions;
    @Autowired PaymentOrders people;
    @Autowired Orders orders;
    @Autowired Dispatch dispatch;
    @Autowired Settlement settlement;
    @Autowired Protection protection;
    @Autowired Retries retries;
    @Autowired Funds funds;
    @Autowired Knobs knobs;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;
    private final List<String> sent = new ArrayList<>();

    @Test
    void isNeverSentOnceItsMoneyIsFree() {
        story.begin();
        knobs.set(Knobs.TREASURY, "down");
        var number = story.published("roster-10-pass.csv", 0, 1);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        pay(number);

        var first = open(number);
        node(() -> {
            letter(first);
            return Treasury.Reply.of(Treasury.State.NEVER_SEEN);
        }, instruction -> Treasury.Reply.of(Treasury.State.SETTLED)).work(first.id());
        assertThat(sent).as("somebody holds the treasury's letter").isEmpty();
        setAside(first.id());
        as("confirmer.qinghe");
        people.confirmAnswer(first.number());
        assertThat(newest(number).state()).isEqualTo(State.REFUSED);

        story.decide("payer.qinghe", number, "REISSUE");
        pay(number);
        var second = open(number);
        node(() -> {
            settlement.told(new TreasuryOutcomes.Told("refused-" + second.id(), second.key(), second.number(), "99010100000090010", second.amount().fen(), Treasury.State.REFUSED, "户名不符", null));
            return Treasury.Reply.of(Treasury.State.NEVER_SEEN);
        }, instruction -> Treasury.Reply.of(Treasury.State.SETTLED)).work(second.id());
        assertThat(sent).as("the treasury has refused it meanwhile").isEmpty();

        story.decide("payer.qinghe", number, "REISSUE");
        pay(number);
        var third = open(number);
        node(() -> Treasury.Reply.of(Treasury.State.NEVER_SEEN), instruction -> {
            letter(third);
            return Treasury.Reply.of(Treasury.State.SETTLED);
        }).work(third.id());
        assertThat(sent).containsExactly(third.key());
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.findByCaseNumberOrderById(number)).extracting(PaymentOrder::state).containsExactly(State.REFUSED, State.REFUSED, State.SETTLED);
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
        knobs.set(Knobs.TREASURY, "up");
        AwardStory.nobody();
    }

    /** What was released before the case was suspended, and what the treasury never saw, goes out only when that is lifted. */
    @Test
    void isNotSentWhileTheCaseIsSuspended() {
        story.begin();
        knobs.set(Knobs.TREASURY, "down");
        var number = story.published("roster-10-pass.csv", 1, 1);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        pay(number);
        var order = open(number);
        as("auditor");
        suspensions.suspend(number, "INVESTIGATION", "流程 1.8", "核实服务真实性");
        var node = node(() -> Treasury.Reply.of(Treasury.State.NEVER_SEEN), instruction -> Treasury.Reply.of(Treasury.State.SETTLED));
        node.work(order.id());
        setAside(order.id());
        transaction.executeWithoutResult(status -> jdbc.sql("update payment_order set state = 'RELEASED' where id = ?").param(order.id()).update());
        node.work(order.id());
        assertThat(sent).isEmpty();
        assertThat(newest(number).state()).isEqualTo(State.RELEASED);
        assertThat(dispatch.due(order.id())).as("looked at again soon").isBefore(clock.instant().plus(Duration.ofMinutes(1)));
        setAside(order.id());
        as("approver.qinghe");
        suspensions.lift(number, "已核实");
        node.work(order.id());
        assertThat(sent).containsExactly(order.key());
        eventually(() -> work.find(number).state().equals("CLOSED"));
        knobs.set(Knobs.TREASURY, "up");
        AwardStory.nobody();
    }

    /** The letter can be recorded at any time, and confirmed only while no node is at the order. */
    private void letter(PaymentOrder order) {
        as("payer.qinghe");
        people.recordAnswer(order.number(), State.REFUSED, "国库函〔2026〕31号");
        as("confirmer.qinghe");
        assertThatThrownBy(() -> people.confirmAnswer(order.number())).extracting("code").isEqualTo("somebodyWasFaster");
    }

    private void pay(String number) {
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> newest(number).state() == State.UNKNOWN);
    }

    /** An order without an outcome that this test's node has, and the house's own leaves alone. */
    private PaymentOrder open(String number) {
        var order = newest(number);
        setAside(order.id());
        assertThat(Boolean.TRUE.equals(transaction.execute(status -> dispatch.keepOff(order.id())))).isTrue();
        return order;
    }

    private void setAside(long order) {
        var far = LocalDateTime.ofInstant(clock.instant().plus(Duration.ofDays(1)), ZoneOffset.UTC);
        eventually(() -> transaction.execute(status -> jdbc.sql("update payment_outbox set due_at = ? where order_id = ? and lease_until is null").params(far, order).update()) == 1);
    }

    private PaymentOrder newest(String number) {
        return orders.findByCaseNumberOrderById(number).stream().reduce((earlier, later) -> later).orElseThrow();
    }

    private Outbox node(Supplier<Treasury.Reply> asked, Function<Treasury.Instruction, Treasury.Reply> told) {
        return new Outbox(orders, dispatch, settlement, new Treasury() {
            @Override
            public Reply send(Instruction instruction) {
                sent.add(instruction.key());
                return told.apply(instruction);
            }

            @Override
            public Reply query(Instruction instruction) {
                return asked.get();
            }
        }, protection, work, retries);
    }
}
