package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.video.Videos;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the people of an apprenticeship do: a firm files its class, experts vote, it is listed, trained and settled. */
@TestComponent
public class ApprenticeshipStory {

    static final String FIRM = "firm.linggong";
    /** A class lasts a year, and calendars end with 2027. */
    private static final Duration WEEK = Duration.ofDays(7);
    private static int appropriations;
    private final AwardStory house;
    private final CaseWork work;
    private final Budgets budgets;
    private final Videos videos;
    private final Attendance attendance;
    private final MovableClock clock;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    ApprenticeshipStory(AwardStory house, CaseWork work, Budgets budgets, Videos videos, Attendance attendance, MovableClock clock, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.house = house;
        this.work = work;
        this.budgets = budgets;
        this.videos = videos;
        this.attendance = attendance;
        this.clock = clock;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A house without earlier plans, with money in this year and the next two. */
    public void begin() {
        house.begin(WEEK);
        transaction.executeWithoutResult(status -> List.of("training_video", "training_attendance", "training_finding", "quota_claim", "settlement", "roster_entry", "recognition").forEach(table -> jdbc.update("delete from " + table)));
        as("admin");
        IntStream.range(0, 3).forEach(more -> budgets.appropriate(new Envelope("SKILL_ACTION", "2080702", house.year() + more, "990101"), Money.ofYuan(1_000_000), "apprentices-" + ++appropriations));
    }

    /** First and last day of a class of a year that begins next month. */
    public LocalDate start() {
        return house.today().plusMonths(1).withDayOfMonth(1);
    }

    /** @param kind ENTERPRISE or STUDENT @param asked yuan */
    public Map<String, String> plan(String kind, String level, String asked) {
        var form = enterprise();
        form.putAll(Map.of("enterprise.insuredCount", "300", "enterprise.industry", "通用设备制造", "enterprise.trainingSystem", "yes", "enterprise.fundAccrued", "yes",
                "class.name", "数控车工一班", "class.kind", kind, "class.occupation", "6-18-01-01", "class.occupationName", "车工", "class.level", level));
        form.putAll(Map.of("class.start", start().toString(), "class.end", start().plusYears(1).minusDays(1).toString(), "class.months", "12", "class.theoryHours", "200",
                "class.practiceHours", "400", "class.school", "云溪技工学校", "class.schoolUscc", "91990101MA0009502F", "class.venue", "一号实训车间"));
        form.put("class.assessorUscc", "12990101MA0009503P");
        form.putAll(Map.of("class.enterpriseMentors", "3", "class.enterpriseMentorNames", "凌师傅、邱师傅、柯师傅", "class.schoolMentors", "2", "class.schoolMentorNames", "韦老师、尹老师", "class.equipment", "数控车床六台", "class.assessor", "云溪职业技能鉴定指导中心", "money.advanceAsked", asked));
        return form;
    }

    private static Map<String, String> enterprise() {
        var form = new LinkedHashMap<String, String>();
        form.putAll(Map.of("enterprise.name", "云溪菱工精密制造有限公司", "enterprise.uscc", "91990101MA0009501C", "enterprise.legalRepresentative", "凌工",
                "enterprise.contact", "凌工", "enterprise.mobile", "13900000009", "enterprise.bankName", "云溪银行", "enterprise.account", "99010100000095017"));
        return form;
    }

    /** @param numbers of the sample apprentices, from 1 */
    public List<Map<String, String>> roster(int... numbers) {
        return roster("ENTERPRISE", numbers);
    }

    /** @param kind whose samples are meant, ENTERPRISE or STUDENT */
    public List<Map<String, String>> roster(String kind, int... numbers) {
        var keys = List.of("name", "idNo", "hireType", "contractStart", "contractEnd", "agreementNo", "post", "currentLevel");
        try (var reader = Files.newBufferedReader(Path.of("docs/samples/" + (kind.equals("STUDENT") ? "students.csv" : "apprentices.csv"))); var csv = CSVFormat.DEFAULT.builder().setSkipHeaderRecord(true).setHeader().get().parse(reader)) {
            var all = csv.getRecords();
            return IntStream.of(numbers).mapToObj(number -> {
                Map<String, String> row = new LinkedHashMap<>();
                IntStream.range(0, keys.size()).forEach(i -> row.put(keys.get(i), all.get(number - 1).get(i)));
                return row;
            }).toList();
        } catch (java.io.IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }

    /** @return number of a plan that is submitted, accepted and compared */
    public String filed(Map<String, String> form, List<Map<String, String>> roster) {
        as(FIRM);
        var number = house.hands().open("apprenticeship", QINGHE);
        house.hands().save(number, form, roster);
        house.attachAll(number);
        house.hands().submit(number);
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    /** From the review to the vote of three experts. */
    public void vote(String number, String... votes) {
        house.decide("reviewer.qinghe", number, "PROPOSE");
        house.decide("rechecker.qinghe", number, "AGREE");
        for (int i = 0; i < votes.length; i++) {
            house.decide("expert" + (i + 1) + ".qinghe", number, votes[i]);
        }
    }

    /** Published, listed and, if anything was asked, the advance paid. */
    public void list(String number) {
        house.decide("notice.qinghe", number, "PUBLISH");
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        house.decide("approver.qinghe", number, "LIST");
        if (work.lines(number).stream().anyMatch(line -> "PASS".equals(line.verdict()) && !line.amount().isZero())) {
            house.payGroup(number, "MAIN");
        }
        eventually(() -> work.find(number).state().equals("TRAINING"));
    }

    /** @return number of a listed plan of the apprentices 1 to {@code count} */
    public String listed(String kind, String level, String asked, int... apprentices) {
        var number = filed(plan(kind, level, asked), roster(kind, apprentices));
        vote(number, "FEASIBLE", "FEASIBLE", "NOT_FEASIBLE");
        list(number);
        return number;
    }

    /** Training goes by; the firm claims the settlement of its plan, and the reviewers agree. @param passed how many of the apprentices, the first ones */
    public String claimed(String plan, int passed, int... apprentices) {
        return claimed(plan, passed, Map.of(), apprentices);
    }

    /** @param more cells of single lines, by the apprentice */
    public String claimed(String plan, int passed, Map<Integer, Map<String, String>> more, int... apprentices) {
        var end = LocalDate.parse(work.values(plan).get("class.end"));
        clock.forwardTo(WorkingCalendar.endOf(end.plusDays(2)).minus(Duration.ofHours(14)));
        var rows = new ArrayList<Map<String, String>>();
        var students = work.values(plan).get("class.kind").equals("STUDENT");
        for (var row : roster(work.values(plan).get("class.kind"), apprentices)) {
            var pass = rows.size() < passed;
            var cells = new LinkedHashMap<>(Map.of("name", row.get("name"), "idNo", row.get("idNo"), "outcome", pass ? "PASSED" : "FAILED",
                    "certificateNo", pass ? (students ? "XS-%04d" : "ZS-%04d").formatted(apprentices[rows.size()]) : ""));
            cells.putAll(more.getOrDefault(apprentices[rows.size()], Map.of()));
            rows.add(cells);
        }
        recorded(plan);
        as(FIRM);
        var number = house.hands().open("apprenticeship-settlement", QINGHE);
        house.hands().save(number, settlement(plan), rows);
        house.attachAll(number);
        house.hands().submit(number);
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    /** Form of the claim that settles a plan. */
    public Map<String, String> settlement(String plan) {
        var form = enterprise();
        form.putAll(Map.of("plan.number", "RD-" + plan, "plan.hours", "600", "plan.invoice", "FP-2027-001"));
        return form;
    }

    /**
     * @param changes form of the change besides the firm and the plan
     * @return number of a change that is filed, accepted and compared
     */
    public String changed(String plan, Map<String, String> changes, List<Map<String, String>> rows) {
        as(FIRM);
        var number = house.hands().open("apprenticeship-change", QINGHE);
        var form = enterprise();
        form.putAll(Map.of("plan.number", "RD-" + plan, "plan.reason", "学徒离职，由新招学徒替补"));
        form.putAll(changes);
        house.hands().save(number, form, rows);
        house.hands().submit(number);
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    /** First day of the class of a plan. */
    public LocalDate startOf(String plan) {
        return LocalDate.parse(work.values(plan).get("class.start"));
    }

    /** Line of who leaves today. */
    public Map<String, String> leaves(int apprentice) {
        var row = roster(apprentice).get(0);
        return Map.of("name", row.get("name"), "idNo", row.get("idNo"), "leftOn", house.today().toString());
    }

    /** Line of who joins on the day. */
    public Map<String, String> joins(int apprentice, LocalDate day) {
        var row = roster(apprentice).get(0);
        return Map.of("name", row.get("name"), "idNo", row.get("idNo"), "enteredOn", day.toString(), "contractStart", row.get("contractStart"), "contractEnd", row.get("contractEnd"),
                "agreementNo", row.get("agreementNo"));
    }

    /** The class has begun; ten recordings of it are kept by hash and link, and everybody attended nine hours of ten, unless something is recorded. */
    public void recorded(String plan) {
        begun(plan);
        as(FIRM);
        if (videos.listed(videos.mine(plan)).isEmpty()) {
            recorded(plan, 10);
        }
        if (attendance.sheet(videos.mine(plan)).all() == null) {
            var month = work.values(plan).get("class.start").substring(0, 7);
            attendance.record(plan, attendance.places(plan).stream().map(place -> new Attendance.Typed(0, place.number(), month, "10", "9")).toList());
        }
    }

    public void recorded(String plan, int count) {
        begun(plan);
        as(FIRM);
        IntStream.range(0, count).forEach(one -> videos.link(plan, "第 %d 课".formatted(one + 1), work.values(plan).get("class.start"), "https://video.example/" + plan + "/" + one,
                hash(plan + "/" + one)));
    }

    /** SHA-256 of a text. */
    public static String hash(String text) {
        try {
            return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The morning of the first day of the class. */
    public void begun(String plan) {
        var first = WorkingCalendar.endOf(LocalDate.parse(work.values(plan).get("class.start"))).minus(Duration.ofHours(14));
        if (clock.now().isBefore(first)) {
            clock.forwardTo(first);
        }
    }

    /** The claim has a month instead of a year, so that it ends within the calendars. */
    public String windowOfAMonth(String file) {
        return file.replace("AP_CLAIM_MONTHS, value: 12", "AP_CLAIM_MONTHS, value: 1");
    }

    /** The time for the claim of a plan goes by. */
    public void passWindow(String plan) {
        var after = WorkingCalendar.endOf(LocalDate.parse(work.values(plan).get("class.end")).plusMonths(1).plusDays(1));
        if (clock.now().isBefore(after)) {
            clock.forwardTo(after);
        }
    }

    /** @return number of the claim that the office opened when nobody claimed in time, compared and judged */
    public String windowEnds(String plan) {
        recorded(plan);
        passWindow(plan);
        eventually(() -> work.find(plan).state().equals("SETTLING"));
        var number = jdbc.queryForObject("select number from case_file where ex_officio = true order by id desc limit 1", String.class);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    /** Agreed, offset, published for eight days. */
    public void agreed(String number) {
        house.decide("reviewer.qinghe", number, "PROPOSE");
        house.decide("rechecker.qinghe", number, "AGREE");
        house.decide("notice.qinghe", number, "PUBLISH");
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
    }

    public Money total(String number) {
        return work.lines(number).stream().filter(line -> "PASS".equals(line.verdict())).map(line -> line.amount()).reduce(Money.ZERO, Money::plus);
    }

    /** Everything of the balance is paid. */
    public void paid(String number) {
        house.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(work.lines(number)).noneMatch(line -> line.state() == org.huibu.casefile.ClaimLine.State.OPEN);
    }
}
