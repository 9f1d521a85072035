package org.huibu.sandbox.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.huibu.identity.demo.DemoAccounts;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/**
 * A first start brings cases to varied stages through the real use cases, so that every inbox has something to do. The story begins some
 * weeks before today, so that notices have ended and days have been counted when the first reader comes.
 */
@Component
@Profile("sandbox")
@ConditionalOnProperty(name = "huibu.demo.cases", matchIfMissing = true)
class DemoCases {

    private static final Logger LOG = LoggerFactory.getLogger(DemoCases.class);
    /** Working days: those that pass below and two more, so that the newest cases are fresh. */
    private static final int STORY_DAYS = 18;
    /** The service year of the sample rosters can be claimed until this day; a later first start plays in the year before. */
    private static final LocalDate SAMPLES_EXPIRE = LocalDate.of(2027, 3, 1);
    private static final LocalDate SAMPLES_FIT = LocalDate.of(2026, 12, 1);
    private static final Region QINGHE = new Region("990101");
    private static final Region SONGLING = new Region("990102");
    private static final String BASE = "base.hongmeng";
    private final DemoStory story;
    private final DemoFinishedClasses earlier;
    private final DemoClasses classes;
    private final DemoLoans loans;
    private final DemoBudgets budgets;
    private final Knobs knobs;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    DemoCases(DemoStory story, DemoFinishedClasses earlier, DemoClasses classes, DemoLoans loans, DemoBudgets budgets, Knobs knobs, MovableClock clock, JdbcClient jdbc, DemoAccounts accounts) {
        this.story = story;
        this.earlier = earlier;
        this.classes = classes;
        this.loans = loans;
        this.budgets = budgets;
        this.knobs = knobs;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Async
    @EventListener(ApplicationReadyEvent.class)
    void firstStart() {
        if (jdbc.sql("select count(*) from case_file").query(Long.class).single() > 0) {
            return;
        }
        var today = present(clock.now());
        var begin = story.workingDaysBefore(WorkingCalendar.dayOf(today), STORY_DAYS);
        classes.prepare();
        loans.prepare(QINGHE);
        told("the classes of last year", () -> earlier.tell(QINGHE, begin));
        clock.forwardTo(DemoStory.morning(begin));
        fund(WorkingCalendar.dayOf(clock.now()).getYear());
        recognise();
        told("the loan that was paid out", () -> loans.lend(QINGHE));
        var published = new AtomicReference<String>();
        told("the class that is published", () -> published.set(classes.publish(QINGHE)));
        earlierClaims();
        recentClaims();
        baseRequests();
        if (clock.now().isBefore(today)) {
            clock.forwardTo(today);
        }
        told("the class that changes", () -> classes.change(QINGHE, published.get()));
        told("the plans under review", () -> classes.review(QINGHE));
        told("the queue for places", () -> classes.queue(SONGLING));
        told("the loan under investigation", () -> loans.investigate(QINGHE));
        told("the loan to a firm", () -> loans.lendToAFirm(QINGHE));
        told("the loan to partners", () -> loans.lendToPartners(QINGHE));
        told("the loan that waits for consent", () -> loans.awaitConsent(QINGHE));
        LOG.info("the sandbox has its demonstration cases");
    }

    /** What one story lacks must not take the others away. */
    private static void told(String what, Runnable story) {
        try {
            story.run();
        } catch (RuntimeException untold) {
            LOG.error("{} could not be told to the end", what, untold);
        }
    }

    private static Instant present(Instant now) {
        return WorkingCalendar.dayOf(now).isBefore(SAMPLES_EXPIRE) ? now
                : SAMPLES_FIT.atTime(LocalTime.NOON).atZone(WorkingCalendar.ZONE).toInstant();
    }

    private void fund(int year) {
        IntStream.of(year, year + 1).forEach(y -> Map.of(QINGHE, 400_000, SONGLING, 100_000).forEach((region, yuan) -> budgets.give("EMPLOYMENT_SUBSIDY", "2080713", y, region, yuan)));
    }

    private void recognise() {
        var number = story.submitted(BASE, "base-recognition", QINGHE, SampleFirms.base(), null);
        story.take(number, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "VISITED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "approver.qinghe", "APPROVE");
        var entries = SampleFirms.roster().stream().map(row -> {
            Map<String, String> entry = new LinkedHashMap<>(row);
            entry.put("enteredOn", "2025-10-01");
            return entry;
        }).toList();
        story.take(story.submitted(BASE, "base-roster", QINGHE, SampleFirms.base(), entries), "acceptor.qinghe", "ACCEPTED");
        story.workingDaysLater(5);
    }

    /** Claims whose public notice is over: paid, disputed, returned by the treasury, waiting for finance, waiting for the decision. */
    private void earlierClaims() {
        var paid = claim(0, 2);
        var disputed = claim(2, 5);
        var returned = claim(5, 6);
        var drafted = claim(6, 8);
        var undecided = claim(8, 9);
        var all = List.of(paid, disputed, returned, drafted, undecided);
        all.forEach(number -> story.take(number, "acceptor.qinghe", "ACCEPTED"));
        story.workingDaysLater(2);
        all.forEach(number -> story.take(number, "reviewer.qinghe", "PROPOSE"));
        story.workingDaysLater(1);
        all.forEach(number -> story.take(number, "rechecker.qinghe", "AGREE", "notice.qinghe", "PUBLISH"));
        story.workingDaysLater(2);
        story.object(disputed, 1, "该实体已不在基地内办公");
        story.workingDaysLater(6);
        List.of(paid, disputed).forEach(number -> story.take(number, "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED"));
        story.awaitState(paid, "CLOSED");
        knobs.set("treasury", "refuse");
        story.take(returned, "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED");
        story.awaitState(returned, "PAY_FAILED");
        knobs.set("treasury", "up");
        story.take(drafted, "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED");
    }

    /** One claim at each of the earlier stages, and a case of another district. */
    private void recentClaims() {
        var late = SampleFirms.claim();
        late.putAll(Map.of("claim.periodStart", "2024-10-01", "claim.periodEnd", "2025-09-30"));
        var refused = story.submitted(BASE, "incubation-award", QINGHE, late, SampleFirms.roster().subList(13, 14));
        story.take(refused, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "approver.qinghe", "REJECT");
        story.withdraw(BASE, claim(12, 13));
        story.take(claim(9, 10), "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "notice.qinghe", "PUBLISH");
        story.take(claim(14, 15), "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE");
        story.take(claim(9, 14), "acceptor.qinghe", "ACCEPTED");
        story.decide("acceptor.qinghe", claim(15, 17), "CORRECTION", "请一次补齐", Map.of("rentProof", "缺少最后一个月的租金票据"));
        claim(17, 19);
        story.take(story.submitted("base.qihang", "base-recognition", SONGLING, SampleFirms.base("云溪启航孵化器管理有限公司", "91990102MA0009002H", "松岭区望山路8号"), null),
                "acceptor.songling", "ACCEPTED");
        story.draft(BASE, "incubation-award", QINGHE, SampleFirms.claim(), SampleFirms.roster().subList(19, 20));
    }

    /** What the base asks for besides: the award for a demonstration base under review, and more time for an entity, waiting for the acceptor. */
    private void baseRequests() {
        var recognised = WorkingCalendar.dayOf(clock.now()).minusMonths(1);
        story.take(story.submitted(BASE, "demonstration-award", QINGHE, SampleFirms.demonstration(recognised), null), "acceptor.qinghe", "ACCEPTED");
        story.submitted(BASE, "incubation-extension", QINGHE, SampleFirms.base(), SampleFirms.extensions());
    }

    private String claim(int from, int to) {
        return story.submitted(BASE, "incubation-award", QINGHE, SampleFirms.claim(), SampleFirms.roster().subList(from, to));
    }
}
