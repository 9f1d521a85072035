package org.huibu.sandbox.demo;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.identity.Acting;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.InboxFilter;
import org.huibu.review.inbox.InboxList;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Notices;
import org.huibu.review.Reviewing;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the people of the demonstration do, each in his own name and through the use cases that everybody uses. */
@Component
@Profile("sandbox")
class DemoStory {

    private static final byte[] PAPER = "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF".getBytes(StandardCharsets.US_ASCII);
    private static final LocalTime OFFICE_OPENS = LocalTime.of(9, 0);
    private static final int TASKS_OF_A_CASE = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final CaseFiles cases;
    private final CaseWork work;
    private final LineFiles files;
    private final InboxList inbox;
    private final Reviewing reviewing;
    private final Notices notices;
    private final Acting acting;
    private final MovableClock clock;
    private final WorkingCalendar calendar = WorkingCalendars.forDemonstration();

    DemoStory(CaseFiles cases, CaseWork work, LineFiles files, InboxList inbox, Reviewing reviewing, Notices notices, Acting acting, MovableClock clock) {
        this.cases = cases;
        this.work = work;
        this.files = files;
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.notices = notices;
        this.acting = acting;
        this.clock = clock;
    }

    String draft(String owner, String scheme, Region region, Map<String, String> form, List<Map<String, String>> lines) {
        return as(owner, () -> {
            var number = cases.open(scheme, region);
            cases.save(number, null, form, lines);
            var pack = work.scheme(number).pack();
            pack.materials().forEach(material -> cases.attach(number, material.key(), "示例.pdf", PAPER));
            if (pack.roster()) {
                cases.lines(number).forEach(line -> pack.lines().materials().stream().filter(material -> material.required() && material.when() == null)
                        .forEach(material -> files.attach(number, line.seq(), material.key(), "示例.pdf", PAPER)));
            }
            return number;
        });
    }

    String submitted(String owner, String scheme, Region region, Map<String, String> form, List<Map<String, String>> lines) {
        var number = draft(owner, scheme, region, form, lines);
        as(owner, () -> {
            cases.submit(number);
            return null;
        });
        return number;
    }

    void withdraw(String owner, String number) {
        as(owner, () -> {
            cases.withdraw(number);
            return null;
        });
    }

    /** Waits for the task that offers the outcome: data comparison and payment run beside us. */
    void decide(String officer, String number, String outcome, String opinion, Map<String, String> faults) {
        await(number + " " + outcome, () -> task(officer, number, outcome) != null);
        as(officer, () -> {
            var task = task(officer, number, outcome);
            reviewing.decide(task.taskId(), new Reviewing.Decision(outcome, opinion, List.of(), faults, filled(task)));
            return null;
        });
    }

    /** What the step's own form asks for, with a sample document for each. */
    private Map<String, String> filled(InboxRow task) {
        var values = new LinkedHashMap<String, String>();
        if (task.form() != null) {
            var form = work.scheme(task.caseNumber()).stepForms().get(task.form());
            form.files().forEach(field -> reviewing.attach(task.taskId(), field.path(), "示例.pdf", PAPER));
            form.single().forEach(field -> values.put(field.path(), switch (field.type()) {
                case "datetime" -> WorkingCalendar.dayOf(clock.now()).toString();
                case "number" -> "1";
                case "checkbox" -> "true";
                case "select", "radio" -> field.options().get(0).value();
                default -> field.properties().getOrDefault("example", field.label() + "：示例");
            }));
        }
        return values;
    }

    void object(String number, int line, String text) {
        var notice = notices.current().stream().filter(n -> n.caseNumber().equals(number)).findFirst().orElseThrow();
        notices.object(notice.id(), line, text);
    }

    void awaitState(String number, String state) {
        await(number + " " + state, () -> work.find(number).state().equals(state));
    }

    /** @param steps officer and outcome in turn */
    void take(String number, String... steps) {
        for (int i = 0; i < steps.length; i += 2) {
            decide(steps[i], number, steps[i + 1], steps[i + 1].equals("REJECT") ? "没有一行符合条件" : "同意", Map.of());
        }
    }

    /** Decides with a form that says what it says. */
    void record(String officer, String number, String outcome, Map<String, String> form) {
        await(number + " " + outcome, () -> task(officer, number, outcome) != null);
        as(officer, () -> {
            reviewing.decide(task(officer, number, outcome).taskId(), new Reviewing.Decision(outcome, "同意", List.of(), Map.of(), form));
            return null;
        });
    }

    /** Only on a first start. */
    void beginOn(LocalDate day) {
        clock.beginAt(morning(day));
    }

    /** @param days 1 or more */
    LocalDate workingDaysBefore(LocalDate day, int days) {
        var begin = day;
        while (calendar.between(begin, day) < days) {
            begin = begin.minusDays(1);
        }
        return begin;
    }

    /** To the morning of a later working day. @param days 1 or more */
    void workingDaysLater(int days) {
        clock.forwardTo(morning(calendar.plus(WorkingCalendar.dayOf(clock.now()), days)));
    }

    static Instant morning(LocalDate day) {
        return day.atTime(OFFICE_OPENS).atZone(WorkingCalendar.ZONE).toInstant();
    }

    <T> T as(String username, Supplier<T> act) {
        return acting.as(username, act);
    }

    private InboxRow task(String officer, String number, String outcome) {
        return as(officer, () -> inbox.page(new InboxFilter(null, null, null, null, false, number), null, TASKS_OF_A_CASE).rows().stream()
                .filter(row -> !row.lane().waits() && row.outcomes().contains(outcome)).findFirst().orElse(null));
    }

    static void await(String what, BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the demonstration waited in vain for " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
