package org.huibu.casefile.judging;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.followup.Survival;
import org.huibu.casefile.payment.Advances;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What this house itself knows: recognitions, rosters of bases, and what was paid for whom (data check D15). Read in bulk. */
@Component
public class OwnRegister {

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() { };
    /** Attribute with the day on which what was granted was given up. */
    private static final String CANCELLED = "cancelledOn";
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Advances advances;
    private final Survival survival;
    private final CreditRecords credit;
    private final Protection protection;
    private final Schemes schemes;

    OwnRegister(JdbcClient jdbc, JsonMapper json, Advances advances, Survival survival, CreditRecords credit, Protection protection, Schemes schemes) {
        this.jdbc = jdbc;
        this.json = json;
        this.advances = advances;
        this.survival = survival;
        this.credit = credit;
        this.protection = protection;
        this.schemes = schemes;
    }

    record Own(Map<String, Object> claim, Map<Integer, Map<String, Object>> lines) { }

    /** @param to first day on which it is no longer valid */
    public record Recognition(long id, String number, LocalDate from, LocalDate to, Map<String, Object> attributes) {

        public boolean cancelled() {
            return attributes.containsKey(CANCELLED);
        }
    }

    /** A place on a roster. @param number in clear; may be null @param left null while it is taken */
    public record Place(long id, String subjectIndex, String label, String number, LocalDate entered, LocalDate left) {
        /** Without the number: it might be logged. */
        @Override
        public String toString() {
            return "Place[" + id + "]";
        }
    }

    /** @param left null while it is in. @param extendedTo null unless its incubation was extended */
    private record Entry(LocalDate entered, LocalDate left, LocalDate extendedTo) { }

    /** A place on the roster of another recognition of the same kind. An attribute {@code end} tells when its time is over. */
    private record Membership(LocalDate to, Map<String, Object> attributes) {

        boolean runs(LocalDate day) {
            var end = String.valueOf(attributes.getOrDefault("end", ""));
            return !day.isAfter(end.isBlank() ? to : LocalDate.parse(end));
        }
    }

    /** What is known of the holder himself, for questions and for the claim. */
    Map<String, Object> holderFacts(String holder, Scheme scheme, Map<String, Object> form, LocalDate day) {
        var claim = new HashMap<String, Object>();
        var required = required(holder, scheme, form);
        var valid = required.filter(r -> !day.isBefore(r.from()) && day.isBefore(r.to())).isPresent();
        var recognition = new HashMap<String, Object>(required.map(Recognition::attributes).orElse(Map.of()));
        recognition.put("valid", valid);
        recognition.put("publicBenefit", "true".equals(String.valueOf(recognition.get("publicBenefit"))));
        if (scheme.pack().asks("own.recognition.standing") && required.isPresent()) {
            recognition.put("standing", standing(required.get()).size());
            recognition.put("size", places(required.get().number().substring(CaseWork.RECOGNITION.length())));
        }
        recognition.put("settled", scheme.pack().asks("own.recognition.settled") && required.map(r -> advances.settled(r.number())).orElse(false));
        claim.put("recognition", recognition);
        if (scheme.pack().asks("own.openRefund")) {
            claim.put("openRefund", advances.refundOpen(holder));
        }
        if (scheme.pack().asks("own.excluded")) {
            claim.put("excluded", credit.excluded(holder, day));
            claim.put("excludedUntil", credit.excludedUntil(holder, day));
        }
        return claim;
    }

    /**
     * @param holder blind index of the applicant; null if he gave no number
     * @param proven numbers of lines that are proven to go first
     * @param caseNumber whose own roster is no other one
     */
    Own facts(String holder, Scheme scheme, Map<String, Object> form, List<ClaimLine> rows, LocalDate day, Set<Integer> proven, String caseNumber) {
        var claim = holderFacts(holder, scheme, form, day);
        claim.put("lineCount", rows.size());
        var held = required(holder, scheme, form);
        if (scheme.pack().asks("own.roster")) {
            held.ifPresent(r -> claim.put("roster", Map.of("average", average(r, day))));
        }
        if (scheme.pack().asks("own.survival")) {
            held.flatMap(r -> survival.of(r.id(), day)).ifPresent(counted -> claim.put("survival", Map.of("alive", counted.alive(), "left", counted.left())));
        }
        var period = period(scheme, form);
        var ranges = held.map(r -> String.valueOf(r.attributes().getOrDefault("addressRanges", "")).lines().map(String::strip).filter(s -> !s.isEmpty()).toList()).orElse(List.of());
        var entered = held.map(this::entered).orElse(Map.of());
        var places = Places.of(scheme.pack().lines(), held.map(r -> r.attributes().get("places")).orElse(null), inside(entered), rows, proven);
        claim.put("priorityLines", places.preferred());
        claim.put("declaredLines", places.declared());
        var memberships = memberships(scheme, held.or(() -> granted(caseNumber)), rows);
        var standing = scheme.pack().asks("own.standing") ? held.map(this::standing).orElse(Set.of()) : Set.<String>of();
        claim.put("leaving", rows.stream().filter(row -> standing.contains(String.valueOf(row.subjectIndex()))).count());
        claim.put("entering", rows.stream().filter(row -> !standing.contains(String.valueOf(row.subjectIndex()))).count());
        var seen = new HashSet<String>();
        var paid = paid(scheme, rows);
        var founders = new HashSet<String>();
        var result = new LinkedHashMap<Integer, Map<String, Object>>();
        for (var row : rows) {
            var own = new HashMap<>(claim);
            own.put("addressRanges", ranges);
            own.put("place", places.open().contains(row.seq()) ? null : !places.missing().contains(row.seq()));
            if (row.subjectIndex() != null && entered.containsKey(row.subjectIndex())) {
                tell(own, entered.get(row.subjectIndex()));
            }
            var mine = paid.stream().filter(p -> row.subjectIndex() != null && row.subjectIndex().equals(p.subject())).toList();
            own.put("paidYears", mine.size());
            own.put("sameYearPaid", mine.stream().anyMatch(p -> p.period().equals(period)));
            own.put("paidBefore", Money.ofFen(mine.stream().filter(p -> !p.period().equals(period)).mapToLong(Paid::fen).sum()).yuan());
            var counted = row.personIndex() != null && (!founders.add(row.personIndex())
                    || paid.stream().anyMatch(p -> row.personIndex().equals(p.person()) && !p.subject().equals(row.subjectIndex())));
            own.put("founderCounted", counted);
            own.put("standing", row.subjectIndex() != null && standing.contains(row.subjectIndex()));
            own.put("rostered", row.subjectIndex() != null && entered.containsKey(row.subjectIndex()));
            var elsewhere = memberships.getOrDefault(String.valueOf(row.subjectIndex()), List.of());
            own.put("memberships", elsewhere.stream().map(Membership::attributes).toList());
            own.put("running", row.subjectIndex() != null && !seen.add(row.subjectIndex()) || elsewhere.stream().anyMatch(m -> m.runs(day)));
            result.put(row.seq(), own);
        }
        return new Own(claim, result);
    }

    private static void tell(Map<String, Object> own, Entry entry) {
        own.put("enteredOn", entry.entered().toString());
        if (entry.left() != null) {
            own.put("leftOn", entry.left().toString());
        }
        if (entry.extendedTo() != null) {
            own.put("extendedTo", entry.extendedTo().toString());
        }
    }

    private static Set<String> inside(Map<String, Entry> entered) {
        return entered.entrySet().stream().filter(entry -> entry.getValue().left() == null).map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Marks lines as paid, but those that this case marked before. @throws Refusal CONFLICT {@code alreadyPaid} if another case was paid for the same: never twice */
    public void paid(CaseFile file, Map<String, Object> form, List<ClaimLine> lines) {
        var period = period(schemes.release(file.releaseId()), form);
        var marked = jdbc.sql("select subject_index from paid_line where case_number = ?").param(file.number()).query(String.class).list();
        for (var line : lines) {
            if (marked.contains(line.subjectIndex())) {
                continue;
            }
            try {
                jdbc.sql("insert into paid_line (id, case_number, scheme_key, subject_index, person_index, period_key, amount_fen) values (?, ?, ?, ?, ?, ?, ?)")
                        .params(Ids.next(), file.number(), file.schemeKey(), line.subjectIndex(), line.personIndex(), line.part() == null ? period : file.number(), line.amount().fen()).update();
            } catch (org.springframework.dao.DuplicateKeyException twice) {
                throw Refusal.conflict("alreadyPaid", line.label());
            }
        }
    }

    public void notPaid(CaseFile file, List<ClaimLine> lines) {
        lines.forEach(line -> jdbc.sql("delete from paid_line where case_number = ? and subject_index = ?").params(file.number(), line.subjectIndex()).update());
    }

    public void grant(CaseFile file, Scheme scheme, Map<String, String> values, String level, LocalDate from, LocalDate to) {
        var grant = scheme.pack().grants();
        var attributes = grant.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> values.getOrDefault(e.getValue(), "")));
        jdbc.sql("insert into recognition (id, kind, number, holder_index, holder_name, region, level_, valid_from, valid_to, attributes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), grant.recognition(), CaseWork.RECOGNITION + file.number(), file.applicantIndex(), file.applicantName(), file.region(), level,
                        Date.valueOf(from), Date.valueOf(to), json.writeValueAsString(attributes)).update();
    }

    /** Writes lines into the roster of the recognition that the case granted or that its scheme requires. */
    void roster(CaseFile file, Scheme scheme, Map<String, Object> form, List<ClaimLine> lines) {
        var recognition = (scheme.pack().grants() == null ? required(file.applicantIndex(), scheme, form)
                : held(file.applicantIndex(), scheme.pack().grants().recognition(), CaseWork.RECOGNITION + file.number())).orElseThrow(() -> Refusal.conflict("noRecognition"));
        var begins = String.valueOf(recognition.attributes().getOrDefault("start", recognition.from()));
        var leaves = scheme.form().roster().stream().flatMap(roster -> roster.children().stream()).anyMatch(column -> column.path().equals("leftOn"));
        for (var line : lines) {
            var leftOn = date(line, "leftOn");
            if (jdbc.sql("update roster_entry set " + (leaves ? "left_on = :left, " : "") + "extended_to = coalesce(:extended, extended_to), label = :label "
                    + "where recognition_id = :recognition and subject_index = :subject").param("left", leftOn).param("extended", date(line, "extendedTo"))
                    .param("label", line.label()).param("recognition", recognition.id()).param("subject", line.subjectIndex()).update() == 0) {
                enter(recognition, scheme, line, Date.valueOf(line.data().getOrDefault("enteredOn", begins)), leftOn);
            }
        }
    }

    private void enter(Recognition recognition, Scheme scheme, ClaimLine line, Date enteredOn, Date leftOn) {
        var id = Ids.next();
        var rule = scheme.pack().lines();
        var number = rule.subject() == null ? null : line.data().get(rule.subject());
        var priority = rule.priority() == null ? "" : line.data().getOrDefault(rule.priority(), "");
        jdbc.sql("insert into roster_entry (id, recognition_id, subject_index, label, number_sealed, priority, entered_on, left_on) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(id, recognition.id(), line.subjectIndex(), line.label(), number == null ? null : protection.seal(number, Survival.place(id)),
                        priority.isBlank() ? null : priority, enteredOn, leftOn)).update();
    }

    private static Date date(ClaimLine line, String column) {
        var typed = line.data().getOrDefault(column, "");
        return typed.isBlank() ? null : Date.valueOf(typed);
    }

    /** Where the holder's newest recognition of the kind was granted. */
    public Optional<Region> regionOf(String holder, String kind) {
        return holder == null ? Optional.empty() : jdbc.sql("select region from recognition where holder_index = ? and kind = ? order by id desc limit 1")
                .params(holder, kind).query(String.class).optional().map(Region::new);
    }

    /** The recognition that the scheme requires: the one whose number the form names, else the newest. */
    public Optional<Recognition> required(String holder, Scheme scheme, Map<String, Object> form) {
        var rule = scheme.pack().requires();
        return rule == null ? Optional.empty() : held(holder, rule.recognition(), rule.number() == null ? null : at(form, rule.number()));
    }

    /** What the case granted. */
    public Optional<Recognition> granted(String caseNumber) {
        return jdbc.sql("select id, number, valid_from, valid_to, attributes from recognition where number = ?").param(CaseWork.RECOGNITION + caseNumber).query(this::recognition).optional();
    }

    /** Changes what was granted. @param changed attribute → new value */
    public void amend(Recognition recognition, Map<String, String> changed) {
        var attributes = new LinkedHashMap<>(recognition.attributes());
        attributes.putAll(changed);
        jdbc.sql("update recognition set attributes = ?, level_ = coalesce(?, level_) where id = ?").params(java.util.Arrays.asList(json.writeValueAsString(attributes), changed.get("level"), recognition.id())).update();
    }

    /** Whoever writes rosters of a kind of recognition does so one after the other, so that two who enter the same person see each other. */
    void lockRosters(String kind) {
        var lock = "select kind from roster_kind where kind = ? for update";
        if (jdbc.sql(lock).param(kind).query(String.class).optional().isEmpty()) {
            try {
                jdbc.sql("insert into roster_kind (kind) values (?)").param(kind).update();
            } catch (org.springframework.dao.DuplicateKeyException openedMeanwhile) {
                jdbc.sql(lock).param(kind).query(String.class).single();
            }
        }
    }

    /** How many places what a case granted has: its lines that passed, but for those refused by an objection or a decision before they entered. */
    @Transactional(readOnly = true)
    public int places(String granting) {
        return jdbc.sql("select count(*) from claim_line l where l.case_number = ? and l.verdict = 'PASS' and (l.state <> 'REJECTED' or exists (select 1 from roster_entry e "
                + "join recognition r on r.id = e.recognition_id where r.number = ? and e.subject_index = l.subject_index))")
                .params(granting, CaseWork.RECOGNITION + granting).query(Integer.class).single();
    }

    /** What was granted is given up: it is valid no more, and whoever is on its roster leaves it that day. */
    public void cancel(Recognition recognition, LocalDate day) {
        amend(recognition, Map.of(CANCELLED, day.toString()));
        jdbc.sql("update recognition set valid_to = ? where id = ?").params(Date.valueOf(day), recognition.id()).update();
        jdbc.sql("update roster_entry set left_on = ? where recognition_id = ? and left_on is null").params(Date.valueOf(day), recognition.id()).update();
    }

    /** Subjects that are on the roster of a recognition and have not left. */
    public Set<String> standing(Recognition recognition) {
        return Set.copyOf(jdbc.sql("select subject_index from roster_entry where recognition_id = ? and left_on is null").param(recognition.id()).query(String.class).list());
    }

    /** Everybody who is or was on the roster of a recognition, in the order of entering. */
    public List<Place> roster(long recognition) {
        return jdbc.sql("select id, subject_index, label, number_sealed, entered_on, left_on from roster_entry where recognition_id = ? order by entered_on, id").param(recognition)
                .query((row, n) -> new Place(row.getLong(1), row.getString(2), row.getString(3), protection.open(row.getString(4), Survival.place(row.getLong(1))),
                        row.getDate(5).toLocalDate(), day(row.getDate(6)))).list();
    }

    private Recognition recognition(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Recognition(row.getLong(1), row.getString(2), row.getDate(3).toLocalDate(), row.getDate(4).toLocalDate(), json.readValue(row.getString(5), ATTRIBUTES));
    }

    private Optional<Recognition> held(String holder, String kind, String number) {
        return holder == null ? Optional.empty() : jdbc.sql("select id, number, valid_from, valid_to, attributes from recognition where holder_index = ? and kind = ? order by id desc")
                .params(holder, kind).query(this::recognition).list().stream().filter(r -> number == null || r.number().equals(number)).findFirst();
    }

    private Map<String, List<Membership>> memberships(Scheme scheme, Optional<Recognition> own, List<ClaimLine> rows) {
        var kind = scheme.pack().grants() != null ? scheme.pack().grants().recognition()
                : scheme.pack().requires() != null && scheme.pack().asks("own.running") ? scheme.pack().requires().recognition() : null;
        var keys = rows.stream().map(ClaimLine::subjectIndex).filter(java.util.Objects::nonNull).distinct().toList();
        var found = new HashMap<String, List<Membership>>();
        if (kind != null && !keys.isEmpty()) {
            jdbc.sql("select e.subject_index, r.valid_to, r.attributes from roster_entry e join recognition r on r.id = e.recognition_id "
                    + "where r.kind = :kind and e.left_on is null and e.subject_index in (:keys) and r.id <> :own").param("kind", kind).param("keys", keys)
                    .param("own", own.map(Recognition::id).orElse(0L)).query(row -> {
                        found.computeIfAbsent(row.getString(1), key -> new java.util.ArrayList<>())
                                .add(new Membership(row.getDate(2).toLocalDate(), json.readValue(row.getString(3), ATTRIBUTES)));
                    });
        }
        return found;
    }

    /** How many entities were in the base on the average of the two years before the day. */
    private BigDecimal average(Recognition recognition, LocalDate day) {
        var from = day.minusYears(2);
        var days = jdbc.sql("select entered_on, left_on from roster_entry where recognition_id = ? and entered_on < ?").params(recognition.id(), Date.valueOf(day))
                .query((row, n) -> {
                    var entered = row.getDate(1).toLocalDate();
                    var left = row.getDate(2) == null ? day : row.getDate(2).toLocalDate();
                    return Math.max(0, ChronoUnit.DAYS.between(entered.isBefore(from) ? from : entered, left.isAfter(day) ? day : left));
                }).list().stream().mapToLong(Long::longValue).sum();
        return BigDecimal.valueOf(days).divide(BigDecimal.valueOf(ChronoUnit.DAYS.between(from, day)), 2, RoundingMode.HALF_UP);
    }

    private Map<String, Entry> entered(Recognition recognition) {
        var entered = new HashMap<String, Entry>();
        jdbc.sql("select subject_index, entered_on, left_on, extended_to from roster_entry where recognition_id = ?").param(recognition.id())
                .query((row, n) -> entered.put(row.getString(1), new Entry(row.getDate(2).toLocalDate(), day(row.getDate(3)), day(row.getDate(4))))).list();
        return entered;
    }

    private static LocalDate day(Date date) {
        return date == null ? null : date.toLocalDate();
    }

    private record Paid(String subject, String person, String period, long fen) { }

    private List<Paid> paid(Scheme scheme, List<ClaimLine> rows) {
        var keys = rows.stream().flatMap(r -> java.util.stream.Stream.of(r.subjectIndex(), r.personIndex())).filter(java.util.Objects::nonNull).distinct().toList();
        return keys.isEmpty() ? List.of() : jdbc.sql("select subject_index, person_index, period_key, amount_fen from paid_line where scheme_key = :scheme "
                        + "and (subject_index in (:keys) or person_index in (:keys))").param("scheme", scheme.key()).param("keys", keys)
                .query((row, n) -> new Paid(row.getString(1), row.getString(2), row.getString(3), row.getLong(4))).list();
    }

    private static String period(Scheme scheme, Map<String, Object> form) {
        var rule = scheme.pack().lines();
        return Optional.ofNullable(at(form, rule == null || rule.period() == null ? "claim.periodEnd" : rule.period())).orElse("-");
    }

    private static String at(Map<String, Object> form, String path) {
        Object found = form;
        for (var name : path.split("\\.")) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found == null ? null : String.valueOf(found);
    }
}
