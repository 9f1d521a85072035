package org.huibu.disbursement.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.Debt;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.receivable.Ground;
import org.huibu.disbursement.reconciliation.Difference.Kind;
import org.huibu.disbursement.statement.Receipts;
import org.huibu.disbursement.statement.Statements;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.Knobs;
import org.huibu.sandbox.treasury.SandboxTreasury;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** One payment and the statement of its day in every way it can differ, over the treasury's own signed interface. */
@HuibuTest
class ReconciliationTests {

    @Autowired AwardStory story;
    @Autowired PaymentOrders orders;
    @Autowired CaseWork work;
    @Autowired DebtList debts;
    @Autowired Letters letters;
    @Autowired Funds funds;
    @Autowired Reconciler reconciler;
    @Autowired Reconciliation reconciliation;
    @Autowired BooksCheck books;
    @Autowired Receipts receipts;
    @Autowired Statements statements;
    @Autowired SandboxTreasury treasury;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired Trail trail;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired WebApplicationContext context;
    private LocalDate day;
    private String order;

    @AfterEach
    void leave() {
        knobs.set(Knobs.TREASURY, "up");
        knobs.set(Knobs.STATEMENT, "up");
        AwardStory.nobody();
    }

    @Test
    void namesEachDifferenceAndTurnsGreenAgain() throws Exception {
        var number = paidWithoutAnAnswer();
        statement("down");
        eventually(() -> reconciled().equals("SILENT"));
        statement("up");
        assertThat(found(Kind.NOT_SETTLED)).as("the treasury paid, nobody told us").isPresent();
        takeTheTreasurysWord(number);
        // The first of its day, whoever else is paid in this house: the faults of the statement are of that one.
        transaction.executeWithoutResult(status -> jdbc.sql("update sandbox_payment set settles_at = ? where order_number = ?")
                .params(LocalDateTime.ofInstant(WorkingCalendar.endOf(day.minusDays(1)).plusSeconds(1), ZoneOffset.UTC), order).update());
        // As if the house had been told on the day itself.
        transaction.executeWithoutResult(status -> jdbc.sql("update payment_order set ended_at = ? where number = ?")
                .params(LocalDateTime.ofInstant(WorkingCalendar.endOf(day), ZoneOffset.UTC), order).update());
        statement("lineMissing");
        assertThat(found(Kind.MISSING_LINE)).isPresent();
        statement("lineAmount");
        assertThat(found(Kind.AMOUNT)).get().satisfies(d -> assertThat(d.stated().fen()).isEqualTo(d.ordered().fen() + 1));
        statement("lineAccount");
        assertThat(found(Kind.ACCOUNT)).isPresent();
        statement("lineTwice");
        var twice = found(Kind.TWICE).orElseThrow();
        assertThat(page("/finance/reconciliation/" + day)).contains(order);
        assertThat(page("/api/v1/reconciliation-days/" + day)).contains("\"kind\":\"TWICE\"", order, "\"green\":false");
        assertThat(page("/api/v1/reconciliation-days?limit=2")).contains("\"items\"");
        asksBackWhatWasPaidTwice(twice, number);
        statement("lineTwice");
        eventually(() -> reconciled().equals("DONE"));
        assertThat(page("/finance/reconciliation/" + day)).contains("多付尚未收回", twice.number());
        statement("up");
        eventually(() -> found(Kind.MISSING_LINE).isEmpty());
        assertThat(mine()).as("what no longer holds is gone, what was worked off stays").extracting(Difference::kind, Difference::state)
                .contains(org.assertj.core.groups.Tuple.tuple(Kind.AMOUNT, Difference.State.GONE), org.assertj.core.groups.Tuple.tuple(Kind.TWICE, Difference.State.BOOKED), org.assertj.core.groups.Tuple.tuple(Kind.NOT_SETTLED, Difference.State.TAKEN));
        whatTheHouseLost();
        explainsAPaymentNobodyOrdered();
        assertThat(page("/finance/reconciliation")).contains(day.toString());
        as("approver.songling");
        assertThat(reconciliation.differences(day)).as("of other regions").noneMatch(d -> order.equals(d.orderNumber()));
    }

    /** What the treasury says came in is compared with what bank statements brought; a statement imported later turns the day green again. */
    @Test
    void comparesWhatCameIn() throws Exception {
        paidWithoutAnAnswer();
        knobs.set(Knobs.TREASURY, "up");
        receipt("6000.00");
        statement("up");
        eventually(() -> reconciled().equals("DONE"));
        as("payer.qinghe");
        assertThat(inbound()).isEmpty();
        assertThat(reconciliation.sides(day).receipts().amount()).isEqualTo(reconciliation.sides(day).inbound().amount());
        statement("inboundMore");
        eventually(() -> reconciled().equals("DONE"));
        as("payer.qinghe");
        assertThat(inbound()).singleElement().satisfies(d -> {
            assertThat(d.stated()).isEqualTo(d.posted().plus(Money.ofFen(123_456)));
            assertThat(d.region()).isEqualTo("990101");
            assertThat(Difference.allows(d.kind(), Difference.Proposal.BOOK)).isFalse();
        });
        assertThat(page("/finance/reconciliation/" + day)).contains("来款合计不一致", "国库所报来款", "导入的来款");
        statement("inboundLess");
        eventually(() -> reconciled().equals("DONE"));
        as("payer.qinghe");
        assertThat(inbound()).singleElement().satisfies(d -> assertThat(d.stated().isZero()).isTrue());
        knobs.set(Knobs.STATEMENT, "up");
        receipt("1.00");
        reconciler.lookAgain();
        eventually(() -> reconciled().equals("DONE"));
        as("payer.qinghe");
        assertThat(inbound()).as("asked anew, because a receipt came in").isEmpty();
        as("approver.songling");
        assertThat(reconciliation.differences(day)).as("of other regions").noneMatch(d -> d.kind() == Kind.INBOUND && d.region().equals("990101"));
    }

    private List<Difference> inbound() {
        return reconciliation.differences(day).stream().filter(d -> d.kind() == Kind.INBOUND && d.state().open()).toList();
    }

    private void receipt(String yuan) {
        as("payer.qinghe");
        var read = statements.read("流水.csv", ("交易流水号,入账日期,付款人,付款账号,金额,附言\nRC" + System.nanoTime() + "," + day + ",岭海鸿萌创业孵化有限公司,99010100000090010," + yuan + ",退款\n").getBytes(java.nio.charset.StandardCharsets.UTF_8), yuan);
        as("confirmer.qinghe");
        statements.confirm(read);
        as("payer.qinghe");
        eventually(() -> statements.find(read).state().equals("TAKEN"));
    }

    /** The payment is made and its answer lost; then the treasury is silent, so that nobody here knows. */
    private String paidWithoutAnAnswer() {
        story.begin();
        var number = story.published("roster-10-pass.csv", 0, 1);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        knobs.set(Knobs.TREASURY, "drop");
        story.decide("confirmer.qinghe", number, "RELEASED");
        order = orders.ofCase(number).get(0).number();
        eventually(() -> treasury.executed().stream().anyMatch(one -> one.orderNumber().equals(order)));
        knobs.set(Knobs.TREASURY, "down");
        eventually(() -> orders.ofCase(number).get(0).state() == PaymentOrder.State.UNKNOWN);
        day = WorkingCalendars.forDemonstration().roll(WorkingCalendar.dayOf(clock.now()));
        clock.forwardTo(WorkingCalendar.endOf(day).plus(Duration.ofHours(9)));
        return number;
    }

    private void takeTheTreasurysWord(String number) {
        var difference = found(Kind.NOT_SETTLED).orElseThrow();
        as("payer.qinghe");
        var spent = funds.balance(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", orders.find(order).year(), "990101")).spent();
        assertThatThrownBy(() -> reconciliation.propose(difference.id(), " ")).extracting("code").isEqualTo("invalid");
        assertThatThrownBy(() -> reconciliation.confirm(difference.id())).extracting("code").isEqualTo("notYourRole");
        reconciliation.propose(difference.id(), "国库对账单已列明");
        assertThatThrownBy(() -> reconciliation.explain(difference.id(), "再来一次")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("differenceState");
        assertThat(orders.find(order).state()).as("one person moves nothing").isEqualTo(PaymentOrder.State.UNKNOWN);
        as("confirmer.qinghe");
        reconciliation.confirm(difference.id());
        assertThat(orders.find(order).state()).isEqualTo(PaymentOrder.State.SETTLED);
        assertThat(funds.balance(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", orders.find(order).year(), "990101")).spent()).isEqualTo(spent.plus(orders.find(order).amount()));
        assertThat(trail.entries(number)).filteredOn(entry -> entry.type().equals("DifferenceWorked")).hasSize(2);
    }

    /** The ledger has spent what no order is settled for, as after a restore of one of the two. */
    private void whatTheHouseLost() throws Exception {
        write("update payment_order set state = 'REFUSED' where number = ?");
        as("payer.qinghe");
        var spent = "SPENT " + orders.find(order).caseNumber();
        books.look();
        assertThat(page("/finance/reconciliation")).contains("请立即联系系统管理员", spent);
        as("payer.qinghe");
        reconciliation.runAgain(day.toString());
        assertThat(found(Kind.OTHER_OUTCOME)).isPresent();
        var next = WorkingCalendars.forDemonstration().roll(day.plusDays(1));
        var after = WorkingCalendars.forDemonstration().roll(next.plusDays(1));
        clock.forwardTo(WorkingCalendar.endOf(after).plus(Duration.ofHours(9)));
        eventually(() -> {
            reconciler.work();
            return reconciliation.days(after.plusDays(1), 2).stream().filter(d -> d.state().equals("DONE")).map(Reconciliation.DayLine::day).toList().equals(List.of(after, next));
        });
        // Another test of this house may have let the day go by before.
        reconciliation.runAgain(next.toString());
        eventually(() -> {
            reconciler.work();
            return reconciliation.differences(next).stream().anyMatch(d -> d.kind() == Kind.LEDGER_ALONE && d.state().open() && d.reference().startsWith("settlement/"));
        });
        write("update payment_order set state = 'SETTLED', reservation_id = -reservation_id where number = ?");
        reconciliation.runAgain(day.toString());
        assertThat(found(Kind.LEDGER)).get().satisfies(d -> assertThat(d.posted()).isNull());
        write("update payment_order set reservation_id = -reservation_id where number = ?");
        reconciliation.runAgain(day.toString());
        eventually(() -> found(Kind.LEDGER).isEmpty());
        books.look();
        assertThat(page("/finance/reconciliation")).contains("各项等式全部成立");
    }

    /** What left twice is a debt of its payee as soon as two people have booked it: he has the letter, pays by its code, and never more than was overpaid. */
    private void asksBackWhatWasPaidTwice(Difference twice, String number) throws Exception {
        as("payer.qinghe");
        reconciliation.book(twice.id(), "国库重复付款");
        as("confirmer.qinghe");
        reconciliation.confirm(twice.id());
        as("payer.qinghe");
        var booked = mine().stream().filter(one -> one.id() == twice.id()).findFirst().orElseThrow();
        assertThat(booked.state()).isEqualTo(Difference.State.BOOKED);
        assertThat(reconciliation.out(booked)).isEqualTo(orders.find(order).amount());
        var debt = owed(booked);
        assertThat(debt.debt().originCase()).isEqualTo(number);
        assertThat(debt.debt().ground()).isEqualTo(Ground.DUPLICATE);
        assertThat(debt.debt().clause()).contains("D15");
        assertThat(debt.debt().dueOn()).isAfter(story.today());
        assertThat(debt.open()).isEqualTo(orders.find(order).amount());
        assertThat(page("/finance/debts")).contains(debt.debt().number());
        assertThat(letters.ofCase(debt.debt().caseNumber())).filteredOn(letter -> letter.code().equals("DOC-10")).singleElement().satisfies(letter -> {
            assertThat(letter.remediable()).isTrue();
            assertThat(letter.content().owed()).singleElement().satisfies(one -> {
                assertThat(one.code()).isEqualTo(debt.debt().code());
                assertThat(one.until()).isEqualTo(debt.debt().dueOn());
            });
        });
        as("base.hongmeng");
        assertThat(debts.mine()).as("its payee sees what he owes, where to pay and until when").extracting(one -> one.debt().number()).contains(debt.debt().number());
        as("payer.qinghe");
        var half = debt.open().yuan().subtract(java.math.BigDecimal.ONE);
        var rows = "DF" + System.nanoTime() + "," + story.today() + ",清河建材商行,99010900000000019," + half + ",多付 " + debt.debt().code() + "\n"
                + "DF" + System.nanoTime() + "," + story.today() + ",清河建材商行,99010900000000019,1.50,退回多付\n";
        var statement = statements.read("流水.csv", ("交易流水号,入账日期,付款人,付款账号,金额,附言\n" + rows).getBytes(java.nio.charset.StandardCharsets.UTF_8), "");
        as("confirmer.qinghe");
        statements.confirm(statement);
        as("payer.qinghe");
        eventually(() -> statements.find(statement).state().equals("TAKEN"));
        assertThat(reconciliation.out(booked)).as("the code finds its debt by itself").isEqualTo(Money.ofYuan(1));
        assertThat(funds.differences()).isEmpty();
        var receipt = receipts.list(Set.of(), null, 1).get(0).receipt().id();
        assertThatThrownBy(() -> receipts.propose(receipt, "DF-1", "", "退回")).extracting("code").isEqualTo("invalid");
        receipts.propose(receipt, booked.number(), "", "退回多付");
        as("confirmer.qinghe");
        receipts.answer(receipt, true);
        as("payer.qinghe");
        assertThat(reconciliation.out(booked)).isEqualTo(Money.ZERO);
        assertThat(owed(booked).debt().state()).isEqualTo(Debt.State.PAID);
        assertThat(receipts.find(receipt).rest()).as("nobody pays more than he owes").isEqualTo(Money.ofFen(50));
        assertThatThrownBy(() -> receipts.propose(receipt, booked.number(), "0.50", "退回")).extracting("code").isEqualTo("invalid");
        eventually(() -> work.find(debt.debt().caseNumber()).state().equals("RECOVERED"));
        assertThat(funds.differences()).isEmpty();
    }

    private DebtList.Standing owed(Difference booked) {
        return debts.list(Set.of(), null, 50).stream().filter(one -> booked.number().equals(one.debt().overpaid())).findFirst().orElseThrow();
    }

    private void explainsAPaymentNobodyOrdered() throws Exception {
        statement("lineUnordered");
        eventually(() -> unordered().isPresent());
        as("payer.qinghe");
        assertThatThrownBy(() -> reconciliation.propose(unordered().orElseThrow().id(), "入账")).extracting("code").isEqualTo("differenceKind");
        var difference = unordered().orElseThrow().id();
        reconciliation.book(difference, "国库多付，已函告追回");
        assertThatThrownBy(() -> reconciliation.decline(difference)).extracting("code").isEqualTo("notYourRole");
        as("confirmer.qinghe");
        reconciliation.decline(difference);
        as("payer.qinghe");
        reconciliation.explain(difference, "国库误列，已函告");
        assertThat(unordered()).as("one person explains nothing").isPresent();
        assertThatThrownBy(() -> reconciliation.confirm(difference)).extracting("code").isEqualTo("notYourRole");
        as("confirmer.qinghe");
        reconciliation.confirm(difference);
        as("payer.qinghe");
        statement("up");
        statement("lineUnordered");
        eventually(() -> reconciliation.differences(day).stream().anyMatch(d -> d.kind() == Kind.UNORDERED && d.state() == Difference.State.EXPLAINED));
        assertThat(unordered()).as("worked off once is worked off").isEmpty();
        assertThat(page("/finance/reconciliation/" + day)).contains("国库误列，已函告").doesNotContain("99010900000000019");
    }

    private Optional<Difference> unordered() {
        return reconciliation.differences(day).stream().filter(d -> d.kind() == Kind.UNORDERED && d.state().open()).findFirst();
    }

    private void write(String sql) {
        transaction.executeWithoutResult(status -> jdbc.sql(sql).param(order).update());
    }

    private void statement(String mode) {
        knobs.set(Knobs.STATEMENT, mode);
        as("payer.qinghe");
        eventually(() -> {
            reconciler.work();
            return !reconciliation.days(null, 1).isEmpty() && reconciliation.days(day.plusDays(1), 1).stream().anyMatch(d -> d.day().equals(day));
        });
        reconciliation.runAgain(day.toString());
    }

    private String reconciled() {
        reconciler.work();
        as("payer.qinghe");
        return reconciliation.day(day.toString()).state();
    }

    /** The open difference of this order, once the day has been compared again. */
    private Optional<Difference> found(Kind kind) {
        eventually(() -> reconciled().equals("DONE"));
        return mine().stream().filter(d -> d.kind() == kind && d.state().open()).findFirst();
    }

    private List<Difference> mine() {
        return reconciliation.differences(day).stream().filter(d -> order.equals(d.orderNumber())).toList();
    }

    private String page(String path) throws Exception {
        var http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        var answer = http.perform(MockMvcRequestBuilders.get(path).with(user("payer.qinghe").roles("PAYER"))).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
