package org.huibu.review.records;

import java.util.HashMap;
import java.util.Map;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.scheme.Scheme;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What officers recorded at steps, for rules: {@code own.record.<form>.<field>}, the newest of each form; {@code site-visit.form} reads as {@code siteVisit}. */
@Component
class RecordFacts implements OwnFacts {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() { };
    private final JdbcClient jdbc;
    private final JsonMapper json;

    RecordFacts(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        var records = new HashMap<String, Object>();
        if (!caseNumber.isEmpty() && !scheme.stepForms().isEmpty()) {
            jdbc.sql("select form, values_ from step_record where case_number = ? order by id").param(caseNumber)
                    .query((row, n) -> records.put(name(row.getString(1)), json.readValue(row.getString(2), VALUES))).list();
        }
        return Map.of("record", records);
    }

    private static String name(String form) {
        var words = form.substring(form.lastIndexOf('/') + 1).replaceFirst("\\.form$", "").split("-");
        var name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }
}
