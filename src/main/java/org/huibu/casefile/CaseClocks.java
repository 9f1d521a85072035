package org.huibu.casefile;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huibu.process.CaseClock;
import org.huibu.scheme.Calendars;
import org.huibu.scheme.Parameter;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.Region;
import org.huibu.shared.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The clocks of a case, in working days of its region's calendar (flows §1.4). Every elapsed day is charged to somebody. */
@Service
public class CaseClocks implements CaseClock {

    private final Cases cases;
    private final Schemes schemes;
    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaseClocks(Cases cases, Schemes schemes, Calendars calendars, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.schemes = schemes;
        this.calendars = calendars;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Instant due(String caseNumber, String limit) {
        return running(caseNumber, limit).orElseGet(() -> {
            var due = WorkingCalendar.endOf(after(caseNumber, limit, WorkingCalendar.dayOf(clock.instant())));
            jdbc.sql("insert into case_clock (case_number, limit_, started_at, due_at) values (?, ?, ?, ?)")
                    .params(caseNumber, limit, utc(clock.instant()), utc(due)).update();
            return due;
        });
    }

    @Override
    @Transactional
    public Instant end(String caseNumber, String limit) {
        return WorkingCalendar.endOf(after(caseNumber, limit, WorkingCalendar.dayOf(clock.instant())));
    }

    @Override
    @Transactional
    public void pause(String caseNumber, String element, String chargedTo) {
        pauseOnce(caseNumber, element, chargedTo);
    }

    /** @return false if the case is already paused for this element */
    boolean pauseOnce(String caseNumber, String element, String chargedTo) {
        if (jdbc.sql("select count(*) from case_pause where case_number = ? and element = ? and to_ is null").params(caseNumber, element)
                .query(Long.class).single() > 0) {
            return false;
        }
        jdbc.sql("insert into case_pause (id, case_number, element, charged_to, from_) values (?, ?, ?, ?, ?)")
                .params(Ids.next(), caseNumber, element, chargedTo, utc(clock.instant())).update();
        return true;
    }

    /** Moves what was running by the working days of the pause; a limit that the pause was about ends with it. */
    @Override
    @Transactional
    public void resume(String caseNumber, String element) {
        var from = jdbc.sql("select from_ from case_pause where case_number = ? and element = ? and to_ is null").params(caseNumber, element)
                .query(LocalDateTime.class).optional();
        if (from.isEmpty()) {
            return;
        }
        jdbc.sql("update case_pause set to_ = ? where case_number = ? and element = ? and to_ is null").params(utc(clock.instant()), caseNumber, element).update();
        jdbc.sql("delete from case_clock where case_number = ? and limit_ in ('T_ACCEPT', 'T_CORRECT')").param(caseNumber).update();
        var calendar = calendar(caseNumber);
        int days = calendar.between(WorkingCalendar.dayOf(from.get().toInstant(ZoneOffset.UTC)), WorkingCalendar.dayOf(clock.instant()));
        if (days > 0) {
            rows(caseNumber).forEach((limit, due) -> jdbc.sql("update case_clock set due_at = ? where case_number = ? and limit_ = ?")
                    .params(utc(WorkingCalendar.endOf(calendar.plus(WorkingCalendar.dayOf(due), days))), caseNumber, limit).update());
        }
    }

    /** Working days since acceptance (or submission) by who they are charged to: applicant, source, procedure, department. */
    @Transactional(readOnly = true)
    public Map<String, Integer> charged(String caseNumber) {
        record Pause(String to, LocalDateTime from, LocalDateTime until) { }
        var file = cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound);
        var days = new TreeMap<String, Integer>();
        if (file.firstSubmittedAt() == null) {
            return days;
        }
        var calendar = calendar(caseNumber);
        List<Pause> pauses = jdbc.sql("select charged_to, from_, to_ from case_pause where case_number = ?").param(caseNumber)
                .query((row, n) -> new Pause(row.getString(1), row.getObject(2, LocalDateTime.class), row.getObject(3, LocalDateTime.class))).list();
        int paused = 0;
        for (var pause : pauses) {
            var until = pause.until() == null ? clock.instant() : pause.until().toInstant(ZoneOffset.UTC);
            int count = calendar.between(WorkingCalendar.dayOf(pause.from().toInstant(ZoneOffset.UTC)), WorkingCalendar.dayOf(until));
            days.merge(pause.to(), count, Integer::sum);
            paused += count;
        }
        int all = calendar.between(WorkingCalendar.dayOf(file.firstSubmittedAt()), WorkingCalendar.dayOf(clock.instant()));
        days.put("department", Math.max(0, all - paused));
        return days;
    }

    private Optional<Instant> running(String caseNumber, String limit) {
        return Optional.ofNullable(rows(caseNumber).get(limit));
    }

    private Map<String, Instant> rows(String caseNumber) {
        var rows = new TreeMap<String, Instant>();
        jdbc.sql("select limit_, due_at from case_clock where case_number = ?").param(caseNumber)
                .query((row, n) -> rows.put(row.getString(1), row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
        return rows;
    }

    private LocalDate after(String caseNumber, String limit, LocalDate start) {
        var file = cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound);
        var parameters = schemes.release(file.releaseId()).parameters();
        var region = new Region(file.region());
        var rule = parameters.find(limit, region, start).orElseThrow(() -> Refusal.conflict("limitMissing", limit));
        var end = switch (rule.unit()) {
            case "WORKING_DAYS" -> calendar(caseNumber).plus(start, rule.number());
            case "DAYS" -> start.plusDays(rule.number());
            case "MONTHS" -> start.plusMonths(rule.number());
            default -> throw new IllegalStateException("no unit of time: " + rule.unit());
        };
        var rolls = parameters.find("NOTICE_END_ON_HOLIDAY", region, start).map(Parameter::value).filter("ROLL"::equals).isPresent();
        return rolls && limit.equals("T_NOTICE") ? calendar(caseNumber).roll(end) : end;
    }

    private WorkingCalendar calendar(String caseNumber) {
        return calendars.calendar(new Region(cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound).region()));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
