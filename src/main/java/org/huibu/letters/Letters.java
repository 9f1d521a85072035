package org.huibu.letters;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.process.LetterDue;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decision documents (flows §1.7). A step that owes a letter gets it in its own transaction, at its very end, when all that the letter
 * states has been written; pages render it whenever it is read.
 */
@Service
public class Letters {

    private static final String SELECT = "select id, number, case_number, group_, code, at_, content from letter where case_number = ? ";
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final Drafting drafting;
    private final JsonMapper json;
    private final Clock clock;

    Letters(JdbcClient jdbc, CaseWork work, Drafting drafting, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.drafting = drafting;
        this.json = json;
        this.clock = clock;
    }

    /** @param number gapless per office region and year; @param group line group it is about, null for the whole case; @param code DOC-01 … */
    public record Letter(long id, String number, String caseNumber, String group, String code, Instant at, Content content) {

        /** Whether it must name the remedies: it refuses something or may be disputed (flows §1.12). */
        public boolean remediable() {
            return Set.of("DOC-03", "DOC-07", "DOC-08", "DOC-10", "DOC-16", "DOC-20").contains(code);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(LetterDue due) {
        jdbc.sql("insert into letter (id, number, case_number, group_, code, at_, content) values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(Ids.next(), number(due.caseNumber()), due.caseNumber(), due.group(), due.letter(),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), json.writeValueAsString(drafting.content(due)))).update();
    }

    /** Oldest first. No authorisation: callers show them to the owner and to officers of the case. */
    @Transactional(readOnly = true)
    public List<Letter> ofCase(String caseNumber) {
        return jdbc.sql(SELECT + "order by id").param(caseNumber).query((row, n) -> new Letter(row.getLong(1), row.getString(2), row.getString(3),
                row.getString(4), row.getString(5), row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                json.readValue(row.getString(7), Content.class))).list();
    }

    /** @throws Refusal NOT_FOUND if the case has no such letter */
    @Transactional(readOnly = true)
    public Letter letter(String caseNumber, long id) {
        return ofCase(caseNumber).stream().filter(letter -> letter.id() == id).findFirst().orElseThrow(Refusal::notFound);
    }

    private String number(String caseNumber) {
        var region = work.find(caseNumber).region();
        int year = WorkingCalendar.dayOf(clock.instant()).getYear();
        var key = region + "-" + year;
        if (!counted(key)) {
            try {
                jdbc.sql("insert into letter_number (key_, last_) values (?, 1)").param(key).update();
            } catch (DuplicateKeyException another) {
                counted(key);
            }
        }
        return region + "〔" + year + "〕" + jdbc.sql("select last_ from letter_number where key_ = ?").param(key).query(Long.class).single();
    }

    private boolean counted(String key) {
        return jdbc.sql("update letter_number set last_ = last_ + 1 where key_ = ?").param(key).update() == 1;
    }
}
