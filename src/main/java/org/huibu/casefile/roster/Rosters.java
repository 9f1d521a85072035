package org.huibu.casefile.roster;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.followup.Survival;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.shared.Ids;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rosters of recognitions, each named by the id of its recognition. No authorisation: callers have it. */
@Component
public class Rosters {

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() { };
    private static final int YEAR = 12;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Protection protection;

    Rosters(JdbcClient jdbc, JsonMapper json, Protection protection) {
        this.jdbc = jdbc;
        this.json = json;
        this.protection = protection;
    }

    /** A place on a roster. @param number in clear; may be null @param left null while it is taken */
    public record Place(long id, String subjectIndex, String label, String number, LocalDate entered, LocalDate left) {
        /** Without the number: it might be logged. */
        @Override
        public String toString() {
            return "Place[" + id + "]";
        }
    }

    /** @param left null while it is in. @param extendedTo null unless its incubation was extended @param contractFrom of the contract under which it entered, {@code contractTo} its last day; null where none was asked */
    public record Entry(LocalDate entered, LocalDate left, LocalDate extendedTo, LocalDate contractFrom, LocalDate contractTo) { }

    /** A place on the roster of another recognition of the same kind. An attribute {@code end} tells when its time is over. */
    public record Membership(LocalDate to, Map<String, Object> attributes) {

        public boolean runs(LocalDate day) {
            var end = String.valueOf(attributes.getOrDefault("end", ""));
            return !day.isAfter(end.isBlank() ? to : LocalDate.parse(end));
        }
    }

    /** Everybody who is or was on it, in the order of entering. */
    public List<Place> of(long recognition) {
        return jdbc.sql("select id, subject_index, label, number_sealed, entered_on, left_on from roster_entry where recognition_id = ? order by entered_on, id").param(recognition)
                .query((row, n) -> new Place(row.getLong(1), row.getString(2), row.getString(3), protection.open(row.getString(4), Survival.place(row.getLong(1))),
                        row.getDate(5).toLocalDate(), day(row.getDate(6)))).list();
    }

    /** Subjects that are on it and have not left. */
    public Set<String> standing(long recognition) {
        return Set.copyOf(jdbc.sql("select subject_index from roster_entry where recognition_id = ? and left_on is null").param(recognition).query(String.class).list());
    }

    /** By subject, those who left too. */
    public Map<String, Entry> entered(long recognition) {
        var entered = new HashMap<String, Entry>();
        jdbc.sql("select subject_index, entered_on, left_on, extended_to, contract_from, contract_to from roster_entry where recognition_id = ?").param(recognition)
                .query((row, n) -> entered.put(row.getString(1), new Entry(row.getDate(2).toLocalDate(), day(row.getDate(3)), day(row.getDate(4)), day(row.getDate(5)), day(row.getDate(6))))).list();
        return entered;
    }

    /** How many places what a case granted has: its lines that passed, but for those refused by an objection or a decision before they entered. */
    @Transactional(readOnly = true)
    public int places(String granting) {
        return jdbc.sql("select count(*) from claim_line l where l.case_number = ? and l.verdict = 'PASS' and (l.state <> 'REJECTED' or exists (select 1 from roster_entry e "
                + "join recognition r on r.id = e.recognition_id where r.number = ? and e.subject_index = l.subject_index))")
                .params(granting, CaseWork.RECOGNITION + granting).query(Integer.class).single();
    }

    /**
     * Months of training that those who stand have in each training year, together: whoever joined later has the whole months from then to the end.
     *
     * @param start first day of training @param end last day @param planned months of it
     */
    public List<Integer> months(long recognition, LocalDate start, LocalDate end, int planned) {
        var sums = new int[(planned + YEAR - 1) / YEAR];
        jdbc.sql("select entered_on from roster_entry where recognition_id = ? and left_on is null").param(recognition).query((row, n) -> row.getDate(1).toLocalDate()).list().forEach(entered -> {
            var rest = entered.isAfter(start) ? (int) Math.max(0, Math.min(planned, ChronoUnit.MONTHS.between(entered, end.plusDays(1)))) : planned;
            for (int year = 0; year < sums.length; year++) {
                int length = Math.min(YEAR, planned - year * YEAR);
                int after = planned - year * YEAR - length;
                sums[year] += Math.max(0, Math.min(length, rest - after));
            }
        });
        return Arrays.stream(sums).boxed().toList();
    }

    /** How many entities were in on the average of the two years before the day. */
    public BigDecimal average(long recognition, LocalDate day) {
        var from = day.minusYears(2);
        var days = jdbc.sql("select entered_on, left_on from roster_entry where recognition_id = ? and entered_on < ?").params(recognition, Date.valueOf(day))
                .query((row, n) -> {
                    var entered = row.getDate(1).toLocalDate();
                    var left = row.getDate(2) == null ? day : row.getDate(2).toLocalDate();
                    return Math.max(0, ChronoUnit.DAYS.between(entered.isBefore(from) ? from : entered, left.isAfter(day) ? day : left));
                }).list().stream().mapToLong(Long::longValue).sum();
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, day)), 2, RoundingMode.HALF_UP);
    }

    /** Where subjects stand on rosters of a kind of recognition. @param own recognition that does not count; 0 for none */
    public Map<String, List<Membership>> memberships(String kind, Collection<String> subjects, long own) {
        var found = new HashMap<String, List<Membership>>();
        jdbc.sql("select e.subject_index, r.valid_to, r.attributes from roster_entry e join recognition r on r.id = e.recognition_id "
                + "where r.kind = :kind and e.left_on is null and e.subject_index in (:keys) and r.id <> :own").param("kind", kind).param("keys", subjects).param("own", own).query(row -> {
                    found.computeIfAbsent(row.getString(1), key -> new ArrayList<>()).add(new Membership(row.getDate(2).toLocalDate(), json.readValue(row.getString(3), ATTRIBUTES)));
                });
        return found;
    }

    /** Whoever writes rosters of a kind of recognition does so one after the other, so that two who enter the same person see each other. */
    void lock(String kind) {
        var lock = "select kind from roster_kind where kind = ? for update";
        if (jdbc.sql(lock).param(kind).query(String.class).optional().isEmpty()) {
            try {
                jdbc.sql("insert into roster_kind (kind) values (?)").param(kind).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                jdbc.sql(lock).param(kind).query(String.class).single();
            }
        }
    }

    /** Enters lines of a case, or writes who left and whose time was extended. @param begins day of entering of lines that name none */
    void write(long recognition, String begins, Scheme scheme, List<ClaimLine> lines) {
        var leaves = scheme.form().roster().stream().flatMap(roster -> roster.children().stream()).anyMatch(column -> column.path().equals("leftOn"));
        for (var line : lines) {
            var leftOn = date(line, "leftOn");
            if (jdbc.sql("update roster_entry set " + (leaves ? "left_on = :left, " : "") + "extended_to = coalesce(:extended, extended_to), label = :label "
                    + "where recognition_id = :recognition and subject_index = :subject").param("left", leftOn).param("extended", date(line, "extendedTo"))
                    .param("label", line.label()).param("recognition", recognition).param("subject", line.subjectIndex()).update() == 0) {
                enter(recognition, scheme, line, Date.valueOf(line.data().getOrDefault("enteredOn", begins)), leftOn);
            }
        }
    }

    private void enter(long recognition, Scheme scheme, ClaimLine line, Date enteredOn, Date leftOn) {
        var id = Ids.next();
        var rule = scheme.pack().lines();
        var number = rule.subject() == null ? null : line.data().get(rule.subject());
        var priority = rule.priority() == null ? "" : line.data().getOrDefault(rule.priority(), "");
        jdbc.sql("insert into roster_entry (id, recognition_id, subject_index, label, number_sealed, priority, entered_on, left_on, contract_from, contract_to) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(id, recognition, line.subjectIndex(), line.label(), number == null ? null : protection.seal(number, Survival.place(id)),
                        priority.isBlank() ? null : priority, enteredOn, leftOn, date(line, "contractStart"), date(line, "contractEnd"))).update();
    }

    /** Whoever was on it from the first day is so from another one, because that was moved. */
    public void begin(long recognition, LocalDate before, LocalDate now) {
        jdbc.sql("update roster_entry set entered_on = ? where recognition_id = ? and entered_on = ?").params(Date.valueOf(now), recognition, Date.valueOf(before)).update();
    }

    /** Whoever is on it leaves that day. */
    public void leave(long recognition, LocalDate day) {
        jdbc.sql("update roster_entry set left_on = ? where recognition_id = ? and left_on is null").params(Date.valueOf(day), recognition).update();
    }

    private static Date date(ClaimLine line, String column) {
        var typed = line.data().getOrDefault(column, "");
        return typed.isBlank() ? null : Date.valueOf(typed);
    }

    private static LocalDate day(Date date) {
        return date == null ? null : date.toLocalDate();
    }
}
