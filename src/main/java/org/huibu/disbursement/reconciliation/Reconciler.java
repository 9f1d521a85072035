package org.huibu.disbursement.reconciliation;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.disbursement.spi.TreasuryStatements;
import org.huibu.process.Retries;
import org.huibu.scheme.Calendars;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reconciles every business day that is over, each once among all nodes and in the order of the days; days that were missed are caught up.
 * The statement is asked for without a transaction; what it says and what differs is stored in one.
 */
@Component
class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final int DAYS_AT_A_TIME = 10;
    private static final int LOOKED_AT_AGAIN = 20;
    private final DayBook days;
    private final Differences differences;
    private final Comparison comparison;
    private final TreasuryStatements statements;
    private final Retries retries;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Reconciler(DayBook days, Differences differences, Comparison comparison, TreasuryStatements statements, Retries retries, Calendars calendars, Clock clock,
            @Value("${huibu.treasury.region:990000}") String region) {
        this.days = days;
        this.differences = differences;
        this.comparison = comparison;
        this.statements = statements;
        this.retries = retries;
        this.calendar = calendars.calendar(new Region(region));
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${huibu.reconciliation.every:5s}", initialDelayString = "${huibu.reconciliation.every:5s}")
    void work() {
        addWhatIsOver();
        for (int i = 0; i < DAYS_AT_A_TIME; i++) {
            var claimed = retries.run(days::claim);
            if (claimed.isEmpty()) {
                break;
            }
            reconcile(claimed.get());
        }
    }

    /** What differs may have been settled since; the statement is asked for anew only where receipts came in since. */
    @Scheduled(fixedDelayString = "${huibu.reconciliation.again:1m}", initialDelayString = "${huibu.reconciliation.again:1m}")
    void lookAgain() {
        days.receivedSince(LOOKED_AT_AGAIN).forEach(days::again);
        days.open(LOOKED_AT_AGAIN).forEach(day -> days.find(day).ifPresent(known -> retries.run(() -> {
            compare(known);
            return null;
        })));
    }

    private void reconcile(DayBook.Day day) {
        var statement = statements.between(day.first(), day.day());
        if (statement.isEmpty()) {
            days.silent(day.day());
            return;
        }
        retries.run(() -> {
            days.keep(day.day(), statement.get().lines());
            days.keepInbound(day.day(), statement.get().inbound());
            var open = compare(day);
            days.done(day.day());
            LOG.info("reconciled {}: {} lines, {} differences", day.day(), statement.get().lines().size(), open);
            return null;
        });
    }

    private int compare(DayBook.Day day) {
        var known = differences.findByDayOrderById(day.day()).stream().collect(Collectors.toMap(d -> d.kind() + "/" + d.subject(), d -> d));
        var found = comparison.of(day);
        var still = new HashSet<String>();
        for (var one : found) {
            var name = one.kind() + "/" + one.subject();
            if (still.add(name)) {
                var difference = known.getOrDefault(name, null);
                if (difference == null) {
                    differences.save(new Difference(day.day(), one, clock.instant()));
                } else {
                    difference.holds(one);
                    differences.save(difference);
                }
            }
        }
        known.forEach((name, difference) -> {
            if (!still.contains(name)) {
                difference.gone(clock.instant());
                differences.save(difference);
            }
        });
        return found.size();
    }

    private void addWhatIsOver() {
        var today = WorkingCalendar.dayOf(clock.instant());
        var beginning = days.beginning();
        if (beginning.isEmpty()) {
            return;
        }
        var last = days.last();
        var first = last.map(day -> day.plusDays(1)).orElse(WorkingCalendar.dayOf(beginning.get()));
        for (var day = first; day.isBefore(today); day = day.plusDays(1)) {
            if (isBusinessDay(day)) {
                var from = first;
                var one = day;
                retries.run(() -> {
                    days.add(one, from);
                    return null;
                });
                first = day.plusDays(1);
            }
        }
    }

    /** A year whose holidays are not published yet keeps nobody from comparing: it promises nothing to anybody. */
    private boolean isBusinessDay(LocalDate day) {
        try {
            return calendar.isWorkingDay(day);
        } catch (Refusal unknownYear) {
            return !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek());
        }
    }
}
