package org.huibu.disbursement.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.batch.Batches;
import org.huibu.disbursement.batch.PaymentBatch;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.Debt.State;
import org.huibu.disbursement.reconciliation.Reconciliation;
import org.huibu.disbursement.statement.Receipt;
import org.huibu.disbursement.statement.Receipts;
import org.huibu.disbursement.statement.StatementLine;
import org.huibu.disbursement.statement.Statements;
import org.huibu.ledger.Ledger;
import org.huibu.process.Retries;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Money that comes back on a claim of ten entities (INC-E1), by transfers and by whoever acts at the same moment. */
@HuibuTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceivableTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Debts debts;
    @Autowired DebtList list;
    @Autowired Instalments instalments;
    @Autowired Statements statements;
    @Autowired Receipts receipts;
    @Autowired Funds funds;
    @Autowired Retries retries;
    @Autowired Batches batches;
    @Autowired PaymentOrders orders;
    @Autowired Reconciliation reconciliation;
    @Autowired Ledger ledger;
    @Autowired MovableClock clock;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    private String paid;
    private int references;

    @BeforeAll
    void pay() {
        story.begin(Duration.ofDays(30));
        paid = story.paid("roster-10-pass.csv");
    }

    @AfterEach
    void leave() {
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    /** 64 receipts at once for a debt that takes twelve of them: exactly twelve count, and what comes back can be used again. */
    @Test
    void nobodyPaysMoreThanHeOwes() throws Exception {
        var debt = owes(6_000, "over");
        as("payer.qinghe");
        var before = funds.balance(debt.envelope());
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 64; i++) {
            acts.add(() -> {
                while (true) {
                    try {
                        return retries.run(() -> debts.received(debt.id(), Money.ofYuan(500), 1));
                    } catch (Refusal refused) {
                        assertThat(refused.code()).isEqualTo("somebodyWasFaster");
                    }
                }
            });
        }
        var threads = Executors.newFixedThreadPool(16);
        try {
            var taken = 0;
            for (var result : threads.invokeAll(acts)) {
                taken += result.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(12);
        } finally {
            threads.shutdown();
        }
        assertThat(list.find(debt.number())).satisfies(one -> {
            assertThat(one.open()).isEqualTo(Money.ZERO);
            assertThat(one.debt().state()).isEqualTo(State.PAID);
        });
        var after = funds.balance(debt.envelope());
        assertThat(after.spent()).isEqualTo(before.spent().minus(Money.ofYuan(6_000)));
        assertThat(after.appropriated()).isEqualTo(before.appropriated());
    }

    /** 30,000 were paid: what earlier tests and this one claim of it can never be more. */
    @Test
    void nothingIsClaimedBackTwice() {
        assertThatThrownBy(() -> owes(30_001, "more")).extracting("code").isEqualTo("claimedAbovePaid");
        assertThatThrownBy(() -> transaction.execute(status -> debts.establish(claim(paid, "other", Map.of("L7", Money.ofYuan(1)))))).extracting("code").isEqualTo("nothingToRecover");
    }

    /** Part by code, a mistyped code by two people, too much, the same statement again: every fen once, and the surplus goes back. */
    @Test
    void worksAStatementLineByLine() {
        var debt = owes(3_000, "statement");
        as("confirmer.qinghe");
        assertThatThrownBy(() -> statements.read("x.csv", bytes(""), "")).extracting("code").isEqualTo("notYourRole");
        as("payer.qinghe");
        var first = reference();
        var second = reference();
        var rows = first + ",2026-10-20,岭海鸿萌创业孵化有限公司,99010100000090010,1000.00,退款 " + debt.code() + "\n"
                + second + ",2026-10-20,岭海鸿萌创业孵化有限公司,99010100000090010,2500.00,忘了写\n" + reference() + ",2026-10-20,甲,1,-3,\n";
        var id = statements.read("x.csv", bytes(rows), "");
        assertThat(list.find(debt.number()).open()).as("only read").isEqualTo(Money.ofYuan(3_000));
        assertThatThrownBy(() -> statements.confirm(id)).extracting("code").isEqualTo("notYourRole");
        assertThat(taken(id)).isEqualTo(2);
        as("confirmer.qinghe");
        assertThatThrownBy(() -> statements.confirm(id)).extracting("code").isEqualTo("statementDone");
        as("payer.qinghe");
        assertThat(list.find(debt.number()).open()).isEqualTo(Money.ofYuan(2_000));
        var again = statements.read("again.csv", bytes(rows), "");
        assertThat(statements.lines(again)).extracting(StatementLine::fault).containsExactly("alreadyTaken", "alreadyTaken", "amountNegative");
        assertThat(taken(again)).isZero();
        assertThatThrownBy(() -> statements.read("t.csv", bytes(rows.replace("-3", "3")), "9")).extracting("code").isEqualTo("statementTotals");
        var unknown = receipts.list(Set.of(), null, 100).stream().filter(one -> one.receipt().reference().equals(second)).findFirst().orElseThrow();
        assertThatThrownBy(() -> receipts.propose(unknown.receipt().id(), debt.number(), "2000.01", "电话核实")).extracting("code").isEqualTo("invalid");
        receipts.propose(unknown.receipt().id(), debt.number(), "", "电话核实");
        assertThatThrownBy(() -> receipts.answer(unknown.receipt().id(), true)).extracting("code").isEqualTo("notYourRole");
        as("confirmer.qinghe");
        receipts.answer(unknown.receipt().id(), true);
        assertThat(list.find(debt.number()).debt().state()).isEqualTo(State.PAID);
        assertThat(receipts.find(unknown.receipt().id())).satisfies(one -> {
            assertThat(one.rest()).isEqualTo(Money.ofYuan(500));
            assertThat(one.receipt().state()).isEqualTo(Receipt.State.OPEN);
        });
        as("payer.qinghe");
        receipts.propose(unknown.receipt().id(), "", "", "多缴，退回");
        as("confirmer.qinghe");
        receipts.answer(unknown.receipt().id(), true);
        assertThat(receipts.find(unknown.receipt().id()).receipt().state()).isEqualTo(Receipt.State.DONE);
        as("approver.songling");
        assertThatThrownBy(() -> list.find(debt.number())).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        assertThatThrownBy(() -> statements.find(id)).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    /** Three parts; who has met one has until the day of the next. */
    @Test
    void isPaidInInstalments() {
        var debt = owes(1_000, "parts");
        as("payer.qinghe");
        assertThatThrownBy(() -> instalments.answer(debt.number(), true)).extracting("code").isEqualTo("notYourRole");
        assertThatThrownBy(() -> instalments.propose(debt.number(), 1, null, " ")).satisfies(no -> assertThat(((Refusal) no).faults()).extracting("path").containsExactly("parts", "first", "why"));
        var first = story.today().plusDays(10);
        instalments.propose(debt.number(), 3, first, "资金周转困难");
        assertThatThrownBy(() -> instalments.propose(debt.number(), 4, first, "再提")).extracting("code").isEqualTo("planProposed");
        as("approver.qinghe");
        instalments.answer(debt.number(), false);
        assertThat(list.find(debt.number())).satisfies(one -> {
            assertThat(one.plan()).isEmpty();
            assertThat(one.debt().dueOn()).isEqualTo(debt.dueOn());
        });
        assertThatThrownBy(() -> instalments.answer(debt.number(), true)).extracting("code").isEqualTo("planAnswered");
        assertThatThrownBy(() -> instalments.propose(debt.number(), 3, first, "自提")).extracting("code").isEqualTo("notYourRole");
        with("payer.qinghe", "PAYER,APPROVER", () -> {
            instalments.propose(debt.number(), 3, first, "一人两岗");
            assertThatThrownBy(() -> instalments.answer(debt.number(), true)).as("whoever proposes does not agree").extracting("code").isEqualTo("separationSd1");
        });
        as("approver.qinghe");
        instalments.answer(debt.number(), true);
        assertThat(list.find(debt.number()).plan()).extracting(DebtList.Part::amount).containsExactly(Money.ofFen(33_333), Money.ofFen(33_333), Money.ofFen(33_334));
        as("payer.qinghe");
        taken(statements.read("p.csv", bytes(reference() + ",2026-10-20,甲,1,400.00," + debt.code() + "\n"), "400"));
        var standing = list.find(debt.number());
        assertThat(standing.plan()).extracting(DebtList.Part::met).containsExactly(true, false, false);
        assertThat(standing.debt().dueOn()).isEqualTo(first.plusMonths(1));
        assertThat(standing.open()).isEqualTo(Money.ofYuan(600));
    }

    /** What is owed is kept off the next payment of the same fund, wholly or in part, and counts when that payment is made. */
    @Test
    void isKeptOffWhatTheSameFundPaysNext() {
        var debt = owes(2_000, "offset");
        var next = approved(1, 4);
        as("payer.qinghe");
        var spent = funds.balance(debt.envelope()).spent();
        story.decide("preparer.qinghe", next, "DRAFTED");
        as("payer.qinghe");
        assertThat(list.find(debt.number())).satisfies(one -> {
            assertThat(one.open()).isEqualTo(Money.ZERO);
            assertThat(one.pending()).isEqualTo(Money.ofYuan(2_000));
            assertThat(one.debt().state()).isEqualTo(State.OPEN);
        });
        story.decide("confirmer.qinghe", next, "RELEASED");
        eventually(() -> work.find(next).state().equals("CLOSED"));
        as("payer.qinghe");
        assertThat(list.find(debt.number()).debt().state()).isEqualTo(State.PAID);
        assertThat(funds.balance(debt.envelope()).spent()).isEqualTo(spent.plus(Money.ofYuan(12_000 - 2_000)));
        agreesWithTheTreasury(next, Money.ofYuan(10_000), Money.ofYuan(2_000));
        whatWasSetOffStaysPaidWhenTheRestIsSentBack(next, debt);
    }

    /** The bank sends back what the treasury paid: only that is reserved and paid again, what was set off has been paid by the debt. */
    private void whatWasSetOffStaysPaidWhenTheRestIsSentBack(String number, Debt debt) {
        as("payer.qinghe");
        var paid = orders.ofCase(number).get(0).number();
        var before = funds.balance(debt.envelope());
        orders.recordAnswer(paid, PaymentOrder.State.SENT_BACK, "退汇凭证 3 号");
        as("confirmer.qinghe");
        orders.confirmAnswer(paid);
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
        assertThat(funds.balance(debt.envelope()).spent()).isEqualTo(before.spent().minus(Money.ofYuan(10_000)));
        assertThat(funds.balance(debt.envelope()).reserved()).isEqualTo(before.reserved().plus(Money.ofYuan(10_000)));
        orders.correctAccount(paid, "99010100000090010", "云溪银行清河支行", "开户行名称写错");
        story.decide("payer.qinghe", number, "REISSUE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::amount).containsExactly(Money.ofYuan(10_000), Money.ofYuan(10_000));
        as("payer.qinghe");
        assertThat(funds.balance(debt.envelope()).spent()).isEqualTo(before.spent());
        assertThat(list.find(debt.number()).debt().state()).isEqualTo(State.PAID);
    }

    /** What was sent and what was set off are acts of their own, so that a payment of less than was decided is green. */
    private void agreesWithTheTreasury(String number, Money sent, Money setOff) {
        var order = orders.ofCase(number).get(0);
        assertThat(order.amount()).isEqualTo(sent);
        assertThat(posted(number, "settlement/" + order.reservationId())).isEqualTo(sent);
        assertThat(posted(number, "set-off/" + order.reservationId())).isEqualTo(setOff);
        var day = WorkingCalendars.forDemonstration().roll(story.today());
        clock.forwardTo(WorkingCalendar.endOf(day).plus(Duration.ofHours(9)));
        eventually(() -> reconciliation.days(day.plusDays(1), 1).stream().anyMatch(one -> one.day().equals(day) && one.state().equals("DONE")));
        reconciliation.runAgain(day.toString());
        eventually(() -> reconciliation.day(day.toString()).state().equals("DONE"));
        assertThat(reconciliation.sides(day).statement().count()).as("the day has a payment").isPositive();
        assertThat(reconciliation.differences(day)).noneMatch(one -> order.number().equals(one.orderNumber()) || String.valueOf(one.reference()).endsWith("/" + order.reservationId()));
    }

    private Money posted(String number, String reference) {
        return ledger.ofCase(number).stream().filter(entry -> entry.reference().equals(reference)).flatMap(entry -> entry.lines().stream()).map(line -> line.amount())
                .reduce(Money.ZERO, Money::plus);
    }

    /** Nothing leaves the treasury, and still nobody settles it alone: by hand, sent back once, and in a batch. */
    @Test
    void nothingToSendStillTakesTwo() {
        story.putAside();
        var debt = owes(3_000, "offset");
        var next = approved(0, 1);
        with("preparer.qinghe", "PAY_PREPARER,FINANCE_CONFIRMER", () -> {
            story.decide("preparer.qinghe", next, "DRAFTED");
            var task = confirmation(next);
            assertThatThrownBy(() -> reviewing.decide(task, new Reviewing.Decision("RELEASED", "同意", List.of(), Map.of()))).extracting("code").isEqualTo("separationSd1");
        });
        assertThat(list(debt)).satisfies(one -> {
            assertThat(one.debt().state()).isEqualTo(State.OPEN);
            assertThat(one.pending()).isEqualTo(Money.ofYuan(3_000));
        });
        story.decide("confirmer.qinghe", next, "RETURNED");
        assertThat(list(debt).pending()).as("kept off until the payment is given up").isEqualTo(Money.ofYuan(3_000));
        as("preparer.qinghe");
        var batch = batches.create("EMPLOYMENT_SUBSIDY", "2080713", "990101");
        eventually(() -> batches.find(batch).batch().state() == PaymentBatch.State.DRAFTED);
        as("confirmer.qinghe");
        batches.release(batch);
        eventually(() -> batches.find(batch).batch().state() == PaymentBatch.State.DONE);
        assertThat(batches.lines(batch, 0, 100)).filteredOn(line -> line.caseNumber().equals(next)).singleElement().satisfies(line -> {
            assertThat(line.state()).as(line.reason()).isEqualTo("RELEASED");
            assertThat(line.order()).as("nothing was sent").isNull();
        });
        assertThat(list(debt).debt().state()).isEqualTo(State.PAID);
        eventually(() -> work.find(next).state().equals("CLOSED"));
    }

    /** Somebody who holds two roles for a while, as in a small office. */
    private void with(String username, String roles, Runnable act) {
        var before = jdbc.queryForObject("select roles from account where username = ?", String.class, username);
        transaction.executeWithoutResult(status -> jdbc.update("update account set roles = ? where username = ?", roles, username));
        try {
            as(username);
            act.run();
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("update account set roles = ? where username = ?", before, username));
        }
    }

    /** Another person lets the statement in. @return how many receipts came of it; the payer is signed in again */
    private int taken(long statement) {
        as("confirmer.qinghe");
        statements.confirm(statement);
        as("payer.qinghe");
        eventually(() -> statements.find(statement).state().equals("TAKEN"));
        return statements.find(statement).taken();
    }

    private DebtList.Standing list(Debt debt) {
        as("payer.qinghe");
        return list.find(debt.number());
    }

    private String confirmation(String number) {
        eventually(() -> inbox.ofCase(number).stream().anyMatch(row -> row.role().equals("FINANCE_CONFIRMER")));
        return inbox.ofCase(number).stream().filter(row -> row.role().equals("FINANCE_CONFIRMER")).findFirst().orElseThrow().taskId();
    }

    private String approved(int from, int count) {
        var number = story.published("roster-5-pass.csv", from, count);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        return number;
    }

    private Debt owes(long yuan, String name) {
        as("base.hongmeng");
        var by = cases.open("incubation-award", AwardStory.QINGHE);
        as("approver.qinghe");
        return transaction.execute(status -> debts.establish(claim(by, name, Map.of("MAIN", Money.ofYuan(yuan))))).get(0);
    }

    /** As if the case {@code by} had decided it; only the one that is to be set off was told so. */
    private Debts.Claim claim(String by, String name, Map<String, Money> amounts) {
        var file = work.find(paid);
        return new Debts.Claim(by, paid, amounts, file.owner(), file.applicantName(), file.applicantIndex(), Ground.FRAUD, "101-二", "岭海财政专户 9901", story.today().plusDays(15),
                name.equals("offset") ? java.time.Instant.EPOCH : null);
    }

    private String reference() {
        return "LS" + System.nanoTime() + ++references;
    }

    private static byte[] bytes(String rows) {
        return ("交易流水号,入账日期,付款人,付款账号,金额,附言\n" + rows).getBytes(StandardCharsets.UTF_8);
    }
}
