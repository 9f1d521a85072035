package org.huibu.casefile;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.scheme.Scheme;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What this house itself knows: recognitions, rosters of bases, and what was paid for whom (data check D15). Read in bulk. */
@Component
class OwnRegister {

    private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() { };
    private final JdbcClient jdbc;
    private final JsonMapper json;

    OwnRegister(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Own(Map<String, Object> claim, Map<Integer, Map<String, Object>> lines) { }

    record Recognition(long id, LocalDate from, LocalDate to, Map<String, Object> attributes) { }

    /** @param holder blind index of the applicant; null if he gave no number */
    Own facts(String holder, Scheme scheme, Map<String, Object> form, List<ClaimLine> rows, LocalDate day) {
        var claim = new HashMap<String, Object>();
        var held = scheme.pack().requires() == null ? Optional.<Recognition>empty() : held(holder, scheme.pack().requires().recognition());
        var valid = held.filter(r -> !day.isBefore(r.from()) && day.isBefore(r.to())).isPresent();
        claim.put("recognition", Map.of("valid", valid, "publicBenefit", held.map(r -> "true".equals(String.valueOf(r.attributes().get("publicBenefit")))).orElse(false)));
        var ranges = held.map(r -> String.valueOf(r.attributes().getOrDefault("addressRanges", "")).lines().map(String::strip).filter(s -> !s.isEmpty()).toList()).orElse(List.of());
        var entered = held.map(this::entered).orElse(Map.of());
        var paid = paid(scheme, rows);
        var founders = new HashSet<String>();
        var result = new LinkedHashMap<Integer, Map<String, Object>>();
        for (var row : rows) {
            var own = new HashMap<>(claim);
            own.put("addressRanges", ranges);
            if (entered.containsKey(row.subjectIndex())) {
                own.put("enteredOn", entered.get(row.subjectIndex()).toString());
            }
            var mine = paid.stream().filter(p -> row.subjectIndex() != null && row.subjectIndex().equals(p.subject())).toList();
            own.put("paidYears", mine.size());
            own.put("sameYearPaid", mine.stream().anyMatch(p -> p.period().equals(period(form))));
            var counted = row.personIndex() != null && (!founders.add(row.personIndex())
                    || paid.stream().anyMatch(p -> row.personIndex().equals(p.person()) && !p.subject().equals(row.subjectIndex())));
            own.put("founderCounted", counted);
            result.put(row.seq(), own);
        }
        return new Own(claim, result);
    }

    /** Marks lines as paid, but those that this case marked before. @throws Refusal CONFLICT {@code alreadyPaid} if another case was paid for the same: never twice */
    void paid(CaseFile file, Map<String, Object> form, List<ClaimLine> lines) {
        var marked = jdbc.sql("select subject_index from paid_line where case_number = ?").param(file.number()).query(String.class).list();
        for (var line : lines) {
            if (marked.contains(line.subjectIndex())) {
                continue;
            }
            try {
                jdbc.sql("insert into paid_line (id, case_number, scheme_key, subject_index, person_index, period_key, amount_fen) values (?, ?, ?, ?, ?, ?, ?)")
                        .params(Ids.next(), file.number(), file.schemeKey(), line.subjectIndex(), line.personIndex(), period(form), line.amount().fen()).update();
            } catch (org.springframework.dao.DuplicateKeyException twice) {
                throw Refusal.conflict("alreadyPaid", line.label());
            }
        }
    }

    void notPaid(CaseFile file, List<ClaimLine> lines) {
        lines.forEach(line -> jdbc.sql("delete from paid_line where case_number = ? and subject_index = ?").params(file.number(), line.subjectIndex()).update());
    }

    void grant(CaseFile file, Scheme scheme, Map<String, String> values, String level, LocalDate from, LocalDate to) {
        var grant = scheme.pack().grants();
        var attributes = grant.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> values.getOrDefault(e.getValue(), "")));
        jdbc.sql("insert into recognition (id, kind, number, holder_index, holder_name, region, level_, valid_from, valid_to, attributes) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), grant.recognition(), CaseWork.RECOGNITION + file.number(), file.applicantIndex(), file.applicantName(), file.region(), level,
                        Date.valueOf(from), Date.valueOf(to), json.writeValueAsString(attributes)).update();
    }

    void roster(CaseFile file, String kind, List<ClaimLine> lines) {
        var recognition = held(file.applicantIndex(), kind).orElseThrow(() -> Refusal.conflict("noRecognition"));
        for (var line : lines) {
            var left = line.data().getOrDefault("leftOn", "");
            var leftOn = left.isBlank() ? null : Date.valueOf(left);
            if (jdbc.sql("update roster_entry set left_on = ?, label = ? where recognition_id = ? and subject_index = ?")
                    .params(leftOn, line.label(), recognition.id(), line.subjectIndex()).update() == 0) {
                jdbc.sql("insert into roster_entry (id, recognition_id, subject_index, label, entered_on, left_on) values (?, ?, ?, ?, ?, ?)")
                        .params(Ids.next(), recognition.id(), line.subjectIndex(), line.label(), Date.valueOf(line.data().get("enteredOn")), leftOn).update();
            }
        }
    }

    /** Where the holder's newest recognition of the kind was granted. */
    Optional<Region> regionOf(String holder, String kind) {
        return holder == null ? Optional.empty() : jdbc.sql("select region from recognition where holder_index = ? and kind = ? order by id desc limit 1")
                .params(holder, kind).query(String.class).optional().map(Region::new);
    }

    private Optional<Recognition> held(String holder, String kind) {
        return holder == null ? Optional.empty() : jdbc.sql("select id, valid_from, valid_to, attributes from recognition where holder_index = ? and kind = ? order by id desc")
                .params(holder, kind).query((row, n) -> new Recognition(row.getLong(1), row.getDate(2).toLocalDate(), row.getDate(3).toLocalDate(),
                        json.readValue(row.getString(4), ATTRIBUTES))).list().stream().findFirst();
    }

    private Map<String, LocalDate> entered(Recognition recognition) {
        var entered = new HashMap<String, LocalDate>();
        jdbc.sql("select subject_index, entered_on from roster_entry where recognition_id = ?").param(recognition.id())
                .query((row, n) -> entered.put(row.getString(1), row.getDate(2).toLocalDate())).list();
        return entered;
    }

    private record Paid(String subject, String person, String period) { }

    private List<Paid> paid(Scheme scheme, List<ClaimLine> rows) {
        var keys = rows.stream().flatMap(r -> java.util.stream.Stream.of(r.subjectIndex(), r.personIndex())).filter(java.util.Objects::nonNull).distinct().toList();
        return keys.isEmpty() ? List.of() : jdbc.sql("select subject_index, person_index, period_key from paid_line where scheme_key = :scheme "
                        + "and (subject_index in (:keys) or person_index in (:keys))").param("scheme", scheme.key()).param("keys", keys)
                .query((row, n) -> new Paid(row.getString(1), row.getString(2), row.getString(3))).list();
    }

    private static String period(Map<String, Object> form) {
        return form.get("claim") instanceof Map<?, ?> claim && claim.get("periodEnd") != null ? String.valueOf(claim.get("periodEnd")) : "-";
    }
}
