package org.huibu.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.process.Models;
import org.huibu.scheme.pack.PackReader;
import org.huibu.scheme.pack.PackRules;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The release table, the one home of what runs: each row holds every file of a pack and stands for one deployment of its models. Files of
 * the class path only bring candidates; every node reads the active release from here.
 */
@Service
public class Releases {

    private static final String SELECT = "select id, scheme_key, version_, state, definition_id, imported_at, activated_at, purpose, edited_by, approved_by from scheme_release ";
    private final JdbcClient jdbc;
    private final PackReader reader;
    private final PackRules rules;
    private final Models models;
    private final JsonMapper json;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Releases(JdbcClient jdbc, PackReader reader, PackRules rules, Models models, JsonMapper json, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.rules = rules;
        this.models = models;
        this.json = json;
        this.clock = clock;
        this.events = events;
    }

    /**
     * A row without its files.
     *
     * @param state ACTIVE, CANDIDATE (delivered with the program, never released) or RETIRED
     * @param activatedAt null unless it was ever active; @param editedBy and @param approvedBy null for what a first start activated
     */
    public record Release(long id, String schemeKey, int version, String state, String definitionId, Instant importedAt, Instant activatedAt, String purpose,
                          String editedBy, String approvedBy) { }

    /** Newest first. */
    public List<Release> all() {
        return jdbc.sql(SELECT + "order by id desc").query((row, n) -> read(row)).list();
    }

    /** @throws Refusal NOT_FOUND */
    public Release find(long id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query((row, n) -> read(row)).optional().orElseThrow(Refusal::notFound);
    }

    /** What new cases of the scheme follow. @throws Refusal NOT_FOUND */
    public Release active(String schemeKey) {
        return jdbc.sql(SELECT + "where scheme_key = ? and state = 'ACTIVE'").param(schemeKey).query((row, n) -> read(row)).optional().orElseThrow(Refusal::notFound);
    }

    /** Every file of a release by name, the shared ones included. @throws Refusal NOT_FOUND */
    public Map<String, String> files(long id) {
        return json.readValue(jdbc.sql("select content from scheme_release where id = ?").param(id).query(String.class).optional().orElseThrow(Refusal::notFound),
                new TypeReference<TreeMap<String, String>>() { });
    }

    /** All faults of the files, by the same checks that a start and a deployment apply. */
    public List<Fault> check(String schemeKey, Map<String, String> files) {
        var faults = new ArrayList<Fault>();
        try {
            rules.read(schemeKey, files, faults).filter(source -> !source.pack().key().equals(schemeKey))
                    .ifPresent(source -> faults.add(Fault.at(schemeKey + "/scheme.yaml", "schemeKeyChanged", source.pack().key())));
        } catch (RuntimeException unreadable) {
            // What one check refused may leave another without footing; a fault is known then.
            if (faults.isEmpty()) {
                faults.add(Fault.at(schemeKey, "packBroken", String.valueOf(unreadable.getMessage())));
            }
        }
        return faults.stream().distinct().toList();
    }

    /**
     * Makes the files the active release of a scheme, in the caller's transaction; content that was released before becomes active again.
     * Cases that run keep their release.
     *
     * @param insteadOf the release that ends by this; what was compared with another one must be looked at again
     * @throws Refusal INVALID with all faults, CONFLICT {@code runningReleaseChanged}
     */
    @Transactional
    public Release activate(String schemeKey, Map<String, String> files, long insteadOf, String purpose, String editedBy, String approvedBy) {
        var faults = check(schemeKey, files);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        if (jdbc.sql("update scheme_release set state = 'RETIRED' where id = ? and scheme_key = ? and state = 'ACTIVE'").params(insteadOf, schemeKey).update() == 0) {
            throw Refusal.conflict("runningReleaseChanged");
        }
        var content = content(files);
        var known = jdbc.sql("select id from scheme_release where scheme_key = ? and content_hash = ?").params(schemeKey, hash(content)).query(Long.class).optional();
        long id = known.orElseGet(() -> insert(schemeKey, files, content, "RETIRED"));
        jdbc.sql("update scheme_release set state = 'ACTIVE', activated_at = ?, purpose = ?, edited_by = ?, approved_by = ? where id = ?")
                .params(now(), purpose, editedBy, approvedBy, id).update();
        var release = find(id);
        events.publishEvent(new SchemeReleased(schemeKey, release.version(), insteadOf, hash(content), purpose, editedBy, approvedBy));
        return release;
    }

    /** True if these very files were imported or released before. */
    boolean known(Map<String, String> files) {
        return jdbc.sql("select count(*) from scheme_release where content_hash = ?").param(hash(content(files))).query(Long.class).single() > 0;
    }

    /** A pack of the class path: once per content; two nodes that start at the same time import it once. */
    void importOnce(PackReader.Source source) {
        var key = source.pack().key();
        var content = content(source.files());
        if (jdbc.sql("select count(*) from scheme_release where scheme_key = ? and content_hash = ?").params(key, hash(content)).query(Long.class).single() > 0) {
            return;
        }
        var first = jdbc.sql("select count(*) from scheme_release where scheme_key = ?").param(key).query(Long.class).single() == 0;
        long id = insert(key, source.files(), content, first ? "ACTIVE" : "CANDIDATE");
        if (first) {
            jdbc.sql("update scheme_release set activated_at = imported_at where id = ?").param(id).update();
        }
    }

    private long insert(String key, Map<String, String> files, String content, String state) {
        var process = reader.restore(key, files).pack().process();
        var deployed = models.deploy(new Models.Bundle(key, PackRules.models(files)));
        int version = jdbc.sql("select coalesce(max(version_), 0) from scheme_release where scheme_key = ?").param(key).query(Integer.class).single() + 1;
        long id = Ids.next();
        try {
            jdbc.sql("insert into scheme_release (id, scheme_key, version_, content_hash, state, content, deployment_id, definition_id, imported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(id, key, version, hash(content), state, content, deployed.deploymentId(), deployed.definitionIds().get(process), now()).update();
        } catch (DuplicateKeyException otherNode) {
            throw Refusal.conflict("somebodyWasFaster");
        }
        return id;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private String content(Map<String, String> files) {
        return json.writeValueAsString(new TreeMap<>(files));
    }

    private static Release read(ResultSet row) throws SQLException {
        return new Release(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), instant(row, 6), instant(row, 7), row.getString(8),
                row.getString(9), row.getString(10));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static String hash(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
