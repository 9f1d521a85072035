package org.huibu.eligibility;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The history for replay of decisions: each evaluation with its inputs, outputs, matched rules, release and time; never changed. */
@Service
public class Evaluations {

    private static final TypeReference<Map<String, Object>> INPUTS = new TypeReference<>() { };
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final JsonMapper json;
    private final Clock clock;

    Evaluations(JdbcClient jdbc, JdbcTemplate batch, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One row as kept.
     *
     * @param subject {@code claim}, {@code line:<seq>}, {@code intake} or {@code notice:<group>}
     * @param hits matched rule (or decision, if it is no table) → its output, in the order of evaluation
     */
    public record Row(String subject, String decision, long releaseId, Map<String, Object> inputs, Map<String, Object> hits, String result, Instant at) { }

    /** Keeps the evaluations of a case, one row per subject, as one batch. */
    @Transactional
    public void keep(String caseNumber, long releaseId, Map<String, Evaluated> bySubject) {
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        batch.batchUpdate("insert into decision_evaluation (id, case_number, subject, decision, release_id, inputs, hits, result, at_) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                bySubject.entrySet().stream().map(one -> new Object[] {Ids.next(), caseNumber, one.getKey(), one.getValue().decision(), releaseId,
                    json.writeValueAsString(one.getValue().inputs()), json.writeValueAsString(hits(one.getValue())), one.getValue().text(), now}).toList());
    }

    /** In the order in which they were made. */
    @Transactional(readOnly = true)
    public List<Row> of(String caseNumber) {
        return jdbc.sql("select subject, decision, release_id, inputs, hits, result, at_ from decision_evaluation where case_number = ? order by id").param(caseNumber)
                .query((row, n) -> new Row(row.getString(1), row.getString(2), row.getLong(3), json.readValue(row.getString(4), INPUTS),
                        json.readValue(row.getString(5), INPUTS), row.getString(6), row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    private static Map<String, Object> hits(Evaluated evaluated) {
        return evaluated.hits().stream().filter(hit -> hit.output() != null).collect(Collectors.toMap(hit -> hit.rule() == null ? hit.decision() : hit.rule(),
                hit -> hit.output(), (first, second) -> first, java.util.LinkedHashMap::new));
    }
}
