package org.huibu.casefile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a claim in bulk: thousands are written and read in batches. */
@Component
public class ClaimLines {

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() { };
    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() { };
    private static final String INSERT = "insert into claim_line (id, case_id, case_number, seq, label, subject_index, person_index, data, amount_fen, state) "
            + "values (?, ?, ?, ?, ?, ?, ?, ?, 0, 'OPEN')";
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Protection protection;
    private final JsonMapper json;

    ClaimLines(JdbcClient jdbc, JdbcTemplate batch, Protection protection, JsonMapper json) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.protection = protection;
        this.json = json;
    }

    int count(CaseFile file) {
        return jdbc.sql("select count(*) from claim_line where case_id = ?").param(file.id()).query(Integer.class).single();
    }

    /** One line in the place of what was there, or at the end. */
    void put(CaseFile file, Scheme scheme, int seq, Map<String, String> row) {
        jdbc.sql("delete from claim_line where case_id = ? and seq = ?").params(file.id(), seq).update();
        batch.batchUpdate(INSERT, List.<Object[]>of(values(file, scheme, seq, row)));
    }

    public void replace(CaseFile file, Scheme scheme, List<Map<String, String>> rows) {
        jdbc.sql("delete from claim_line where case_id = ?").param(file.id()).update();
        batch.batchUpdate(INSERT, IntStream.range(0, rows.size()).mapToObj(seq -> values(file, scheme, seq, rows.get(seq))).toList());
    }

    private Object[] values(CaseFile file, Scheme scheme, int seq, Map<String, String> row) {
        var rules = scheme.pack().lines();
        var id = Ids.next();
        return new Object[] {id, file.id(), file.number(), seq, cut(row.getOrDefault(rules.label(), "")),
            protection.index("ENTERPRISE", row.get(rules.subject())), protection.index("PERSON", row.get(rules.person())),
            json.writeValueAsString(sealed(row, sensitive(scheme), id))};
    }

    /** The one line of a claim that is paid as a whole; its subject is the applicant. */
    void whole(CaseFile file, Scheme scheme) {
        var person = scheme.pack().applicant().person() ? file.applicantIndex() : null;
        if (jdbc.sql("update claim_line set label = ?, subject_index = ?, person_index = ? where case_id = ?")
                .params(file.applicantName(), file.applicantIndex(), person, file.id()).update() == 0) {
            jdbc.sql("insert into claim_line (id, case_id, case_number, seq, label, subject_index, person_index, data, amount_fen, state) "
                    + "values (?, ?, ?, 0, ?, ?, ?, '{}', 0, 'OPEN')").params(Ids.next(), file.id(), file.number(), file.applicantName(), file.applicantIndex(), person).update();
        }
    }

    public List<ClaimLine> of(CaseFile file) {
        return jdbc.sql("select id, seq, label, subject_index, person_index, data, verdict, reason, amount_fen, offset_fen, group_, state, part from claim_line "
                + "where case_id = ? order by seq").param(file.id()).query((row, n) -> new ClaimLine(row.getLong(1), row.getInt(2), row.getString(3),
                        row.getString(4), row.getString(5), opened(row.getString(6), row.getLong(1)), row.getString(7), row.getString(8),
                        Money.ofFen(row.getLong(9)), Money.ofFen(row.getLong(10)), row.getString(11), ClaimLine.State.valueOf(row.getString(12)), row.getString(13))).list();
    }

    public void judged(CaseFile file, Map<Integer, Judgement> judgements) {
        batch.batchUpdate("update claim_line set proposed = ?, proposed_fen = ?, verdict = ?, reason = ?, amount_fen = ?, offset_fen = 0, officer_reason = null, findings = ? where case_id = ? and seq = ?",
                judgements.entrySet().stream().map(one -> new Object[] {one.getValue().verdict().name(), one.getValue().amount().fen(),
                    one.getValue().verdict().name(), one.getValue().reason(), one.getValue().amount().fen(), json.writeValueAsString(one.getValue().findings()), file.id(), one.getKey()}).toList());
    }

    /** Keeps what the claim earns beyond its roster as a line of its own behind the others, unless an officer has decided on it. */
    public void part(CaseFile file, String part, String label, Judgement judged) {
        var mine = "where case_id = ? and part = ? and state = 'OPEN' and officer_reason is null";
        var values = new Object[] {judged.verdict().name(), judged.amount().fen(), judged.verdict().name(), judged.reason(), judged.amount().fen(),
            json.writeValueAsString(judged.findings()), file.id(), part};
        if (batch.update("update claim_line set proposed = ?, proposed_fen = ?, verdict = ?, reason = ?, amount_fen = ?, findings = ? " + mine, values) == 0
                && jdbc.sql("select count(*) from claim_line where case_id = ? and part = ?").params(file.id(), part).query(Long.class).single() == 0) {
            jdbc.sql("insert into claim_line (id, case_id, case_number, seq, label, subject_index, data, amount_fen, state, part) "
                    + "select ?, ?, ?, coalesce(max(seq), -1) + 1, ?, ?, '{}', 0, 'OPEN', ? from claim_line where case_id = ?")
                    .params(Ids.next(), file.id(), file.number(), cut(label), file.applicantIndex(), part, file.id()).update();
            batch.update("update claim_line set proposed = ?, proposed_fen = ?, verdict = ?, reason = ?, amount_fen = ?, findings = ? " + mine, values);
        }
    }

    /** The claim earns nothing beyond its roster, or its roster is open again. */
    public void dropPart(CaseFile file) {
        jdbc.sql("delete from claim_line where case_id = ? and part is not null and state = 'OPEN'").param(file.id()).update();
    }

    public List<Finding> findings(CaseFile file, int seq) {
        return jdbc.sql("select findings from claim_line where case_id = ? and seq = ?").params(file.id(), seq).query(String.class).optional()
                .map(text -> json.readValue(text, FINDINGS)).orElse(List.of());
    }

    Map<Integer, Finding> decisive(CaseFile file) {
        var decisive = new LinkedHashMap<Integer, Finding>();
        jdbc.sql("select seq, reason, findings from claim_line where case_id = ? and reason is not null and findings is not null order by seq").param(file.id())
                .query(row -> {
                    var code = row.getString(2);
                    int seq = row.getInt(1);
                    json.readValue(row.getString(3), FINDINGS).stream().filter(f -> f.code().equals(code)).findFirst().ifPresent(f -> decisive.put(seq, f));
                });
        return decisive;
    }

    void decide(CaseFile file, List<CaseWork.LineVerdict> verdicts) {
        batch.batchUpdate("update claim_line set verdict = ?, reason = case when ? = 'PASS' then null else coalesce(reason, 'OFFICER') end, amount_fen = ?, officer_reason = ? "
                + "where case_id = ? and seq = ? and state = 'OPEN'", verdicts.stream().map(one -> new Object[] {one.verdict(), one.verdict(), one.amount().fen(),
                    one.reason(), file.id(), one.seq()}).toList());
    }

    void group(CaseFile file, Set<Integer> disputed) {
        jdbc.sql("update claim_line set group_ = 'MAIN' where case_id = ? and verdict = 'PASS' and state = 'OPEN'").param(file.id()).update();
        disputed.forEach(seq -> jdbc.sql("update claim_line set group_ = ? where case_id = ? and seq = ? and verdict = 'PASS'")
                .params("L" + seq, file.id(), seq).update());
    }

    public void state(CaseFile file, String group, ClaimLine.State from, ClaimLine.State to) {
        jdbc.sql("update claim_line set state = ? where case_id = ? and group_ = ? and state = ? and verdict = 'PASS'")
                .params(to.name(), file.id(), group, from.name()).update();
    }

    /** Lines that need no payment because an advance covers them. */
    public void covered(CaseFile file, List<ClaimLine> lines) {
        batch.batchUpdate("update claim_line set state = 'PAID' where case_id = ? and seq = ? and state = 'OPEN'", lines.stream().map(line -> new Object[] {file.id(), line.seq()}).toList());
    }

    /** Lines that never passed are refused with the case. */
    public void refuseRest(CaseFile file) {
        jdbc.sql("update claim_line set state = 'REJECTED' where case_id = ? and state = 'OPEN' and (verdict is null or verdict <> 'PASS')").param(file.id()).update();
    }

    private Set<String> sensitive(Scheme scheme) {
        return scheme.form().roster().stream().flatMap(r -> r.children().stream()).filter(FormField::sensitive).map(FormField::path).collect(Collectors.toSet());
    }

    private Map<String, String> sealed(Map<String, String> row, Set<String> sensitive, long id) {
        var sealed = new LinkedHashMap<String, String>();
        row.forEach((name, value) -> sealed.put(name, sensitive.contains(name) ? protection.seal(value, "line:" + id + ":" + name) : value));
        return sealed;
    }

    private Map<String, String> opened(String data, long id) {
        var values = new LinkedHashMap<String, String>();
        json.readValue(data, VALUES).forEach((name, value) -> values.put(name, protection.open(value, "line:" + id + ":" + name)));
        return values;
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
