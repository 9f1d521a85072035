package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.recovery.Defence;
import org.huibu.casefile.recovery.Findings;
import org.huibu.casefile.recovery.RecoveryCases.About;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.reconciliation.Difference;
import org.huibu.disbursement.reconciliation.Reconciliation;
import org.huibu.disbursement.returns.ReturnFile;
import org.huibu.disbursement.returns.Returns;
import org.huibu.disbursement.statement.Receipt;
import org.huibu.disbursement.statement.Receipts;
import org.huibu.disbursement.statement.Statements;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;

/** Money coming back as people work it, on whatever database the house of the test has; and everybody at once on one debt. */
@TestComponent
class MoneyBackStory {

    private static final String HEADING = "交易流水号,入账日期,付款人,付款账号,金额,附言\n";
    private final AwardStory story;
    private final CaseWork work;
    private final Findings findings;
    private final Defence defence;
    private final DebtList debts;
    private final Statements statements;
    private final Receipts receipts;
    private final Returns returns;
    private final Reconciliation reconciliation;
    private final PaymentOrders orders;
    private final Funds funds;
    private final Reviewing reviewing;
    private final Knobs knobs;
    private final MovableClock clock;
    private final JdbcTemplate jdbc;
    private int references;

    MoneyBackStory(AwardStory story, CaseWork work, Findings findings, Defence defence, DebtList debts, Statements statements, Receipts receipts, Returns returns,
            Reconciliation reconciliation, PaymentOrders orders, Funds funds, Reviewing reviewing, Knobs knobs, MovableClock clock, JdbcTemplate jdbc) {
        this.story = story;
        this.work = work;
        this.findings = findings;
        this.defence = defence;
        this.debts = debts;
        this.statements = statements;
        this.receipts = receipts;
        this.returns = returns;
        this.reconciliation = reconciliation;
        this.orders = orders;
        this.funds = funds;
        this.reviewing = reviewing;
        this.knobs = knobs;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    /** Two claims that wait to be drafted, one that will be told by a return file, and a paid one of which 9,000 come back. */
    void fromAFindingToAGreenDay() throws Exception {
        story.begin();
        var paid = story.paid("roster-5-pass.csv");
        var setOff = List.of(approved(0, 1), approved(1, 1));
        var told = approved(2, 1);
        var number = owed(paid);
        as("payer.qinghe");
        var debt = debts.ofCase(number).get(0).debt();
        assertThat(debt.amount()).isEqualTo(Money.ofYuan(9_000));
        assertThat(taken(read("1000.00", "退款 " + debt.code()))).isEqualTo(1);
        assertThat(debts.find(debt.number()).open()).isEqualTo(Money.ofYuan(8_000));
        everybodyAtOnce(debt.number(), debt.code(), setOff);
        setOff.forEach(one -> story.decide("confirmer.qinghe", one, "RELEASED"));
        setOff.forEach(one -> eventually(() -> work.find(one).state().equals("CLOSED")));
        as("payer.qinghe");
        assertThat(debts.find(debt.number())).satisfies(one -> assertThat(one.collected()).as("all of it, and not a fen more").isEqualTo(Money.ofYuan(9_000)));
        assertThat(work.find(number).state()).isEqualTo("RECOVERED");
        returnFile(told);
        reconciled(setOff, told);
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
    }

    private String owed(String paid) {
        as("reviewer.qinghe");
        var number = findings.open(paid, "FRAUD", "抽查发现服务记录不实", null, Map.of(0, About.NOTHING, 1, About.NOTHING, 2, About.NOTHING));
        story.decide("reviewer.qinghe", number, "PROPOSE");
        as("base.hongmeng");
        defence.state(number, "资料遗失");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RECOVER");
        assertThat(work.find(number).state()).isEqualTo("OWED");
        return number;
    }

    /** 8,000 are open; 22,000 come at the same moment: by code, by hand, and off two payments, while other receipts are sent back. At no moment is a fen too much taken. */
    private void everybodyAtOnce(String debt, String code, List<String> setOff) throws Exception {
        as("payer.qinghe");
        var byCode = IntStream.range(0, 12).mapToObj(i -> read("1000.00", code)).toList();
        var byHand = IntStream.range(0, 6).mapToObj(i -> proposed(i < 4 ? debt : "")).toList();
        var acts = new ArrayList<Callable<String>>();
        byCode.forEach(id -> acts.add(() -> act("confirmer.qinghe", () -> statements.confirm(id))));
        byHand.forEach(id -> acts.add(() -> act("confirmer.qinghe", () -> receipts.answer(id, true))));
        setOff.forEach(one -> {
            var task = story.task(one, "preparer.qinghe").taskId();
            acts.add(() -> act("preparer.qinghe", () -> reviewing.decide(task, new Reviewing.Decision("DRAFTED", "同意", List.of(), Map.of()))));
        });
        java.util.Collections.shuffle(acts);
        var over = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(acts.size() + 1);
        try {
            var watch = threads.submit(() -> watched(debt, over));
            var ends = new ArrayList<String>();
            for (var end : threads.invokeAll(acts)) {
                ends.add(end.get());
            }
            as("payer.qinghe");
            byCode.forEach(id -> eventually(() -> statements.find(id).state().equals("TAKEN")));
            over.set(true);
            assertThat(watch.get()).as("looks of the watcher").isPositive();
            assertThat(ends).as("nobody meets an error").isSubsetOf("done", "moreThanOwed").contains("done");
        } finally {
            over.set(true);
            threads.shutdown();
        }
        as("payer.qinghe");
        var standing = debts.find(debt);
        assertThat(standing.open()).isEqualTo(Money.ZERO);
        assertThat(standing.collected().plus(standing.pending())).isEqualTo(Money.ofYuan(9_000));
        var came = receipts.list(java.util.EnumSet.allOf(Receipt.State.class), null, 100);
        var allotted = Money.ofFen(jdbc.queryForObject("select sum(amount_fen) from receivable_movement where kind = 'RECEIPT' and state = 'DONE'", Long.class));
        assertThat(allotted).isEqualTo(standing.collected());
        assertThat(came.stream().map(Receipts.Held::rest).reduce(Money.ZERO, Money::plus)).as("what was paid too much is held for its payer")
                .isEqualTo(Money.ofYuan(1_000 + 12_000 + 4_000).minus(allotted));
    }

    /** The three balances of a debt in one look: together what was decided, none below zero. @return how often it looked */
    private int watched(String debt, AtomicBoolean over) {
        var looks = 0;
        while (!over.get()) {
            var parts = jdbc.queryForList("select balance_fen from ledger_account where code like ?", Long.class, "receivable/" + debt + "/%");
            assertThat(parts).allMatch(fen -> fen >= 0);
            assertThat(parts.stream().mapToLong(Long::longValue).sum()).isEqualTo(900_000);
            looks++;
        }
        return looks;
    }

    /** Again until it was done or refused for a reason. */
    private static String act(String username, Runnable act) {
        as(username);
        try {
            while (true) {
                try {
                    act.run();
                    return "done";
                } catch (Refusal refused) {
                    if (!refused.code().equals("somebodyWasFaster")) {
                        return refused.code();
                    }
                }
            }
        } finally {
            AwardStory.nobody();
        }
    }

    /** Another person lets it in. @return how many receipts came of it; the payer is signed in again */
    private int taken(long statement) {
        as("confirmer.qinghe");
        statements.confirm(statement);
        as("payer.qinghe");
        eventually(() -> statements.find(statement).state().equals("TAKEN"));
        return statements.find(statement).taken();
    }

    private long read(String yuan, String remark) {
        var row = "LS" + System.nanoTime() + ++references + "," + story.today() + ",岭海鸿萌创业孵化有限公司,99010100000090010," + yuan + "," + remark + "\n";
        return statements.read("流水.csv", (HEADING + row).getBytes(StandardCharsets.UTF_8), yuan);
    }

    /** A receipt of 1,000 without a code. @param debt blank to be sent back */
    private long proposed(String debt) {
        taken(read("1000.00", "忘了写"));
        var receipt = receipts.list(java.util.Set.of(Receipt.State.OPEN), null, 1).get(0).receipt().id();
        receipts.propose(receipt, debt, "", "电话核实");
        return receipt;
    }

    /** The treasury is silent; its word comes in a file. */
    private void returnFile(String number) {
        knobs.set(Knobs.TREASURY, "down");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> orders.ofCase(number).get(0).state().pending());
        as("payer.qinghe");
        var order = orders.ofCase(number).get(0);
        var file = returns.upload("回单.csv", ("支付单号,金额,收款账号,结果,原因,国库流水号\n" + order.number() + "," + order.amount().yuan().toPlainString()
                + ",99010100000090010,成功,,GK-1\n").getBytes(StandardCharsets.UTF_8));
        as("confirmer.qinghe");
        returns.confirm(file);
        eventually(() -> returns.find(file).state() == ReturnFile.State.DONE);
        assertThat(orders.find(order.number()).state()).isEqualTo(PaymentOrder.State.SETTLED);
        knobs.set(Knobs.TREASURY, "up");
    }

    /** Next morning: what was set off agrees; what the file told is not in the treasury's statement, and that has a name. */
    private void reconciled(List<String> setOff, String told) {
        var day = WorkingCalendars.forDemonstration().roll(story.today());
        clock.forwardTo(WorkingCalendar.endOf(day).plus(Duration.ofHours(9)));
        as("payer.qinghe");
        eventually(() -> done(day));
        assertThat(reconciliation.differences(day)).extracting(Difference::kind, Difference::orderNumber)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Difference.Kind.MISSING_LINE, orders.ofCase(told).get(0).number()));
        assertThat(reconciliation.sides(day).statement().amount()).isEqualTo(setOff.stream().flatMap(one -> orders.ofCase(one).stream()).map(PaymentOrder::amount).reduce(Money.ZERO, Money::plus));
    }

    private boolean done(LocalDate day) {
        return reconciliation.days(day.plusDays(1), 1).stream().anyMatch(one -> one.day().equals(day) && one.state().equals("DONE"));
    }

    private String approved(int from, int count) {
        var number = story.published("roster-10-pass.csv", from, count);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        return number;
    }
}
