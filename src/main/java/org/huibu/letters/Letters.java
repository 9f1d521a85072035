package org.huibu.letters;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.huibu.casefile.CaseWork;
import org.huibu.process.LetterDue;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decision documents (flows §1.7). A step writes the order with its number in its own transaction; pages render it whenever it is read. */
@Service
public class Letters {

    private final JdbcClient jdbc;
    private final CaseWork work;
    private final Clock clock;

    Letters(JdbcClient jdbc, CaseWork work, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
    }

    /** @param number gapless per office (region) and year; @param code DOC-01 … */
    public record Letter(long id, String number, String caseNumber, String group, String code, Instant at) { }

    @EventListener
    void on(LetterDue due) {
        var region = work.find(due.caseNumber()).region();
        int year = WorkingCalendar.dayOf(clock.instant()).getYear();
        var key = region + "-" + year;
        if (jdbc.sql("update letter_number set last_ = last_ + 1 where key_ = ?").param(key).update() == 0) {
            jdbc.sql("insert into letter_number (key_, last_) values (?, 1)").param(key).update();
        }
        long sequence = jdbc.sql("select last_ from letter_number where key_ = ?").param(key).query(Long.class).single();
        jdbc.sql("insert into letter (id, number, case_number, group_, code, at_) values (?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(Ids.next(), region + "〔" + year + "〕" + sequence, due.caseNumber(), due.group(), due.letter(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
    }

    @Transactional(readOnly = true)
    public List<Letter> ofCase(String caseNumber) {
        return jdbc.sql("select id, number, case_number, group_, code, at_ from letter where case_number = ? order by id").param(caseNumber)
                .query((row, n) -> new Letter(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                        row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    @Transactional(readOnly = true)
    public Letter letter(String caseNumber, long id) {
        return ofCase(caseNumber).stream().filter(letter -> letter.id() == id).findFirst().orElseThrow(Refusal::notFound);
    }
}
