package org.huibu.review;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Account;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.spi.OtherParties;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who took which part in a case, and the separation of duties that follows, checked on the person (flows §1.2, SD1–SD3, SD5, SD7). */
@Component
public class Participation {

    private static final Set<String> ONE_OF = Set.of("ACCEPTOR", "INITIAL_REVIEWER", "RECHECKER", "APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER", "PAYER",
            "POST_CHECK");
    private static final Set<String> NO_EARLIER_PART = Set.of("OBJECTION_OFFICER", "APPEAL_OFFICER", "POST_CHECK");
    /** Loans: four parts, four organisations (SD5). */
    private static final Set<String> ONE_EACH = Set.of("INITIAL_REVIEWER", "BANK_OFFICER", "FUND_OPERATOR", "SUBSIDY_SETTLER");
    private static final Set<String> WINDOW = Set.of("ACCEPTOR", "INITIAL_REVIEWER");
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final ObjectProvider<OtherParties> others;
    private final Clock clock;

    Participation(JdbcClient jdbc, CaseWork work, ObjectProvider<OtherParties> others, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.others = others;
        this.clock = clock;
    }

    /** @throws Refusal FORBIDDEN {@code separationSd1}, {@code separationSd2}, {@code recusalSd3}, {@code separationSd5} or {@code recused} */
    public void check(String caseNumber, String part, Account account) {
        if (work.find(caseNumber).owner().equals(account.username()) || interested(caseNumber, account)) {
            throw Refusal.forbidden("recusalSd3");
        }
        if (ONE_EACH.contains(part) && unitTookAnother(caseNumber, part, account.unit())) {
            throw Refusal.forbidden("separationSd5");
        }
        why(caseNumber, part, parts(caseNumber, account.username()), recused(List.of(caseNumber), account).contains(caseNumber)).ifPresent(refusal -> {
            throw refusal;
        });
    }

    /** The same, and which cases are suspended, for a list in four queries, but for interests in single lines, which are looked at when a task is claimed. */
    public Map<String, Refusal> barred(List<InboxRow> rows, Account account) {
        var barred = new HashMap<String, Refusal>();
        if (rows.isEmpty()) {
            return barred;
        }
        var numbers = rows.stream().map(InboxRow::caseNumber).distinct().toList();
        var parts = new HashMap<String, List<String>>();
        jdbc.sql("select case_number, part from participation where username = :me and case_number in (:cases)").param("me", account.username()).param("cases", numbers)
                .query(row -> {
                    parts.computeIfAbsent(row.getString(1), n -> new java.util.ArrayList<>()).add(row.getString(2));
                });
        var recused = recused(numbers, account);
        var own = account.interests().isEmpty() ? Set.<String>of() : new HashSet<>(jdbc.sql("select case_number from inbox_task where case_number in (:cases) and subject in (:mine)")
                .param("cases", numbers).param("mine", account.interests()).query(String.class).list());
        var suspended = new HashSet<>(jdbc.sql("select number from case_file where number in (:cases) and suspended_at is not null").param("cases", numbers).query(String.class).list());
        rows.stream().filter(row -> suspended.contains(row.caseNumber())).forEach(row -> barred.put(row.taskId(), Refusal.conflict("caseSuspended")));
        rows.stream().filter(row -> !row.lane().waits() && !barred.containsKey(row.taskId())).forEach(row -> Optional.of(row.caseNumber()).filter(own::contains).map(n -> Refusal.forbidden("recusalSd3"))
                .or(() -> why(row.caseNumber(), row.separation(), parts.getOrDefault(row.caseNumber(), List.of()), recused.contains(row.caseNumber())))
                .ifPresent(refusal -> barred.put(row.taskId(), refusal)));
        return barred;
    }

    private Optional<Refusal> why(String caseNumber, String part, List<String> earlier, boolean recused) {
        if (recused) {
            return Optional.of(Refusal.forbidden("recused"));
        }
        if (earlier.contains("EXPERT") && !part.equals("EXPERT")) {
            return Optional.of(Refusal.forbidden("separationExpert"));
        }
        if (ONE_OF.contains(part) && earlier.stream().anyMatch(other -> ONE_OF.contains(other) && !other.equals(part) && !allowed(caseNumber, part, other))) {
            return Optional.of(Refusal.forbidden("separationSd1"));
        }
        if (part.equals("EXPERT") && !earlier.isEmpty()) {
            return Optional.of(Refusal.forbidden("separationExpert"));
        }
        return NO_EARLIER_PART.contains(part) && earlier.stream().anyMatch(other -> !other.equals(part)) ? Optional.of(Refusal.forbidden("separationSd2")) : Optional.empty();
    }

    public void took(String caseNumber, String part, String username) {
        if (!parts(caseNumber, username).contains(part)) {
            jdbc.sql("insert into participation (id, case_number, username, part, at_) values (?, ?, ?, ?, ?)")
                    .params(Ids.next(), caseNumber, username, part, now()).update();
        }
    }

    /** True if anybody of the unit took part. */
    public boolean unitTookPart(String caseNumber, String unit) {
        return jdbc.sql("select count(*) from participation p join account a on a.username = p.username where p.case_number = ? and a.unit = ?").params(caseNumber, unit)
                .query(Long.class).single() > 0;
    }

    private boolean unitTookAnother(String caseNumber, String part, String unit) {
        return jdbc.sql("select count(*) from participation p join account a on a.username = p.username where p.case_number = :case and a.unit = :unit and p.part in (:parts) and p.part <> :part")
                .param("case", caseNumber).param("unit", unit).param("parts", ONE_EACH).param("part", part).query(Long.class).single() > 0;
    }

    /** True if somebody took this part before: the case has come back. */
    public boolean took(String caseNumber, String part) {
        return jdbc.sql("select count(*) from participation where case_number = ? and part = ?").params(caseNumber, part).query(Long.class).single() > 0;
    }

    /** The part that acted last. */
    public Optional<String> latest(String caseNumber) {
        return jdbc.sql("select part from participation where case_number = ? order by at_ desc, id desc limit 1").param(caseNumber).query(String.class).optional();
    }

    public void recuse(String caseNumber, String username, String reason) {
        if (recused(List.of(caseNumber), username).isEmpty()) {
            jdbc.sql("insert into recusal (case_number, username, reason, at_) values (?, ?, ?, ?)").params(caseNumber, username, reason, now()).update();
        }
    }

    private Set<String> recused(List<String> cases, Account account) {
        return recused(cases, account.username());
    }

    private Set<String> recused(List<String> cases, String username) {
        return new HashSet<>(jdbc.sql("select case_number from recusal where username = :me and case_number in (:cases)").param("me", username).param("cases", cases)
                .query(String.class).list());
    }

    private boolean interested(String caseNumber, Account account) {
        var mine = account.interests();
        return !mine.isEmpty() && (mine.contains(work.find(caseNumber).applicantIndex())
                || others.stream().anyMatch(other -> other.of(caseNumber).stream().anyMatch(mine::contains))
                || work.lines(caseNumber).stream().anyMatch(line -> mine.contains(line.personIndex()) || mine.contains(line.subjectIndex())));
    }

    /** Small street offices may let one person accept and review: a parameter, off by default. */
    private boolean allowed(String caseNumber, String part, String other) {
        var file = work.find(caseNumber);
        return WINDOW.contains(part) && WINDOW.contains(other) && work.scheme(caseNumber).parameters()
                .find("ACCEPTOR_MAY_REVIEW", new Region(file.region()), WorkingCalendar.dayOf(clock.instant())).map(p -> Boolean.TRUE.equals(p.value())).orElse(false);
    }

    private List<String> parts(String caseNumber, String username) {
        return jdbc.sql("select part from participation where case_number = ? and username = ?").params(caseNumber, username).query(String.class).list();
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
