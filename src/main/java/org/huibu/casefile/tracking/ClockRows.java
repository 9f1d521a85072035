package org.huibu.casefile.tracking;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huibu.process.clock.CaseClock;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of a case's clocks and pauses; group {@code ""} is the whole case. */
@Component
public class ClockRows {

    static final String WHOLE = "";
    private final JdbcClient jdbc;

    ClockRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Running(String group, String limit, Instant started, Instant due) { }

    /** @param to null while it lasts */
    record Pause(String group, String element, String chargedTo, Instant from, Instant to) {

        boolean open() {
            return to == null;
        }

        boolean suspension() {
            return element.equals(CaseClock.SUSPENDED);
        }

        /** A limit that began within a pause, such as the applicant's time to correct, is the pause's own: it runs, and ends with the pause. */
        boolean owns(Running row) {
            return !suspension() && row.group().equals(group) && !row.started().isBefore(from);
        }

        boolean stops(Running row) {
            return stops(row.group()) && !owns(row);
        }

        /** A pause of the whole case stops every group; one of a group only its own. */
        private boolean stops(String other) {
            return group.equals(WHOLE) || group.equals(other);
        }
    }

    Optional<Running> running(String caseNumber, String group, String limit) {
        return running(caseNumber).stream().filter(row -> row.group().equals(group) && row.limit().equals(limit)).findFirst();
    }

    List<Running> running(String caseNumber) {
        return jdbc.sql("select group_, limit_, started_at, due_at from case_clock where case_number = ? order by started_at, limit_").param(caseNumber)
                .query((row, n) -> new Running(row.getString(1), row.getString(2), instant(row.getObject(3, LocalDateTime.class)), instant(row.getObject(4, LocalDateTime.class)))).list();
    }

    void start(String caseNumber, Running clock) {
        jdbc.sql("insert into case_clock (case_number, group_, limit_, started_at, due_at) values (?, ?, ?, ?, ?)")
                .params(caseNumber, clock.group(), clock.limit(), utc(clock.started()), utc(clock.due())).update();
    }

    void move(String caseNumber, Running clock, Instant due) {
        jdbc.sql("update case_clock set due_at = ? where case_number = ? and group_ = ? and limit_ = ?").params(utc(due), caseNumber, clock.group(), clock.limit()).update();
    }

    void end(String caseNumber, Running clock) {
        jdbc.sql("delete from case_clock where case_number = ? and group_ = ? and limit_ = ?").params(caseNumber, clock.group(), clock.limit()).update();
    }

    /** In the order in which they began. */
    List<Pause> pauses(String caseNumber) {
        return jdbc.sql("select group_, element, charged_to, from_, to_ from case_pause where case_number = ? order by from_, id").param(caseNumber)
                .query((row, n) -> new Pause(row.getString(1), row.getString(2), row.getString(3), instant(row.getObject(4, LocalDateTime.class)),
                        row.getObject(5) == null ? null : instant(row.getObject(5, LocalDateTime.class)))).list();
    }

    void pause(String caseNumber, Pause pause) {
        jdbc.sql("insert into case_pause (id, case_number, group_, element, charged_to, from_) values (?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), caseNumber, pause.group(), pause.element(), pause.chargedTo(), utc(pause.from())).update();
    }

    void resume(String caseNumber, Pause pause, Instant now) {
        jdbc.sql("update case_pause set to_ = ? where case_number = ? and group_ = ? and element = ? and to_ is null")
                .params(utc(now), caseNumber, pause.group(), pause.element()).update();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
