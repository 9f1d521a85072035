package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.commons.csv.CSVFormat;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.Budgets;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.ledger.Ledger;
import org.huibu.letters.Letters;
import org.huibu.process.MovableClock;
import org.huibu.review.Inbox;
import org.huibu.review.InboxRow;
import org.huibu.review.Notices;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** The first flow from recognition to money, through the product's own services, engine, HTTP sandbox and ledger. */
@HuibuTest
class AwardFlowTests {

    private static final byte[] PDF = "%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final Region QINGHE = new Region("990101");
    private static int appropriations;

    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired Reviewing reviewing;
    @Autowired Notices notices;
    @Autowired Budgets budgets;
    @Autowired PaymentOrders orders;
    @Autowired Ledger ledger;
    @Autowired Letters letters;
    @Autowired Trail trail;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired org.springframework.jdbc.core.JdbcTemplate jdbc;
    @Autowired org.springframework.transaction.support.TransactionTemplate transaction;

    @BeforeEach
    void aBaseWithItsRoster() {
        transaction.executeWithoutResult(status -> List.of("paid_line", "roster_entry", "recognition").forEach(table -> jdbc.update("delete from " + table)));
        knobs.set("treasury", "up");
        knobs.set("market", "up");
        as("admin");
        budgets.appropriate("EMPLOYMENT_SUBSIDY", year(), "990101", Money.ofYuan(1_000_000), "test-" + ++appropriations);
        recognise();
        fileRoster();
    }

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    /** INC-E1: ten entities, each passes, one service year. */
    @Test
    void paysTenEntitiesThirtyThousandYuan() {
        var number = submitted("roster-10-pass.csv");
        toNotice(number);
        passNotice(number);
        payGroup(number, "MAIN");
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
        var number = submitted("roster-12-mixed.csv");
        eventually(() -> "REVIEWING".equals(work.find(number).state()));
        assertThat(work.lines(number)).filteredOn(line -> line.verdict().equals("PASS")).hasSize(8).extracting(ClaimLine::amount).containsOnly(Money.ofYuan(3_000));
        assertThat(work.lines(number)).filteredOn(line -> line.verdict().equals("FAIL")).extracting(ClaimLine::reason)
                .containsExactly("NOT_IN_SIX_GROUPS", "ABNORMAL_LIST", "ADDRESS_OUTSIDE_BASE", "FOUNDER_ALREADY_COUNTED");
        assertThat(work.findings(number, 9)).filteredOn(f -> f.code().equals("ABNORMAL_LIST")).singleElement()
                .satisfies(f -> assertThat(f.clauses()).isNotEmpty());
    }

    /** INC-E7: an objection to one of five lines; four are paid while it waits, the fifth after the finding. */
    @Test
    void paysFourLinesWhileTheDisputedOneWaits() {
        var number = submitted("roster-5-pass.csv");
        toNotice(number);
        var notice = notices.current().stream().filter(n -> n.caseNumber().equals(number)).findFirst().orElseThrow();
        notices.object(notice.id(), 2, "该实体已搬离");
        passNotice(number);
        payGroup(number, "MAIN");
        eventually(() -> work.group(number, "MAIN").stream().allMatch(line -> line.state() == ClaimLine.State.PAID));
        assertThat(work.group(number, "L2")).extracting(ClaimLine::state).containsExactly(ClaimLine.State.OPEN);
        assertThat(work.find(number).state()).isEqualTo("OBJECTION");
        decide("objection.qinghe", number, "NOT_UPHELD");
        payGroup(number, "L2");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(work.lines(number)).allMatch(line -> line.state() == ClaimLine.State.PAID);
        assertThat(orders.ofCase(number).stream().map(PaymentOrder::amount).reduce(Money.ZERO, Money::plus)).isEqualTo(Money.ofYuan(15_000));
    }

    @Test
    void waitsForASourceThatIsDownAndGoesOnByItself() {
        knobs.set("market", "down");
        var number = submitted("roster-5-pass.csv");
        eventually(() -> work.timeline(number).stream().anyMatch(h -> h.what().equals("WaitingForSource")));
        assertThat(work.find(number).state()).isEqualTo("COMPARING");
        knobs.set("market", "up");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).contains("SourceAnswered");
    }

    @Test
    void deemsAcceptedWhatNobodyAnsweredInFiveWorkingDays() {
        var number = draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        clock.forwardTo(inbox.ofCase(number).get(0).due().plusSeconds(60));
        eventually(() -> work.find(number).deemed());
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-01");
    }

    @Test
    void lapsesWhenACorrectionIsNotAnswered() {
        var number = returned();
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        clock.forwardTo(clock.now().plus(Duration.ofDays(30)));
        eventually(() -> work.find(number).state().equals("LAPSED"));
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-02", "DOC-16");
    }

    @Test
    void goesOnAfterACorrectionAndChargesTheApplicant() {
        var number = returned();
        as("base.hongmeng");
        cases.correct(number);
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThatThrownBy(() -> {
            as("base.hongmeng");
            cases.correct(number);
        }).isInstanceOf(Refusal.class).extracting("code").isEqualTo("noCorrectionOpen");
    }

    @Test
    void withdrawalTakesTheTasksAway() {
        var number = submitted("roster-5-pass.csv");
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
        var form = form();
        form.put("claim.periodEnd", "2024-03-31");
        cases.save(number, null, form, roster("roster-5-pass.csv"));
        attachAll(number);
        cases.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsOnly("LATE");
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-08");
    }

    @Test
    void reissuesARefusedPaymentUnderANewOrder() {
        knobs.set("treasury", "refuse");
        var number = submitted("roster-5-pass.csv");
        toNotice(number);
        passNotice(number);
        decide("approver.qinghe", number, "APPROVE");
        decide("preparer.qinghe", number, "DRAFTED");
        decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        knobs.set("treasury", "up");
        decide("payer.qinghe", number, "REISSUE");
        decide("preparer.qinghe", number, "DRAFTED");
        decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::state).containsExactly(PaymentOrder.State.REFUSED, PaymentOrder.State.SETTLED);
        assertThat(orders.ofCase(number)).extracting(PaymentOrder::key).doesNotHaveDuplicates();
    }

    @Test
    void keepsDutiesSeparateOnThePerson() {
        var number = submitted("roster-5-pass.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        decide("reviewer2.qinghe", number, "PROPOSE");
        assertThatThrownBy(() -> decide("reviewer2.qinghe", number, "AGREE")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("separationSd1");
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsOnlyNulls();
        decide("rechecker.qinghe", number, "AGREE");
        assertThat(work.find(number).state()).isEqualTo("NOTICE_PENDING");
    }

    @Test
    void aCaseOfSomebodyElseDoesNotExist() {
        var number = draft("incubation-award", "roster-5-pass.csv");
        as("base.qihang");
        assertThatThrownBy(() -> cases.find(number)).isInstanceOf(Refusal.class).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("base.hongmeng");
        cases.submit(number);
        assertThatThrownBy(() -> cases.submit(number)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("alreadySubmitted");
    }

    private void recognise() {
        as("base.hongmeng");
        var number = cases.open("base-recognition", QINGHE);
        var form = new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001", "base.name", "鸿萌创业基地", "base.level", "COUNTY",
                "base.addressRanges", "青禾区星河路1号", "base.area", "3200"));
        form.put("base.leaseEnd", "2040-12-31");
        form.put("base.serviceTeam", "6");
        cases.save(number, null, form, null);
        attachAll(number);
        cases.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("approver.qinghe", number, "APPROVE");
        assertThat(work.find(number).state()).isEqualTo("RECOGNISED");
        // The service year of the samples begins in 2025; the recognition is dated back so that they can stay as they are.
        transaction.executeWithoutResult(status -> jdbc.update("update recognition set valid_from = ?", java.sql.Date.valueOf("2023-01-01")));
    }

    private void fileRoster() {
        as("base.hongmeng");
        var number = cases.open("base-roster", QINGHE);
        var all = new ArrayList<Map<String, String>>();
        for (var sample : List.of("roster-10-pass.csv", "roster-12-mixed.csv", "roster-5-pass.csv")) {
            roster(sample).stream().filter(row -> all.stream().noneMatch(other -> other.get("entityUscc").equals(row.get("entityUscc")))).forEach(row -> {
                var entry = new LinkedHashMap<>(row);
                entry.put("enteredOn", "2025-10-01");
                all.add(entry);
            });
        }
        cases.save(number, null, Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010"), all);
        cases.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        assertThat(work.find(number).state()).isEqualTo("RECORDED");
    }

    private String draft(String scheme, String sample) {
        as("base.hongmeng");
        var number = cases.open(scheme, QINGHE);
        cases.save(number, null, form(), roster(sample));
        attachAll(number);
        return number;
    }

    private String submitted(String sample) {
        var number = draft("incubation-award", sample);
        cases.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        return number;
    }

    private String returned() {
        var number = draft("incubation-award", "roster-5-pass.csv");
        cases.submit(number);
        as("acceptor.qinghe");
        reviewing.decide(task(number, "acceptor.qinghe").taskId(), new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), Map.of("rentProof", "缺少三月的发票")));
        return number;
    }

    private void toNotice(String number) {
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("notice.qinghe", number, "PUBLISH");
        assertThat(work.find(number).state()).isEqualTo("NOTICE");
    }

    private void passNotice(String number) {
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        eventually(() -> inbox.ofCase(number).stream().anyMatch(row -> row.group() != null));
    }

    private void payGroup(String number, String group) {
        decide("approver.qinghe", number, "APPROVE");
        decide("preparer.qinghe", number, "DRAFTED");
        decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.group(number, group).stream().allMatch(line -> line.state() == ClaimLine.State.PAID));
    }

    private void decide(String officer, String number, String outcome) {
        var task = task(number, officer);
        reviewing.decide(task.taskId(), new Reviewing.Decision(outcome, "同意", List.of(), Map.of()));
    }

    private InboxRow task(String number, String officer) {
        as(officer);
        var found = new ArrayList<InboxRow>();
        eventually(() -> {
            found.clear();
            found.addAll(inbox.mine(null, 500).stream().filter(row -> row.caseNumber().equals(number)).toList());
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private void attachAll(String number) {
        work.scheme(number).pack().materials().forEach(material -> cases.attach(number, material.key(), "证明.pdf", PDF));
    }

    private int year() {
        return org.huibu.shared.WorkingCalendar.dayOf(clock.now()).getYear();
    }

    private static Map<String, String> form() {
        return new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001", "operator.bankName", "云溪银行", "operator.account", "99010100000090010",
                "claim.periodStart", "2025-10-01", "claim.periodEnd", "2026-09-30"));
    }

    static List<Map<String, String>> roster(String sample) {
        var keys = List.of("entityName", "entityUscc", "registeredOn", "address", "founderName", "founderIdNo", "legalRepresentative", "category", "agreementNo",
                "serviceStart", "serviceEnd", "rentMode", "insuredCount");
        try (var reader = Files.newBufferedReader(Path.of("docs/samples/" + sample)); var csv = CSVFormat.DEFAULT.builder().setSkipHeaderRecord(true).setHeader().get().parse(reader)) {
            return csv.getRecords().stream().map(record -> {
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    row.put(keys.get(i), record.get(i));
                }
                return row;
            }).toList();
        } catch (java.io.IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    private static void as(String username) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(username, null, List.of()));
    }

    private static void eventually(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
