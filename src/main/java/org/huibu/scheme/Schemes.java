package org.huibu.scheme;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.huibu.process.Decisions;
import org.huibu.process.Models;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The release table: the truth of what runs. A pack shipped with the program is imported once per content as a candidate; only a first
 * start activates it by itself. A case keeps the release it started with.
 */
@Service
public class Schemes implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final PackReader reader;
    private final PackRules rules;
    private final Models models;
    private final Decisions decisions;
    private final SignedContinuations continuations;
    private final JsonMapper json;
    private final MessageSource messages;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final Map<Long, Scheme> releases = new ConcurrentHashMap<>();

    Schemes(JdbcClient jdbc, PackReader reader, PackRules rules, Models models, Decisions decisions, SignedContinuations continuations,
            JsonMapper json, MessageSource messages, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.rules = rules;
        this.models = models;
        this.decisions = decisions;
        this.continuations = continuations;
        this.json = json;
        this.messages = messages;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A row of the release table, for administrators. */
    public record Release(long id, String schemeKey, int version, String state, String definitionId, String importedAt) { }

    /** Imports the shipped packs. @throws BrokenPacks with every fault at once: a house with a broken rule does not open */
    @Override
    public void afterSingletonsInstantiated() {
        var faults = new ArrayList<Fault>();
        var sources = reader.folders().stream().flatMap(folder -> rules.read(folder.name(), folder.texts(), faults).stream()).toList();
        if (!faults.isEmpty()) {
            throw new BrokenPacks(faults, messages);
        }
        sources.forEach(source -> transaction.executeWithoutResult(status -> importOnce(source)));
    }

    /** Active releases, ordered by catalogue number. */
    public List<Scheme> active() {
        return jdbc.sql("select id from scheme_release where state = 'ACTIVE'").query(Long.class).list().stream().map(this::release)
                .sorted(java.util.Comparator.comparing((Scheme s) -> s.pack().catalogue()).thenComparing(Scheme::key)).toList();
    }

    /** The active release of a scheme. @throws Refusal NOT_FOUND */
    public Scheme scheme(String key) {
        return release(jdbc.sql("select id from scheme_release where scheme_key = ? and state = 'ACTIVE'").param(key).query(Long.class).optional()
                .orElseThrow(Refusal::notFound));
    }

    /** A release with its parameters as they count now, signed continuations included. @throws Refusal NOT_FOUND */
    public Scheme release(long id) {
        var release = releases.computeIfAbsent(id, this::load);
        return release.with(continuations.applied(release.key(), release.parameters()));
    }

    /** The parameters as the release itself states them. */
    ParameterSet stated(long id) {
        return releases.computeIfAbsent(id, this::load).parameters();
    }

    /** All releases, newest first. */
    public List<Release> releases() {
        return jdbc.sql("select id, scheme_key, version_ as version, state, definition_id, imported_at from scheme_release order by id desc")
                .query((row, n) -> new Release(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5),
                        String.valueOf(row.getObject(6, LocalDateTime.class)))).list();
    }

    private void importOnce(PackReader.Source source) {
        var content = json.writeValueAsString(new java.util.TreeMap<>(source.files()));
        var hash = hash(content);
        var key = source.pack().key();
        if (jdbc.sql("select count(*) from scheme_release where scheme_key = ? and content_hash = ?").params(key, hash).query(Long.class).single() > 0) {
            return;
        }
        var deployed = models.deploy(new Models.Bundle(key, PackRules.models(source.files())));
        int version = jdbc.sql("select coalesce(max(version_), 0) from scheme_release where scheme_key = ?").param(key).query(Integer.class).single() + 1;
        jdbc.sql("insert into scheme_release (id, scheme_key, version_, content_hash, state, content, deployment_id, definition_id, imported_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), key, version, hash, version == 1 ? "ACTIVE" : "CANDIDATE", content, deployed.deploymentId(),
                        deployed.definitionIds().get(source.pack().process()), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
    }

    private Scheme load(long id) {
        record Row(String key, int version, String content, String definition) { }
        var row = jdbc.sql("select scheme_key, version_, content, definition_id from scheme_release where id = ?").param(id)
                .query((r, n) -> new Row(r.getString(1), r.getInt(2), r.getString(3), r.getString(4))).optional().orElseThrow(Refusal::notFound);
        var source = reader.restore(row.key(), json.readValue(row.content(), new TypeReference<Map<String, String>>() { }));
        var file = row.key() + "/" + source.pack().decisions().file();
        return new Scheme(id, row.version(), source.pack(), source.form(), decisions.parse(file, source.files().get(file)), shared(source),
                source.parameters(), row.definition(), PackReader.stepForms(source));
    }

    private Map<String, Decisions.Graph> shared(PackReader.Source source) {
        return source.files().entrySet().stream().filter(file -> file.getKey().startsWith("shared/") && file.getKey().endsWith(".dmn"))
                .collect(Collectors.toMap(file -> file.getKey().substring("shared/".length()), file -> decisions.parse(file.getKey(), file.getValue())));
    }

    private static String hash(String content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
