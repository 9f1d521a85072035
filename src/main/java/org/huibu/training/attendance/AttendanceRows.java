package org.huibu.training.attendance;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Attendance and what was found false in it, in bulk. */
@Component
class AttendanceRows {

    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;

    AttendanceRows(JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    /** @param hours null to forget what was recorded */
    record Entry(String subjectIndex, String month, Hours hours) { }

    /** Puts entries in the place of earlier ones of the same apprentice and month. */
    @Transactional(propagation = Propagation.MANDATORY)
    void put(String number, List<Entry> entries, String username) {
        batch.batchUpdate("delete from training_attendance where case_number = ? and subject_index = ? and month_ = ?",
                entries.stream().map(one -> new Object[] {number, one.subjectIndex(), one.month()}).toList());
        var at = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        batch.batchUpdate("insert into training_attendance (id, case_number, subject_index, month_, held, attended, recorded_by, recorded_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
                entries.stream().filter(one -> one.hours() != null)
                        .map(one -> new Object[] {Ids.next(), number, one.subjectIndex(), one.month(), one.hours().held(), one.hours().attended(), username, at}).toList());
    }

    /** How many months have any hours of anybody. */
    @Transactional(readOnly = true)
    int months(String number) {
        return jdbc.sql("select count(distinct month_) from training_attendance where case_number = ?").param(number).query(Integer.class).single();
    }

    /** By apprentice. */
    @Transactional(readOnly = true)
    Map<String, Hours> sums(String number) {
        var sums = new HashMap<String, Hours>();
        jdbc.sql("select subject_index, held, attended from training_attendance where case_number = ?").param(number)
                .query(row -> {
                    sums.merge(row.getString(1), new Hours(row.getInt(2), row.getInt(3)), Hours::plus);
                });
        return sums;
    }

    /** Of one month, by apprentice. */
    @Transactional(readOnly = true)
    Map<String, Hours> month(String number, String month) {
        var hours = new HashMap<String, Hours>();
        jdbc.sql("select subject_index, held, attended from training_attendance where case_number = ? and month_ = ?").params(number, month)
                .query(row -> {
                    hours.put(row.getString(1), new Hours(row.getInt(2), row.getInt(3)));
                });
        return hours;
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    List<FalseAttendance> findings(String number) {
        return jdbc.sql("select id, subject_index, label, text_, found_by, unit, found_at, lifted_by, lifted_text from training_finding where case_number = ? order by id desc").param(number)
                .query((row, n) -> new FalseAttendance(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                        row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(8), row.getString(9))).list();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void find(String number, String subjectIndex, String label, String text, String username, String unit) {
        jdbc.sql("insert into training_finding (id, case_number, subject_index, label, text_, found_by, unit, found_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(Ids.next(), number, subjectIndex, label, text, username, unit, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
    }

    /** @return false if it was lifted already */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean lift(String number, long id, String text, String username) {
        return jdbc.sql("update training_finding set lifted_by = ?, lifted_text = ?, lifted_at = ? where id = ? and case_number = ? and lifted_by is null")
                .params(username, text, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), id, number).update() == 1;
    }
}
