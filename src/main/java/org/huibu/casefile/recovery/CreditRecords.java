package org.huibu.casefile.recovery;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.huibu.shared.Ids;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The register of credit: who is excluded for how long, and who has not paid back (R09). Repair is written beside the record, which stays. */
@Component
public class CreditRecords {

    /** What rules read instead of a day. */
    public static final String WHEN_PAID = "WHEN_PAID";
    private final JdbcClient jdbc;

    CreditRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** EXCLUDE for fraud, until a day whatever is paid; UNPAID until it is paid. */
    public enum Kind { EXCLUDE, UNPAID }

    /** @param until first day on which it no longer counts; null if only payment ends it; @param repairedOn null if it is not */
    public record Entry(String caseNumber, Kind kind, LocalDate from, LocalDate until, LocalDate repairedOn) { }

    /** Once per case and kind. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void enter(String index, String name, String caseNumber, Kind kind, LocalDate from, LocalDate until) {
        try {
            jdbc.sql("insert into credit_record (id, subject_index, subject_name, case_number, kind, from_, until_) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(Ids.next(), index, name, caseNumber, kind.name(), Date.valueOf(from), until == null ? null : Date.valueOf(until))).update();
        } catch (DuplicateKeyException entered) {
            // The case has said so before; the first day counts.
        }
    }

    /** Everything was paid back. @return false if nothing stood against the debtor */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean repaired(String caseNumber, LocalDate day) {
        return jdbc.sql("update credit_record set repaired_on = ? where case_number = ? and repaired_on is null").params(Date.valueOf(day), caseNumber).update() > 0;
    }

    /** True while an exclusion runs or something demanded in court is unpaid. @param index blind index; null for somebody unknown */
    @Transactional(readOnly = true)
    public boolean excluded(String index, LocalDate day) {
        return !running(index, day).isEmpty();
    }

    /** First day on which nothing stands against him any more, as ISO text; {@link #WHEN_PAID} if only payment ends it, empty if nothing does now. */
    @Transactional(readOnly = true)
    public String excludedUntil(String index, LocalDate day) {
        var running = running(index, day);
        return running.stream().anyMatch(one -> one.kind() == Kind.UNPAID) ? WHEN_PAID
                : running.stream().map(Entry::until).max(LocalDate::compareTo).map(LocalDate::toString).orElse("");
    }

    private List<Entry> running(String index, LocalDate day) {
        return index == null ? List.of() : of(index).stream().filter(one -> !one.from().isAfter(day)
                && (one.kind() == Kind.EXCLUDE ? one.until().isAfter(day) : one.repairedOn() == null)).toList();
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Entry> of(String index) {
        return jdbc.sql("select case_number, kind, from_, until_, repaired_on from credit_record where subject_index = ? order by id").param(index)
                .query((row, n) -> new Entry(row.getString(1), Kind.valueOf(row.getString(2)), row.getDate(3).toLocalDate(), day(row.getDate(4)), day(row.getDate(5)))).list();
    }

    private static LocalDate day(Date date) {
        return date == null ? null : date.toLocalDate();
    }
}
