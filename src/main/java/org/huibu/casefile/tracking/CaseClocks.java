package org.huibu.casefile.tracking;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.Cases;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.tracking.ClockRows.Pause;
import org.huibu.casefile.tracking.ClockRows.Running;
import org.huibu.process.clock.CaseClock;
import org.huibu.process.clock.LimitMoved;
import org.huibu.process.clock.PeriodMoved;
import org.huibu.scheme.Calendars;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clocks of a case, in working days of its region's calendar (flows §1.4). Every elapsed day is charged to somebody. */
@Service
public class CaseClocks implements CaseClock {

    private static final String WORKING_DAYS = "WORKING_DAYS";
    private final Cases cases;
    private final ClockRows rows;
    private final OwnRegister register;
    private final Schemes schemes;
    private final Calendars calendars;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    public CaseClocks(Cases cases, ClockRows rows, OwnRegister register, Schemes schemes, Calendars calendars, ApplicationEventPublisher events, Clock clock) {
        this.cases = cases;
        this.rows = rows;
        this.register = register;
        this.schemes = schemes;
        this.calendars = calendars;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Instant due(String caseNumber, String group, String limit) {
        if (rows.pauses(caseNumber).stream().anyMatch(p -> p.open() && p.suspension())) {
            events.publishEvent(new LimitMoved(caseNumber, group, limit, null));
        }
        return rows.running(caseNumber, whole(group), limit).map(Running::due).orElseGet(() -> {
            var due = WorkingCalendar.endOf(after(file(caseNumber), limit));
            rows.start(caseNumber, new Running(whole(group), limit, clock.instant(), due));
            return due;
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Instant end(String caseNumber, String limit) {
        return WorkingCalendar.endOf(after(file(caseNumber), limit));
    }

    @Override
    @Transactional
    public void pause(String caseNumber, String group, String element, String chargedTo) {
        pauseOnce(caseNumber, group, element, chargedTo);
    }

    /** @return false if the case is already paused for this element */
    boolean pauseOnce(String caseNumber, String group, String element, String chargedTo) {
        var pauses = rows.pauses(caseNumber);
        if (pauses.stream().anyMatch(p -> p.open() && p.group().equals(whole(group)) && p.element().equals(element))) {
            return false;
        }
        var pause = new Pause(whole(group), element, chargedTo, clock.instant(), null);
        rows.running(caseNumber).stream().filter(row -> pause.stops(row) && !stopped(row, pauses))
                .forEach(row -> events.publishEvent(new LimitMoved(caseNumber, named(row.group()), row.limit(), null)));
        rows.pause(caseNumber, pause);
        return true;
    }

    /**
     * Moves what stood still by the days of the pause, unless another pause goes on. A limit that began within the pause, such as the
     * applicant's time to correct, was the pause's own and ends with it.
     */
    @Override
    @Transactional
    public void resume(String caseNumber, String group, String element) {
        var before = rows.pauses(caseNumber);
        var over = before.stream().filter(p -> p.open() && p.group().equals(whole(group)) && p.element().equals(element)).findFirst();
        if (over.isEmpty()) {
            return;
        }
        rows.resume(caseNumber, over.get(), clock.instant());
        var still = before.stream().filter(p -> p != over.get()).toList();
        for (var row : rows.running(caseNumber)) {
            if (over.get().owns(row)) {
                rows.end(caseNumber, row);
            } else if (over.get().stops(row) && !stopped(row, still)) {
                move(caseNumber, row, stoodSince(row, over.get(), still));
            }
        }
    }

    /** What the case granted has other dates now: the time for the claim that settles it is counted anew. */
    public void grantAmended(String caseNumber) {
        var settled = schemes.release(file(caseNumber).releaseId()).pack().grants().settled();
        if (settled != null) {
            events.publishEvent(new PeriodMoved(caseNumber, settled.limit(), end(caseNumber, settled.limit())));
        }
    }

    /**
     * Working days since the first submission by who they are charged to: applicant, source, procedure, department. They add up to all
     * working days until now or until the case was closed; a day that several pauses share is charged to the one that began first.
     */
    @Transactional(readOnly = true)
    public Map<String, Integer> charged(String caseNumber) {
        var file = file(caseNumber);
        var days = new TreeMap<String, Integer>();
        if (file.firstSubmittedAt() == null) {
            return days;
        }
        var calendar = calendar(file);
        var pauses = rows.pauses(caseNumber);
        var last = WorkingCalendar.dayOf(file.closedAt() == null ? clock.instant() : file.closedAt());
        days.put("department", 0);
        for (var day = WorkingCalendar.dayOf(file.firstSubmittedAt()).plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (calendar.isWorkingDay(day)) {
                days.merge(chargedTo(day, pauses), 1, Integer::sum);
            }
        }
        return days;
    }

    private static String chargedTo(LocalDate day, List<Pause> pauses) {
        return pauses.stream().filter(p -> WorkingCalendar.dayOf(p.from()).isBefore(day) && (p.open() || !WorkingCalendar.dayOf(p.to()).isBefore(day)))
                .findFirst().map(Pause::chargedTo).orElse("department");
    }

    private static boolean stopped(Running row, List<Pause> pauses) {
        return pauses.stream().anyMatch(p -> p.open() && p.stops(row));
    }

    /** Since when the limit has stood still: overlapping pauses count once. */
    private static Instant stoodSince(Running row, Pause over, List<Pause> others) {
        var since = over.from();
        for (int i = others.size() - 1; i >= 0; i--) {
            var other = others.get(i);
            if (other.stops(row) && other.from().isBefore(since) && !other.to().isBefore(since)) {
                since = other.from();
            }
        }
        return since.isBefore(row.started()) ? row.started() : since;
    }

    private void move(String caseNumber, Running row, Instant since) {
        var file = file(caseNumber);
        var calendar = calendar(file);
        var from = WorkingCalendar.dayOf(since);
        var due = WorkingCalendar.dayOf(row.due());
        var moved = rule(file, row.limit(), WorkingCalendar.dayOf(row.started())).unit().equals(WORKING_DAYS) ? calendar.plus(due, calendar.between(from, today()))
                : due.plusDays(ChronoUnit.DAYS.between(from, today()));
        rows.move(caseNumber, row, WorkingCalendar.endOf(moved));
        events.publishEvent(new LimitMoved(caseNumber, named(row.group()), row.limit(), WorkingCalendar.endOf(moved)));
    }

    private LocalDate after(CaseFile file, String limit) {
        var start = start(file, limit);
        var rule = rule(file, limit, today());
        var end = switch (rule.unit()) {
            case WORKING_DAYS -> calendar(file).plus(start, rule.number());
            case "DAYS" -> start.plusDays(rule.number());
            case "MONTHS" -> start.plusMonths(rule.number());
            default -> throw new IllegalStateException("no unit of time: " + rule.unit());
        };
        var rolls = schemes.release(file.releaseId()).parameters().find("NOTICE_END_ON_HOLIDAY", new Region(file.region()), today())
                .map(Parameter::value).filter("ROLL"::equals).isPresent();
        return rolls && limit.equals("T_NOTICE") ? calendar(file).roll(end) : end;
    }

    /** Limits count from today, but for the claim that settles what was granted: that has its time from a date of what was granted. */
    private LocalDate start(CaseFile file, String limit) {
        var grants = schemes.release(file.releaseId()).pack().grants();
        var settled = grants == null ? null : grants.settled();
        return settled == null || !limit.equals(settled.limit()) ? today()
                : register.granted(file.number()).map(granted -> LocalDate.parse(String.valueOf(granted.attributes().get(settled.after())))).orElseGet(this::today);
    }

    private Parameter rule(CaseFile file, String limit, LocalDate day) {
        return schemes.release(file.releaseId()).parameters().find(limit, new Region(file.region()), day).orElseThrow(() -> Refusal.conflict("limitMissing", limit));
    }

    private WorkingCalendar calendar(CaseFile file) {
        return calendars.calendar(new Region(file.region()));
    }

    private CaseFile file(String caseNumber) {
        return cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound);
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }

    private static String whole(String group) {
        return group == null ? ClockRows.WHOLE : group;
    }

    private static String named(String group) {
        return group.equals(ClockRows.WHOLE) ? null : group;
    }
}
