package org.huibu;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.huibu.shared.Ids;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes another release of a scheme the active one for a test, with files changed as the test wants; the process model stays the same. */
@TestComponent
public class ReleaseVariant {

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    ReleaseVariant(JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    /** Runs the test while every file of the scheme reads as changed. */
    public void with(String scheme, UnaryOperator<String> change, Runnable test) {
        var shipped = jdbc.queryForMap("select id, version_, content, deployment_id, definition_id, imported_at from scheme_release where scheme_key = ? and state = 'ACTIVE'", scheme);
        var variant = Ids.next();
        var files = json.readValue((String) shipped.get("content"), new TypeReference<Map<String, String>>() { });
        files.replaceAll((name, text) -> change.apply(text));
        transaction.executeWithoutResult(status -> {
            jdbc.update("update scheme_release set state = 'RETIRED' where id = ?", shipped.get("id"));
            jdbc.update("insert into scheme_release (id, scheme_key, version_, content_hash, state, content, deployment_id, definition_id, imported_at) values (?, ?, ?, ?, 'ACTIVE', ?, ?, ?, ?)",
                    variant, scheme, (int) (variant % 1_000_000_000), Long.toString(variant), json.writeValueAsString(files), shipped.get("deployment_id"),
                    shipped.get("definition_id"), shipped.get("imported_at"));
        });
        try {
            test.run();
        } finally {
            transaction.executeWithoutResult(status -> {
                jdbc.update("update scheme_release set state = 'RETIRED' where id = ?", variant);
                jdbc.update("update scheme_release set state = 'ACTIVE' where id = ?", shipped.get("id"));
            });
        }
    }
}
