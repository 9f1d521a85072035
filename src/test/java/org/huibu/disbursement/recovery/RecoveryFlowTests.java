package org.huibu.disbursement.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.WebClient;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.casefile.recovery.Defence;
import org.huibu.casefile.recovery.Findings;
import org.huibu.casefile.recovery.RecoveryCases.About;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.court.CourtResult;
import org.huibu.disbursement.court.CourtTyped;
import org.huibu.disbursement.court.Courts;
import org.huibu.disbursement.receivable.Collecting;
import org.huibu.disbursement.receivable.Debt;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.receivable.Instalments;
import org.huibu.disbursement.statement.Statements;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Reviewing;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** INC-E6 and what else may become of a finding on INC-E1, by the product's own use cases. */
@HuibuTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryFlowTests {

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Findings findings;
    @Autowired Defence defence;
    @Autowired CreditRecords credit;
    @Autowired DebtList debts;
    @Autowired DebtsTold told;
    @Autowired Instalments instalments;
    @Autowired Collecting collecting;
    @Autowired Courts courts;
    @LocalServerPort int port;
    @Autowired Statements statements;
    @Autowired Letters letters;
    @Autowired PaymentOrders orders;
    @Autowired Reviewing reviewing;
    @Autowired Funds funds;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    private String paid;
    private int references;

    @BeforeAll
    void pay() {
        story.begin(Duration.ofDays(30));
        // The house's clock was set back: what other tests left owed would be kept off what is paid here once it has passed their days.
        transaction.executeWithoutResult(status -> jdbc.update("update receivable set offset_from = ?", java.time.LocalDateTime.of(2099, 1, 1, 0, 0)));
        paid = story.paid("roster-10-pass.csv");
    }

    @AfterEach
    void leave() {
        as("payer.qinghe");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    /** Whoever comes next in the house of the tests is not excluded for what happened here. */
    @AfterAll
    void forgive() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
    }

    /** Two entities were never served: hearing, decision, part of the money, instalments, all of it; the other eight stand. */
    @Test
    void falseRecordsOfTwoEntities() {
        var number = found("FRAUD", Map.of(2, About.NOTHING, 6, About.NOTHING));
        assertThatThrownBy(() -> found("FRAUD", Map.of(2, About.NOTHING))).extracting("code").isEqualTo("nothingToRecover");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        assertThat(work.find(number).state()).isEqualTo("HEARING");
        as("preparer.qinghe");
        assertThatThrownBy(() -> defence.state(number, "不属实")).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("base.hongmeng");
        assertThatThrownBy(() -> defence.state(number, " ")).extracting("code").isEqualTo("invalid");
        defence.state(number, "两家实体确有入驻，资料遗失");
        assertThatThrownBy(() -> defence.state(number, "再说一次")).extracting("code").isEqualTo("hearingOver");
        assertThat(work.values(number)).containsEntry("debtor.statement", "两家实体确有入驻，资料遗失");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RETURN");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RECOVER");
        assertThat(work.find(number).state()).isEqualTo("OWED");
        as("base.hongmeng");
        var debt = debts.mine().get(0);
        assertThat(debt.debt().amount()).isEqualTo(Money.ofYuan(6_000));
        assertThat(debt.debt().dueOn()).isEqualTo(story.today().plusDays(15));
        assertThat(credit.excluded(work.find(paid).applicantIndex(), story.today())).isTrue();
        assertThat(credit.excluded(work.find(paid).applicantIndex(), story.today().plusYears(3))).isFalse();
        var later = story.submitted("roster-5-pass.csv");
        eventually(() -> work.claimVerdict(later).isPresent());
        assertThat(work.claimFindings(later)).filteredOn(finding -> finding.code().equals("OPERATOR_CREDIT")).extracting(finding -> finding.verdict().name()).containsExactly("FAIL");
        as("base.hongmeng");
        cases.withdraw(later);
        transfer(debt, "2500.00");
        instalments.propose(debt.debt().number(), 2, story.today().plusDays(20), "资金周转困难");
        as("approver.qinghe");
        instalments.answer(debt.debt().number(), true);
        transfer(debt, "1750.00");
        assertThat(debts.find(debt.debt().number()).plan()).extracting(DebtList.Part::met).containsExactly(true, false);
        assertThat(work.find(number).state()).isEqualTo("OWED");
        transfer(debt, "1750.00");
        assertThat(work.find(number).state()).isEqualTo("RECOVERED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-19", "DOC-10", "DOC-21", "DOC-21", "DOC-21");
        var decision = letters.ofCase(number).get(1).content();
        assertThat(decision.total()).isEqualTo(Money.ofYuan(6_000));
        assertThat(decision.owed()).singleElement().satisfies(owed -> {
            assertThat(owed.code()).isEqualTo(debt.debt().code());
            assertThat(owed.clause()).contains("101");
        });
        assertThat(letters.ofCase(number).get(2).content().received()).satisfies(received -> {
            assertThat(received.amount()).isEqualTo(Money.ofYuan(2_500));
            assertThat(received.rest()).isEqualTo(Money.ofYuan(3_500));
        });
        assertThat(work.find(paid).state()).isEqualTo("CLOSED");
        assertThat(credit.of(work.find(paid).applicantIndex())).as("repair is recorded, never erased").singleElement()
                .satisfies(entry -> assertThat(entry.repairedOn()).isEqualTo(story.today()));
    }

    /** Nobody answers and nobody pays: demanded, overdue again, before the court, and paid at last. Only what was not earned is asked for. */
    @Test
    void aConditionThatEndedEarlyIsDemandedAndEnforced() {
        var number = found("ENDED_EARLY", Map.of(0, new About(null, null, LocalDate.of(2026, 9, 24))));
        assess(number, "ENDED_EARLY");
        var lost = found("ENDED_EARLY", Map.of(1, new About(null, null, LocalDate.of(2026, 9, 24))));
        assess(lost, "ENDED_EARLY");
        forward(10);
        for (var one : java.util.List.of(number, lost)) {
            eventually(() -> work.find(one).state().equals("WEIGHING"));
            story.decide("rechecker.qinghe", one, "PROPOSE");
            story.decide("approver.qinghe", one, "RECOVER");
        }
        as("payer.qinghe");
        var debt = debts.ofCase(number).get(0);
        assertThat(debt.debt().amount()).as("6 of 364 days of 3,000").isEqualTo(Money.ofFen(4_945));
        forward(16);
        told.overdue();
        assertThat(work.find(number).state()).isEqualTo("OVERDUE");
        told.overdue();
        story.decide("payer.qinghe", lost, "DEMAND");
        story.decide("payer.qinghe", number, "DEMAND");
        assertThat(work.find(number).state()).isEqualTo("DEMANDED");
        forward(30);
        told.overdue();
        as("payer.qinghe");
        assertThatThrownBy(() -> collecting.proposeWriteOff(debts.ofCase(lost).get(0).debt().number(), "x", "x")).extracting("code").isEqualTo("writeOffEarly");
        story.decide("payer.qinghe", lost, "COURT");
        story.decide("payer.qinghe", number, "COURT");
        assertThat(work.find(number).state()).isEqualTo("COURT");
        as("payer.qinghe");
        var later = story.today().plusDays(5);
        assertThatThrownBy(() -> instalments.propose(debts.ofCase(lost).get(0).debt().number(), 2, later, "资金周转困难")).extracting("code").isEqualTo("debtInCourt");
        assertThat(credit.of(work.find(paid).applicantIndex())).noneMatch(entry -> entry.caseNumber().equals(number));
        transfer(debt, "49.45");
        assertThat(work.find(number).state()).isEqualTo("RECOVERED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-19", "DOC-10", "DOC-20", "DOC-21");
        isWrittenOff(lost);
    }

    /** The court got 20 yuan; two people give up the rest, with a ground and a document. It stays spent, and the debtor reads what became of it. */
    private void isWrittenOff(String number) {
        as("payer.qinghe");
        var debt = debts.ofCase(number).get(0);
        transfer(debt, "20.00");
        var spent = funds.balance(debt.debt().envelope()).spent();
        assertThatThrownBy(() -> collecting.proposeWriteOff(debt.debt().number(), " ", "")).satisfies(no -> assertThat(((Refusal) no).faults()).extracting("path").containsExactly("ground", "document"));
        assertThatThrownBy(() -> collecting.answerWriteOff(debt.debt().number(), true)).extracting("code").isEqualTo("notYourRole");
        collecting.proposeWriteOff(debt.debt().number(), "法院裁定终结执行", "青财〔2026〕9号");
        assertThatThrownBy(() -> collecting.proposeWriteOff(debt.debt().number(), "再提", "x")).extracting("code").isEqualTo("writeOffProposed");
        as("approver.qinghe");
        collecting.answerWriteOff(debt.debt().number(), false);
        assertThat(debts.find(debt.debt().number()).open()).isEqualTo(Money.ofFen(4_945 - 2_000));
        assertThatThrownBy(() -> collecting.answerWriteOff(debt.debt().number(), true)).extracting("code").isEqualTo("writeOffAnswered");
        as("payer.qinghe");
        collecting.proposeWriteOff(debt.debt().number(), "法院裁定终结执行", "青财〔2026〕9号");
        as("approver.qinghe");
        collecting.answerWriteOff(debt.debt().number(), true);
        assertThat(work.find(number).state()).isEqualTo("WRITTEN_OFF");
        assertThat(debts.find(debt.debt().number())).satisfies(one -> {
            assertThat(one.open()).isEqualTo(Money.ZERO);
            assertThat(one.writtenOff()).isEqualTo(Money.ofFen(4_945 - 2_000));
            assertThat(one.collected()).isEqualTo(Money.ofYuan(20));
        });
        assertThat(debts.postings(debt.debt().number())).anyMatch(entry -> entry.reference().startsWith("write-off/"));
        assertThat(funds.balance(debt.debt().envelope()).spent()).isEqualTo(spent);
        var web = new WebClient(port);
        web.login("base.hongmeng", "huibu-demo");
        assertThat(web.get("/my/debts").body()).contains("¥29.45 没有收回，已核销（青财〔2026〕9号）");
        assertThat(web.get("/my/cases/" + number).body()).contains("未收回的部分已核销", "未收回的 ¥29.45 已核销");
    }

    /** Three debts before the court: one upheld and paid in parts, one upheld in part, one dismissed. One person records what the court said, another confirms. */
    @Test
    void theCourtUpholdsReducesOrDismisses() {
        var upheld = owed(3);
        var reduced = owed(5);
        var dismissed = owed(7);
        forward(20);
        told.overdue();
        java.util.List.of(upheld, reduced, dismissed).forEach(one -> story.decide("payer.qinghe", one, "COURT"));
        as("payer.qinghe");
        var first = debts.ofCase(upheld).get(0).debt().number();
        assertThatThrownBy(() -> courts.propose(first, new CourtTyped(null, story.today().plusDays(1), null, " ", ""))).satisfies(no ->
                assertThat(((Refusal) no).faults()).extracting("path").containsExactly("kind", "givenOn", "document", "reason"));
        assertThatThrownBy(() -> courts.propose(first, judged(CourtResult.Kind.IN_PART, "1000.00"))).as("not less than is open").satisfies(no ->
                assertThat(((Refusal) no).faults()).extracting("path").containsExactly("upheld"));
        recorded(upheld, CourtResult.Kind.FILED, null);
        assertThat(debts.find(first).debt().state()).isEqualTo(Debt.State.COURT);
        recorded(upheld, CourtResult.Kind.UPHELD, null);
        as("payer.qinghe");
        instalments.propose(first, 2, story.today().plusDays(20), "判决后约定分期");
        as("approver.qinghe");
        instalments.answer(first, true);
        transfer(debts.find(first), "500.00");
        transfer(debts.find(first), "500.00");
        assertThat(work.find(upheld).state()).isEqualTo("RECOVERED");
        recorded(reduced, CourtResult.Kind.IN_PART, "600.00");
        as("payer.qinghe");
        var second = debts.ofCase(reduced).get(0);
        assertThat(second.open()).isEqualTo(Money.ofYuan(600));
        assertThat(second.writtenOff()).isEqualTo(Money.ofYuan(400));
        assertThat(work.find(reduced).state()).isEqualTo("COURT");
        transfer(second, "600.00");
        assertThat(work.find(reduced).state()).isEqualTo("RECOVERED");
        recorded(dismissed, CourtResult.Kind.DISMISSED, null);
        assertThat(work.find(dismissed).state()).isEqualTo("DISMISSED");
        as("payer.qinghe");
        var third = debts.ofCase(dismissed).get(0).debt().number();
        assertThatThrownBy(() -> courts.propose(third, judged(CourtResult.Kind.UPHELD, null))).extracting("code").isEqualTo("debtNotInCourt");
        assertThat(debts.find(third).writtenOff()).isEqualTo(Money.ofYuan(1_000));
        var web = new WebClient(port);
        web.login("base.hongmeng", "huibu-demo");
        assertThat(web.get("/my/cases/" + reduced).body()).contains("法院判决应当部分退回（（2026）云01民初1号");
        assertThat(web.get("/my/debts").body()).contains("法院没有支持，¥1,000.00 不再追回");
        web.login("payer.qinghe", "huibu-demo");
        assertThat(web.get("/finance/debts/" + third).body()).contains("法院驳回", "（2026）云01民初1号");
    }

    private String owed(int line) {
        var number = found("OFFICE_ERROR", Map.of(line, new About(Money.ofYuan(2_000), null, null)));
        assess(number, "OFFICE_ERROR");
        as("base.hongmeng");
        defence.state(number, "金额没有错");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RECOVER");
        as("payer.qinghe");
        var early = debts.ofCase(number).get(0).debt().number();
        assertThatThrownBy(() -> courts.propose(early, judged(CourtResult.Kind.FILED, null))).extracting("code").isEqualTo("debtNotInCourt");
        return number;
    }

    private CourtTyped judged(CourtResult.Kind kind, String upheld) {
        return new CourtTyped(kind, story.today(), upheld, "（2026）云01民初1号", "判决书送达");
    }

    private void recorded(String number, CourtResult.Kind kind, String yuan) {
        as("payer.qinghe");
        var debt = debts.ofCase(number).get(0).debt().number();
        var before = debts.find(debt).open();
        var taken = courts.propose(debt, judged(kind, yuan));
        courts.withdraw(taken);
        var id = courts.propose(debt, judged(kind, yuan));
        assertThatThrownBy(() -> courts.propose(debt, judged(kind, yuan))).extracting("code").isEqualTo("courtProposed");
        assertThatThrownBy(() -> courts.confirm(id)).extracting("code").isEqualTo("notYourRole");
        assertThat(debts.find(debt).open()).isEqualTo(before);
        as("approver.qinghe");
        courts.confirm(id);
        assertThatThrownBy(() -> courts.confirm(id)).extracting("code").isEqualTo("moveDecided");
    }

    /** A finding that does not hold ends quietly; one dropped after the hearing is told. */
    @Test
    void findingsThatDoNotHold() {
        var unfounded = found("OFFICE_ERROR", Map.of(4, new About(Money.ofYuan(2_000), null, null)));
        story.decide("reviewer.qinghe", unfounded, "DROP");
        assertThat(work.find(unfounded).state()).isEqualTo("UNFOUNDED");
        assertThat(letters.ofCase(unfounded)).isEmpty();
        var dropped = found("OFFICE_ERROR", Map.of(4, new About(Money.ofYuan(2_000), null, null)));
        assess(dropped, "OFFICE_ERROR");
        assertThat(work.lines(dropped)).singleElement().satisfies(line -> assertThat(line.amount()).isEqualTo(Money.ofYuan(1_000)));
        as("base.hongmeng");
        defence.state(dropped, "金额没有错");
        story.decide("rechecker.qinghe", dropped, "DROP");
        assertThat(work.find(dropped).state()).isEqualTo("DROPPED");
        assertThat(letters.ofCase(dropped)).extracting(Letters.Letter::code).containsExactly("DOC-19", "DOC-22");
        as("reviewer.songling");
        assertThatThrownBy(() -> findings.lines(paid)).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("preparer.qinghe");
        assertThatThrownBy(() -> findings.open(paid, "FRAUD", "x", null, Map.of())).extracting("code").isEqualTo("notYourRole");
    }

    /** Two lines were paid too little: reviewed, published, decided and paid from the same fund, and nothing of it twice. */
    @Test
    void paysWhatWasDecidedTooLow() {
        as("reviewer.qinghe");
        assertThatThrownBy(() -> findings.open(paid, "TOO_LOW", "标准适用有误", null, Map.of(8, About.NOTHING))).extracting("code").isEqualTo("invalid");
        var number = findings.open(paid, "TOO_LOW", "标准适用有误", null, Map.of(8, new About(Money.ofYuan(3_400), null, null), 9, new About(Money.ofYuan(3_000), null, null)));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).extracting(line -> line.verdict() + " " + line.amount().yuan()).containsExactly("PASS 400.00", "FAIL 0.00");
        as("reviewer.qinghe");
        assertThatThrownBy(() -> findings.open(paid, "TOO_LOW", "再次核算", null, Map.of(8, new About(Money.ofYuan(3_500), null, null)))).extracting("code").isEqualTo("lineBusy");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("notice.qinghe", number, "PUBLISH");
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).singleElement().satisfies(order -> {
            assertThat(order.fund()).isEqualTo("EMPLOYMENT_SUBSIDY");
            assertThat(order.amount()).isEqualTo(Money.ofYuan(400));
        });
        as("reviewer.qinghe");
        var again = findings.open(paid, "TOO_LOW", "再次核算", null, Map.of(8, new About(Money.ofYuan(3_500), null, null)));
        eventually(() -> work.find(again).state().equals("REVIEWING"));
        assertThat(work.lines(again)).as("what was supplemented counts as paid").extracting(line -> line.verdict() + " " + line.amount().yuan()).containsExactly("PASS 100.00");
    }

    private String found(String kind, Map<Integer, About> about) {
        as("reviewer.qinghe");
        return findings.open(paid, kind, "抽查发现服务记录不实", null, about);
    }

    /** The reviewer records the kind; the story would choose the first there is. */
    private void assess(String number, String kind) {
        var task = story.task(number, "reviewer.qinghe");
        reviewing.decide(task.taskId(), new Reviewing.Decision("PROPOSE", "属实", java.util.List.of(), Map.of(), Map.of("kind", kind, "facts", "核对台账")));
    }

    private void transfer(DebtList.Standing debt, String yuan) {
        as("payer.qinghe");
        var row = "LS" + System.nanoTime() + ++references + "," + story.today() + ",岭海鸿萌创业孵化有限公司,99010100000090010," + yuan + ",退款 " + debt.debt().code() + "\n";
        var statement = statements.read("流水.csv", ("交易流水号,入账日期,付款人,付款账号,金额,附言\n" + row).getBytes(StandardCharsets.UTF_8), yuan);
        as("confirmer.qinghe");
        statements.confirm(statement);
        as("payer.qinghe");
        eventually(() -> statements.find(statement).state().equals("TAKEN"));
        assertThat(statements.find(statement).taken()).isEqualTo(1);
    }

    private void forward(int days) {
        clock.forwardTo(clock.now().plus(Duration.ofDays(days)));
    }
}
