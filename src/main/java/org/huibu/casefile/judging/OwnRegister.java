package org.huibu.casefile.judging;

import java.sql.Date;
import java.time.LocalDate;
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
import org.huibu.casefile.roster.Rosters;
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
    private final Rosters rosters;
    private final Schemes schemes;

    OwnRegister(JdbcClient jdbc, JsonMapper json, Advances advances, Survival survival, CreditRecords credit, Rosters rosters, Schemes schemes) {
        this.jdbc = jdbc;
        this.json = json;
        this.advances = advances;
        this.survival = survival;
        this.credit = credit;
        this.rosters = rosters;
        this.schemes = schemes;
    }

    record Own(Map<String, Object> claim, Map<Integer, Map<String, Object>> lines) { }

    /** @param to first day on which it is no longer valid */
    public record Recognition(long id, String number, LocalDate from, LocalDate to, Map<String, Object> attributes) {

        public boolean cancelled() {
            return attributes.containsKey(CANCELLED);
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
            recognition.put("standing", rosters.standing(required.get().id()).size());
            recognition.put("size", rosters.places(required.get().number().substring(CaseWork.RECOGNITION.length())));
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
            held.ifPresent(r -> claim.put("roster", Map.of("average", rosters.average(r.id(), day))));
        }
        if (scheme.pack().asks("own.survival")) {
            held.flatMap(r -> survival.of(r.id(), day)).ifPresent(counted -> claim.put("survival", Map.of("alive", counted.alive(), "left", counted.left())));
        }
        var period = period(scheme, form);
        var ranges = held.map(r -> String.valueOf(r.attributes().getOrDefault("addressRanges", "")).lines().map(String::strip).filter(s -> !s.isEmpty()).toList()).orElse(List.of());
        var entered = held.map(r -> rosters.entered(r.id())).orElse(Map.of());
        var places = Places.of(scheme.pack().lines(), held.map(r -> r.attributes().get("places")).orElse(null), inside(entered), rows, proven);
        claim.put("priorityLines", places.preferred());
        claim.put("declaredLines", places.declared());
        var memberships = memberships(scheme, held.or(() -> granted(caseNumber)), rows);
        var standing = scheme.pack().asks("own.standing") ? held.map(r -> rosters.standing(r.id())).orElse(Set.of()) : Set.<String>of();
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
            own.put("memberships", elsewhere.stream().map(Rosters.Membership::attributes).toList());
            own.put("running", row.subjectIndex() != null && !seen.add(row.subjectIndex()) || elsewhere.stream().anyMatch(m -> m.runs(day)));
            result.put(row.seq(), own);
        }
        return new Own(claim, result);
    }

    private static void tell(Map<String, Object> own, Rosters.Entry entry) {
        own.put("enteredOn", entry.entered().toString());
        if (entry.left() != null) {
            own.put("leftOn", entry.left().toString());
        }
        if (entry.extendedTo() != null) {
            own.put("extendedTo", entry.extendedTo().toString());
        }
        if (entry.contractFrom() != null && entry.contractTo() != null) {
            own.put("contractFrom", entry.contractFrom().toString());
            own.put("contractTo", entry.contractTo().toString());
        }
    }

    private static Set<String> inside(Map<String, Rosters.Entry> entered) {
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

    /** The recognition that the case granted, or that its scheme requires. @throws Refusal CONFLICT {@code noRecognition} */
    public Recognition recognition(CaseFile file, Scheme scheme, Map<String, Object> form) {
        return (scheme.pack().grants() == null ? required(file.applicantIndex(), scheme, form)
                : held(file.applicantIndex(), scheme.pack().grants().recognition(), CaseWork.RECOGNITION + file.number())).orElseThrow(() -> Refusal.conflict("noRecognition"));
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
        if (changed.containsKey("start")) {
            rosters.begin(recognition.id(), LocalDate.parse(String.valueOf(recognition.attributes().get("start"))), LocalDate.parse(changed.get("start")));
        }
        jdbc.sql("update recognition set attributes = ?, level_ = coalesce(?, level_) where id = ?").params(java.util.Arrays.asList(json.writeValueAsString(attributes), changed.get("level"), recognition.id())).update();
    }

    /** What was granted is given up: it is valid no more, and whoever is on its roster leaves it that day. */
    public void cancel(Recognition recognition, LocalDate day) {
        amend(recognition, Map.of(CANCELLED, day.toString()));
        jdbc.sql("update recognition set valid_to = ? where id = ?").params(Date.valueOf(day), recognition.id()).update();
        rosters.leave(recognition.id(), day);
    }

    private Recognition recognition(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Recognition(row.getLong(1), row.getString(2), row.getDate(3).toLocalDate(), row.getDate(4).toLocalDate(), json.readValue(row.getString(5), ATTRIBUTES));
    }

    private Optional<Recognition> held(String holder, String kind, String number) {
        return holder == null ? Optional.empty() : jdbc.sql("select id, number, valid_from, valid_to, attributes from recognition where holder_index = ? and kind = ? order by id desc")
                .params(holder, kind).query(this::recognition).list().stream().filter(r -> number == null || r.number().equals(number)).findFirst();
    }

    private Map<String, List<Rosters.Membership>> memberships(Scheme scheme, Optional<Recognition> own, List<ClaimLine> rows) {
        var kind = scheme.pack().grants() != null ? scheme.pack().grants().recognition()
                : scheme.pack().requires() != null && scheme.pack().asks("own.running") ? scheme.pack().requires().recognition() : null;
        var keys = rows.stream().map(ClaimLine::subjectIndex).filter(java.util.Objects::nonNull).distinct().toList();
        return kind == null || keys.isEmpty() ? Map.of() : rosters.memberships(kind, keys, own.map(Recognition::id).orElse(0L));
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
