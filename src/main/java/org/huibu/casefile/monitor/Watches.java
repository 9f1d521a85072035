package org.huibu.casefile.monitor;

import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.CaseFile;
import java.util.Optional;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.roster.Rosters;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which lines are watched until when, and what every check said. */
@Service
public class Watches {

    private static final int MOST = 100;
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final OwnRegister register;
    private final Rosters rosters;
    private final Evidence evidence;
    private final Schemes schemes;
    private final JdbcClient jdbc;
    private final Clock clock;

    Watches(Cases cases, ClaimLines lines, FormValues values, OwnRegister register, Rosters rosters, Evidence evidence, Schemes schemes, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.register = register;
        this.rosters = rosters;
        this.evidence = evidence;
        this.schemes = schemes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** HOLDS, ENDED, UNKNOWN where a department knows too little, or KEPT when the paid period was over without an end. */
    public enum Result { HOLDS, ENDED, UNKNOWN, KEPT }

    /** @param line number from 1 @param used the answers it rests on; none once the time was over */
    public record Check(int line, Instant at, Result result, List<Evidence.Used> used) { }

    /** @param line from 0; @param asked day on which it was to be asked; @param granting case whose rule says what must last: the case itself, or the one whose grant it changed */
    record Watch(String caseNumber, int line, LocalDate asked, LocalDate endsOn, String granting) { }

    /** What was checked of a case, newest first. No authorisation: callers show it to officers. */
    @Transactional(readOnly = true)
    public List<Check> ofCase(String caseNumber) {
        var kept = new TreeMap<Long, List<Evidence.Kept>>();
        jdbc.sql("select e.check_id, e.evidence_id, e.sha256 from condition_evidence e join condition_check c on c.id = e.check_id where c.case_number = ? order by e.evidence_id").param(caseNumber)
                .query(row -> {
                    kept.computeIfAbsent(row.getLong(1), one -> new ArrayList<>()).add(new Evidence.Kept(row.getLong(2), row.getString(3)));
                });
        var answers = evidence.used(kept.values().stream().flatMap(List::stream).toList());
        return jdbc.sql("select line, at_, result, id from condition_check where case_number = ? order by id desc limit " + MOST).param(caseNumber)
                .query((row, n) -> new Check(row.getInt(1) + 1, row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC), Result.valueOf(row.getString(3)),
                        kept.getOrDefault(row.getLong(4), List.of()).stream().map(one -> answers.get(one.id())).toList())).list();
    }

    /** Whoever is paid for a time that goes on is watched from then on, and whoever is on the roster of what was granted, paid or not, until he leaves it. */
    @EventListener
    void on(CaseHappened happened) {
        switch (happened.what()) {
            case "GroupPaid" -> watch(happened.caseNumber(), line -> line.state() == ClaimLine.State.PAID && String.valueOf(line.group()).equals(happened.details().get("group"))
                    && line.part() == null && !line.amount().isZero());
            case "RosterRecorded" -> register.granted(happened.caseNumber()).ifPresentOrElse(granted -> {
                var standing = rosters.standing(granted.id());
                watch(happened.caseNumber(), line -> standing.contains(line.subjectIndex()));
            }, () -> changed(happened.caseNumber()));
            case "GrantAmended" -> register.granted(happened.caseNumber()).ifPresent(granted -> end(happened.caseNumber(), granted.attributes()));
            case "GrantCancelled" -> jdbc.sql("delete from condition_watch where case_number = ? or grant_case = ?").params(happened.caseNumber(), happened.caseNumber()).update();
            default -> { }
        }
    }

    /** The watch goes on as long as what was granted does, as changed. @param attributes of what was granted */
    private void end(String caseNumber, Map<String, Object> attributes) {
        var pack = schemes.release(cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound).releaseId()).pack();
        if (pack.lasting() != null) {
            until(pack, attributes).ifPresent(day -> jdbc.sql("update condition_watch set ends_on = ? where case_number = ? or grant_case = ?").params(Date.valueOf(day), caseNumber, caseNumber).update());
        }
    }

    /** The last day that must last, as what was granted says now. */
    private static Optional<LocalDate> until(Pack pack, Map<String, Object> attributes) {
        return pack.grants().attributes().entrySet().stream().filter(one -> one.getValue().equals(pack.lasting().to())).map(one -> String.valueOf(attributes.getOrDefault(one.getKey(), "")))
                .filter(day -> !day.isBlank()).map(LocalDate::parse).findFirst();
    }

    /** Who joined by a change is watched as the first ones are, who left is watched no more. */
    private void changed(String change) {
        var file = cases.findByNumber(change).orElseThrow(Refusal::notFound);
        var recognition = register.required(file.applicantIndex(), schemes.release(file.releaseId()), FormValues.nested(values.read(file)));
        recognition.ifPresent(granted -> cases.findByNumber(granted.number().substring(CaseWork.RECOGNITION.length())).ifPresent(granting -> {
            var pack = schemes.release(granting.releaseId()).pack();
            if (pack.lasting() == null) {
                return;
            }
            var standing = rosters.standing(granted.id());
            jdbc.sql("select w.case_number, w.line, l.subject_index from condition_watch w join claim_line l on l.case_number = w.case_number and l.seq = w.line where w.case_number = ? or w.grant_case = ?")
                    .params(granting.number(), granting.number()).query((row, n) -> standing.contains(row.getString(3)) ? null : new Object[] {row.getString(1), row.getInt(2)}).list().stream()
                    .filter(Objects::nonNull).forEach(gone -> jdbc.sql("delete from condition_watch where case_number = ? and line = ?").params(gone).update());
            until(pack, granted.attributes()).ifPresent(day -> watch(file, granting, pack.lasting(), day, line -> standing.contains(line.subjectIndex())));
        }));
    }

    private void watch(String caseNumber, Predicate<ClaimLine> these) {
        var file = cases.findByNumber(caseNumber).orElseThrow(Refusal::notFound);
        var lasting = schemes.release(file.releaseId()).pack().lasting();
        var until = lasting == null ? null : values.read(file).get(lasting.to());
        if (until != null && !until.isBlank()) {
            watch(file, file, lasting, LocalDate.parse(until), these);
        }
    }

    private void watch(CaseFile file, CaseFile granting, Pack.Lasting lasting, LocalDate until, Predicate<ClaimLine> these) {
        var caseNumber = file.number();
        var today = WorkingCalendar.dayOf(clock.instant());
        if (!until.isAfter(today)) {
            return;
        }
        var next = today.plusDays(days(granting.releaseId(), granting.region(), lasting, today));
        var watched = jdbc.sql("select line from condition_watch where case_number = ?").param(caseNumber).query(Integer.class).list();
        lines.of(file).stream().filter(these).filter(line -> !watched.contains(line.seq()))
                .forEach(line -> jdbc.sql("insert into condition_watch (case_number, line, next_on, ends_on, grant_case) values (?, ?, ?, ?, ?)")
                        .params(file.number(), line.seq(), Date.valueOf(next), Date.valueOf(until), granting.number()).update());
    }

    /** Blind indexes of the subjects of a case, and of those who joined what it granted, whose condition was once found not to hold. */
    @Transactional(readOnly = true)
    Set<String> ended(String caseNumber) {
        return Set.copyOf(jdbc.sql("select l.subject_index from condition_check c join claim_line l on l.case_number = c.case_number and l.seq = c.line "
                + "where (c.case_number = ? or c.grant_case = ?) and c.result = 'ENDED' and l.subject_index is not null").params(caseNumber, caseNumber).query(String.class).list());
    }

    @Transactional(readOnly = true)
    List<Watch> due(LocalDate today) {
        return jdbc.sql("select case_number, line, next_on, ends_on, coalesce(grant_case, case_number) from condition_watch where next_on <= ? or ends_on <= ? order by next_on, case_number, line limit " + MOST)
                .params(Date.valueOf(today), Date.valueOf(today))
                .query((row, n) -> new Watch(row.getString(1), row.getInt(2), row.getDate(3).toLocalDate(), row.getDate(4).toLocalDate(), row.getString(5))).list();
    }

    /** Keeps what was found and what it rests on; who is first on any node keeps it, the others change nothing. @param next when to ask again; null to ask no more */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean keep(Watch watch, Result result, List<Answer> answers, LocalDate next) {
        var taken = next == null ? jdbc.sql("delete from condition_watch where case_number = ? and line = ? and next_on = ?").params(watch.caseNumber(), watch.line(), Date.valueOf(watch.asked())).update()
                : jdbc.sql("update condition_watch set next_on = ? where case_number = ? and line = ? and next_on = ?")
                        .params(Date.valueOf(next), watch.caseNumber(), watch.line(), Date.valueOf(watch.asked())).update();
        if (taken == 1) {
            var id = Ids.next();
            jdbc.sql("insert into condition_check (id, case_number, line, at_, result, grant_case) values (?, ?, ?, ?, ?, ?)")
                    .params(id, watch.caseNumber(), watch.line(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), result.name(), watch.granting()).update();
            evidence.keep(watch.caseNumber(), answers).forEach(kept -> jdbc.sql("insert into condition_evidence (check_id, evidence_id, sha256) values (?, ?, ?)").params(id, kept.id(), kept.sha256()).update());
        }
        return taken == 1;
    }

    int days(long release, String region, Pack.Lasting lasting, LocalDate day) {
        return schemes.release(release).parameters().find(lasting.every(), new Region(region), day).orElseThrow(() -> Refusal.conflict("limitMissing", lasting.every())).number();
    }
}
