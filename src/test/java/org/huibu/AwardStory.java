package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.commons.csv.CSVFormat;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.disbursement.batch.Batches;
import org.huibu.disbursement.batch.PaymentBatch;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Money;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of the first flow as people take them, for every test that walks it. Each test that carries {@link HuibuTest} may inject it. */
@TestComponent
public class AwardStory {

    public static final byte[] PDF = "%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    public static final Region QINGHE = new Region("990101");
    /** The day on which the house of the tests opens: two weeks after the service year of the samples, whatever the real date. */
    public static final LocalDate BEGIN = LocalDate.of(2026, 10, 12);
    private static final Instant MORNING = WorkingCalendar.endOf(BEGIN).minus(Duration.ofHours(14));
    /** Tests that share the house let weeks go by; the samples can be claimed for half a year only. */
    private static final Duration SEASON = Duration.ofDays(90);
    private static int appropriations;
    private Hands hands;

    private final CaseFiles cases;
    private final CaseWork work;
    private final LineFiles files;
    private final Inbox inbox;
    private final Reviewing reviewing;
    private final Budgets budgets;
    private final Batches batches;
    private final Knobs knobs;
    private final MovableClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    AwardStory(CaseFiles cases, CaseWork work, LineFiles files, Inbox inbox, Reviewing reviewing, Budgets budgets, Batches batches, Knobs knobs, MovableClock clock, JdbcTemplate jdbc,
            TransactionTemplate transaction) {
        this.cases = cases;
        this.work = work;
        this.files = files;
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.budgets = budgets;
        this.batches = batches;
        this.knobs = knobs;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
        clock.beginAt(MORNING);
        hands = new Services();
    }

    /** The product's own services, as long as nobody chooses others. */
    private final class Services implements Hands {

        @Override
        public String open(String scheme, Region region) {
            return cases.open(scheme, region);
        }

        @Override
        public void save(String number, Map<String, String> form, List<Map<String, String>> lines) {
            cases.save(number, null, form, lines);
        }

        @Override
        public void attach(String number, String material, byte[] content) {
            cases.attach(number, material, "证明.pdf", content);
        }

        @Override
        public void attach(String number, int line, String material, byte[] content) {
            files.attach(number, line, material, "协议.pdf", content);
        }

        @Override
        public void submit(String number) {
            cases.submit(number);
        }

        @Override
        public void decide(String task, Reviewing.Decision decision) {
            reviewing.decide(task, decision);
        }
    }

    /** How the people of every story act from now on. @param others null for the product's own services */
    public void through(Hands others) {
        hands = others == null ? new Services() : others;
    }

    public Hands hands() {
        return hands;
    }

    /** Everything up, a budget, and one recognised base whose roster holds the entities of all samples. */
    public void begin() {
        begin(SEASON);
    }

    /** @param season how long after the first morning the house may still be begun in */
    public void begin(Duration season) {
        morning(season);
        transaction.executeWithoutResult(status -> List.of("paid_line", "roster_entry", "recognition", "credit_record").forEach(table -> jdbc.update("delete from " + table)));
        as("admin");
        // Of the next year too: a test that lets time go by may end in it.
        List.of(year(), year() + 1).forEach(year -> budgets.appropriate(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", year, "990101"), Money.ofYuan(1_000_000), "test-" + ++appropriations));
        // The city bears a part of what the scheme of the tests pays.
        List.of(year(), year() + 1).forEach(year -> budgets.appropriate(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", year, "990100"), Money.ofYuan(100_000), "test-" + ++appropriations));
        recognise();
        fileRoster();
    }

    /** What other tests left to be paid goes into a batch that nobody releases, so that the next batch holds only what the test itself puts there. */
    public void putAside() {
        as("preparer.qinghe");
        if (batches.ready().stream().anyMatch(one -> one.fund().equals("EMPLOYMENT_SUBSIDY") && one.code().equals("2080713") && one.region().equals(QINGHE.code()))) {
            var aside = batches.create("EMPLOYMENT_SUBSIDY", "2080713", QINGHE.code());
            eventually(() -> batches.find(aside).batch().state() == PaymentBatch.State.DRAFTED);
        }
    }

    /** A day on which nothing is broken. */
    public void morning() {
        morning(SEASON);
    }

    private void morning(Duration season) {
        backToTheFirstMorningAfter(season);
        // The engine's clock is one per machine, and a test of another house may have left it elsewhere.
        clock.forwardTo(clock.now().plusSeconds(5));
        knobs.set("treasury", "up");
        knobs.set("market", "up");
    }

    /** The base of {@code base.hongmeng} is recognised since 2023. */
    public void recognise() {
        as("base.hongmeng");
        var number = hands.open("base-recognition", QINGHE);
        var form = new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001", "base.name", "鸿萌创业基地", "base.level", "COUNTY",
                "base.addressRanges", "青禾区星河路1号", "base.area", "3200"));
        form.put("base.leaseEnd", "2040-12-31");
        form.put("base.serviceTeam", "6");
        hands.save(number, form, null);
        attachAll(number);
        hands.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("SITE_VISIT"));
        decide("reviewer.qinghe", number, "VISITED");
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("approver.qinghe", number, "APPROVE");
        assertThat(work.find(number).state()).isEqualTo("RECOGNISED");
        // The service year of the samples begins in 2025; the recognition is dated back so that they can stay as they are.
        transaction.executeWithoutResult(status -> jdbc.update("update recognition set valid_from = ?", java.sql.Date.valueOf("2023-01-01")));
    }

    /** Every entity of the samples entered on 2025-10-01. */
    public void fileRoster() {
        as("base.hongmeng");
        var number = hands.open("base-roster", QINGHE);
        var all = new ArrayList<Map<String, String>>();
        for (var sample : List.of("roster-10-pass.csv", "roster-12-mixed.csv", "roster-5-pass.csv")) {
            roster(sample).stream().filter(row -> all.stream().noneMatch(other -> other.get("entityUscc").equals(row.get("entityUscc")))).forEach(row -> {
                var entry = new LinkedHashMap<>(row);
                entry.put("enteredOn", "2025-10-01");
                // Nobody has left; a file that is uploaded has the cell all the same.
                entry.put("leftOn", "");
                all.add(entry);
            });
        }
        hands.save(number, Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010"), all);
        hands.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        assertThat(work.find(number).state()).isEqualTo("RECORDED");
    }

    /** @return number of a complete draft of {@code base.hongmeng} */
    public String draft(String scheme, String sample) {
        as("base.hongmeng");
        var number = hands.open(scheme, QINGHE);
        hands.save(number, form(), roster(sample));
        attachAll(number);
        return number;
    }

    /** @return number of a claim that is submitted and accepted */
    public String submitted(String sample) {
        var number = draft("incubation-award", sample);
        hands.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        return number;
    }

    /** @return number of a claim that the acceptor returned for correction of the rent proof */
    public String returned() {
        var number = draft("incubation-award", "roster-5-pass.csv");
        hands.submit(number);
        as("acceptor.qinghe");
        hands.decide(task(number, "acceptor.qinghe").taskId(), new Reviewing.Decision("CORRECTION", "请一次补齐", List.of(), Map.of("rentProof", "缺少三月的发票")));
        return number;
    }

    /** Review and recheck agree, the notice is published. */
    public void toNotice(String number) {
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        decide("reviewer.qinghe", number, "PROPOSE");
        decide("rechecker.qinghe", number, "AGREE");
        decide("notice.qinghe", number, "PUBLISH");
        assertThat(work.find(number).state()).isEqualTo("NOTICE");
    }

    /** Eight days go by. */
    public void passNotice(String number) {
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        eventually(() -> inbox.ofCase(number).stream().anyMatch(row -> row.group() != null));
    }

    /** A claim of some lines of a sample, up to its public notice. @param from first line, from 0 */
    public String published(String sample, int from, int count) {
        as("base.hongmeng");
        var number = hands.open("incubation-award", QINGHE);
        hands.save(number, form(), roster(sample).subList(from, from + count));
        attachAll(number);
        hands.submit(number);
        decide("acceptor.qinghe", number, "ACCEPTED");
        toNotice(number);
        return number;
    }

    /** A claim of all lines of a sample, up to its money. */
    public String paid(String sample) {
        var number = submitted(sample);
        toNotice(number);
        passNotice(number);
        payGroup(number, "MAIN");
        return number;
    }

    /** Approved, drafted, released by three people, and settled by the treasury. */
    public void payGroup(String number, String group) {
        decide("approver.qinghe", number, "APPROVE");
        decide("preparer.qinghe", number, "DRAFTED");
        decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.group(number, group).stream().allMatch(line -> line.state() == ClaimLine.State.PAID));
    }

    /** The officer claims the first task of the case in the own inbox and decides it. */
    public void decide(String officer, String number, String outcome) {
        var task = task(number, officer);
        hands.decide(task.taskId(), new Reviewing.Decision(outcome, "同意", List.of(), Map.of(), filled(task)));
    }

    /** What the step's own form asks for, with its documents. */
    private Map<String, String> filled(InboxRow task) {
        var values = new LinkedHashMap<String, String>();
        if (task.form() != null) {
            var form = work.scheme(task.caseNumber()).stepForms().get(task.form());
            form.files().forEach(field -> reviewing.attach(task.taskId(), field.path(), "照片.pdf", PDF));
            form.single().forEach(field -> values.put(field.path(), switch (field.type()) {
                case "datetime" -> today().toString();
                case "number" -> "1";
                case "checkbox" -> "true";
                case "select", "radio" -> field.options().get(0).value();
                default -> "核查属实";
            }));
        }
        return values;
    }

    /** The first task of the case in the inbox of the officer, who is signed in by this. */
    public InboxRow task(String number, String officer) {
        as(officer);
        var found = new ArrayList<InboxRow>();
        eventually(() -> {
            found.clear();
            found.addAll(inbox.mine(null, 500).stream().filter(row -> row.caseNumber().equals(number)).toList());
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /** One file for each material of the scheme. */
    public void attachAll(String number) {
        var pack = work.scheme(number).pack();
        pack.materials().forEach(material -> hands.attach(number, material.key(), PDF));
        if (pack.roster() && cases.check(number).stream().anyMatch(fault -> fault.path().contains("].files."))) {
            cases.lines(number).forEach(line -> pack.lines().materials().stream().filter(material -> material.required())
                    .forEach(material -> hands.attach(number, line.seq(), material.key(), PDF)));
        }
    }

    public LocalDate today() {
        return WorkingCalendar.dayOf(clock.now());
    }

    /** What no use case can do: the stored offset is set back, and the clock follows it as on any other node. */
    private void backToTheFirstMorningAfter(Duration season) {
        if (clock.now().isAfter(MORNING.plus(season))) {
            transaction.executeWithoutResult(status -> jdbc.update("update clock_offset set millis = ?", Duration.between(Instant.now(), MORNING).toMillis()));
            eventually(() -> clock.now().isBefore(MORNING.plus(season)));
            // Days that are to come again have not been reconciled yet.
            transaction.executeWithoutResult(status -> List.of("statement_line", "reconciliation_difference", "reconciliation_day")
                    .forEach(table -> jdbc.update("delete from " + table + " where day_ >= ?", java.sql.Date.valueOf(today()))));
        }
    }

    public int year() {
        return today().getYear();
    }

    /** A correct claim form. */
    public static Map<String, String> form() {
        return new LinkedHashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001", "operator.bankName", "云溪银行", "operator.account", "99010100000090010",
                "claim.periodStart", "2025-10-01", "claim.periodEnd", "2026-09-30"));
    }

    /** A sample of {@code docs/samples}. */
    public static List<Map<String, String>> roster(String sample) {
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

    /** Signs in on this thread. */
    public static void as(String username) {
        SecurityContextHolder.getContext().setAuthentication(UsernamePasswordAuthenticationToken.authenticated(username, null, List.of()));
    }

    /** Waits up to a minute for what happens in the background: other machines may be busy beside the test. */
    public static void eventually(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(end);
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    public static void nobody() {
        SecurityContextHolder.clearContext();
    }
}
