package org.huibu.review;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who took which part in a case, and the separation of duties that follows, checked on the person (flows §1.2, SD1–SD3, SD7). */
@Component
class Participation {

    private static final Set<String> ONE_OF = Set.of("ACCEPTOR", "INITIAL_REVIEWER", "RECHECKER", "APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER", "PAYER");
    private static final Set<String> NO_EARLIER_PART = Set.of("OBJECTION_OFFICER", "APPEAL_OFFICER");
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final Clock clock;

    Participation(JdbcClient jdbc, CaseWork work, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.clock = clock;
    }

    /** @throws Refusal FORBIDDEN {@code separationSd1}, {@code separationSd2} or {@code recusalSd3} */
    void check(String caseNumber, String part, Account account) {
        var file = work.find(caseNumber);
        if (file.owner().equals(account.username()) || account.subjectIndex() != null && account.subjectIndex().equals(file.applicantIndex())
                || work.lines(caseNumber).stream().anyMatch(l -> account.subjectIndex() != null
                        && (account.subjectIndex().equals(l.personIndex()) || account.subjectIndex().equals(l.subjectIndex())))) {
            throw Refusal.forbidden("recusalSd3");
        }
        var earlier = parts(caseNumber, account.username());
        if (ONE_OF.contains(part) && earlier.stream().anyMatch(other -> ONE_OF.contains(other) && !other.equals(part) && !allowed(caseNumber, part, other))) {
            throw Refusal.forbidden("separationSd1", earlier.get(0));
        }
        if (NO_EARLIER_PART.contains(part) && earlier.stream().anyMatch(other -> !other.equals(part))) {
            throw Refusal.forbidden("separationSd2");
        }
    }

    void took(String caseNumber, String part, String username) {
        if (!parts(caseNumber, username).contains(part)) {
            jdbc.sql("insert into participation (id, case_number, username, part, at_) values (?, ?, ?, ?, ?)")
                    .params(Ids.next(), caseNumber, username, part, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        }
    }

    /** Small street offices may let one person accept and review: a parameter, off by default. */
    private boolean allowed(String caseNumber, String part, String other) {
        var window = Set.of("ACCEPTOR", "INITIAL_REVIEWER");
        var file = work.find(caseNumber);
        return window.contains(part) && window.contains(other) && work.scheme(caseNumber).parameters()
                .find("ACCEPTOR_MAY_REVIEW", new org.huibu.shared.Region(file.region()), org.huibu.shared.WorkingCalendar.dayOf(clock.instant()))
                .map(p -> Boolean.TRUE.equals(p.value())).orElse(false);
    }

    private List<String> parts(String caseNumber, String username) {
        return jdbc.sql("select part from participation where case_number = ? and username = ?").params(caseNumber, username).query(String.class).list();
    }
}
