package org.huibu.scheme;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.huibu.process.Decisions;
import org.huibu.scheme.pack.BrokenPacks;
import org.huibu.scheme.pack.PackReader;
import org.huibu.scheme.pack.PackRules;
import org.huibu.scheme.pack.Reads;
import org.huibu.scheme.parameter.ParameterSet;
import org.huibu.scheme.parameter.SignedContinuations;
import org.huibu.shared.Fault;
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
 * The schemes as they run, read from the release table. A pack shipped with the program is imported once per content as a candidate; only
 * a first start activates it by itself. A case keeps the release it started with.
 */
@Service
public class Schemes implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final PackReader reader;
    private final PackRules rules;
    private final Releases table;
    private final Decisions decisions;
    private final SignedContinuations continuations;
    private final JsonMapper json;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final Map<Long, Scheme> releases = new ConcurrentHashMap<>();

    Schemes(JdbcClient jdbc, PackReader reader, PackRules rules, Releases table, Decisions decisions, SignedContinuations continuations,
            JsonMapper json, MessageSource messages, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.rules = rules;
        this.table = table;
        this.decisions = decisions;
        this.continuations = continuations;
        this.json = json;
        this.messages = messages;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Imports the shipped packs that are new. What is in the table has passed the checks when it came there.
     *
     * @throws BrokenPacks with every fault at once: a house with a broken rule does not open
     */
    @Override
    public void afterSingletonsInstantiated() {
        var faults = new ArrayList<Fault>();
        var sources = reader.folders().stream().filter(folder -> !table.known(folder.texts())).flatMap(folder -> rules.read(folder.name(), folder.texts(), faults).stream()).toList();
        if (!faults.isEmpty()) {
            throw new BrokenPacks(faults, messages);
        }
        sources.forEach(this::importOnce);
    }

    private void importOnce(PackReader.Source source) {
        try {
            transaction.executeWithoutResult(status -> table.importOnce(source));
        } catch (Refusal otherNode) {
            // Another node that starts as well has it in the table; once more, and it is found there.
            transaction.executeWithoutResult(status -> table.importOnce(source));
        }
    }

    /** Active releases, ordered by catalogue number. */
    public List<Scheme> active() {
        return jdbc.sql("select id from scheme_release where state = 'ACTIVE'").query(Long.class).list().stream().map(this::release)
                .sorted(java.util.Comparator.comparing((Scheme s) -> s.pack().catalogue()).thenComparing(Scheme::key)).toList();
    }

    /** Of these, what people can apply for. */
    public List<Scheme> offered() {
        return active().stream().filter(scheme -> scheme.pack().offered()).toList();
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
    public ParameterSet stated(long id) {
        return releases.computeIfAbsent(id, this::load).parameters();
    }

    private Scheme load(long id) {
        record Row(String key, int version, String content, String definition) { }
        var row = jdbc.sql("select scheme_key, version_, content, definition_id from scheme_release where id = ?").param(id)
                .query((r, n) -> new Row(r.getString(1), r.getInt(2), r.getString(3), r.getString(4))).optional().orElseThrow(Refusal::notFound);
        var source = reader.restore(row.key(), json.readValue(row.content(), new TypeReference<Map<String, String>>() { }));
        var file = row.key() + "/" + source.pack().decisions().file();
        return new Scheme(id, row.version(), source.pack(), source.form(), decisions.parse(file, source.files().get(file)), shared(source),
                source.parameters(), row.definition(), PackReader.stepForms(source), source.funds(), Reads.of(source));
    }

    private Map<String, Decisions.Graph> shared(PackReader.Source source) {
        return source.files().entrySet().stream().filter(file -> file.getKey().startsWith("shared/") && file.getKey().endsWith(".dmn"))
                .collect(Collectors.toMap(file -> file.getKey().substring("shared/".length()), file -> decisions.parse(file.getKey(), file.getValue())));
    }
}
