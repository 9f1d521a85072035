package org.huibu.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.huibu.evidence.spi.Answer;
import org.huibu.evidence.spi.Department;
import org.huibu.evidence.spi.Listed;
import org.huibu.evidence.spi.Listing;
import org.huibu.evidence.spi.Question;
import org.huibu.party.Protection;
import org.huibu.process.SourceDown;
import org.huibu.shared.Ids;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Facts asked of other departments, kept with question, answer, source, time and validity. */
@Service
public class Evidence {

    private static final String SELECT = "select id, line, check_, result, source, asked_at, valid_until, facts from evidence_record "
            + "where case_number = :number and current_ = true ";
    private static final int BATCH = 200;
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(30);
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() { };
    private final Map<String, Department> departments = new HashMap<>();
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Protection protection;
    private final JsonMapper json;
    private final Clock clock;
    private final Environment environment;

    Evidence(List<Department> departments, JdbcClient jdbc, JdbcTemplate batch, Protection protection, JsonMapper json, Clock clock,
            Environment environment) {
        departments.forEach(department -> department.checks().forEach(check -> this.departments.put(check, department)));
        this.jdbc = jdbc;
        this.batch = batch;
        this.protection = protection;
        this.json = json;
        this.clock = clock;
        this.environment = environment;
    }

    /** One record as read. @param line null for the claim; @param result MATCH, MISMATCH, NOT_FOUND or EXPIRED */
    public record Item(long id, Integer line, String check, String result, String source, Instant askedAt, Instant validUntil,
                       Map<String, Object> facts) { }

    /** Asks in batches, department by department. Never call it inside a transaction. @throws org.huibu.process.SourceDown */
    @Transactional(propagation = Propagation.NEVER)
    public List<Answer> ask(List<Question> questions) {
        var byDepartment = new LinkedHashMap<Department, List<Question>>();
        questions.forEach(question -> byDepartment.computeIfAbsent(department(question.check()), d -> new ArrayList<>()).add(question));
        var answers = new ArrayList<Answer>();
        byDepartment.forEach((department, asked) -> {
            for (int from = 0; from < asked.size(); from += BATCH) {
                answers.addAll(department.ask(asked.subList(from, Math.min(asked.size(), from + BATCH))));
            }
        });
        return answers;
    }

    /** A list that a department keeps; it is not kept here. Never call it inside a transaction. @throws SourceDown */
    @Transactional(propagation = Propagation.NEVER)
    public Listed list(Listing asked) {
        return department(asked.check()).list(asked);
    }

    /** What could be had. @param down names of the sources that did not answer */
    public record Available(List<Answer> answers, Set<String> down) { }

    /** Asks as {@link #ask} does, but goes on where a source is down. */
    @Transactional(propagation = Propagation.NEVER)
    public Available askAvailable(List<Question> questions) {
        var answers = new ArrayList<Answer>();
        var down = new java.util.TreeSet<String>();
        questions.stream().collect(java.util.stream.Collectors.groupingBy(question -> department(question.check()), LinkedHashMap::new, java.util.stream.Collectors.toList()))
                .values().forEach(asked -> {
                    try {
                        answers.addAll(ask(asked));
                    } catch (SourceDown silent) {
                        down.add(silent.source());
                    }
                });
        return new Available(answers, down);
    }

    /** Answers as items that are kept nowhere, by line (key -1 for the claim) and check. */
    public Map<Integer, Map<String, Item>> unkept(List<Answer> answers) {
        var found = new TreeMap<Integer, Map<String, Item>>();
        var now = clock.instant();
        answers.forEach(answer -> {
            var question = answer.question();
            found.computeIfAbsent(question.line() == null ? -1 : question.line(), l -> new TreeMap<>()).put(question.check(), new Item(0, question.line(),
                    question.check(), answer.result().name(), department(question.check()).name(), now, now, answer.facts()));
        });
        return found;
    }

    /** Keys of the questions that were answered since then and whose answers still hold; see {@link #key}. */
    @Transactional(readOnly = true)
    public Set<String> answeredSince(String caseNumber, Instant since) {
        return Set.copyOf(jdbc.sql("select check_, line, subject_index from evidence_record where case_number = ? and current_ = true and asked_at >= ? and valid_until > ?")
                .params(caseNumber, LocalDateTime.ofInstant(since, ZoneOffset.UTC), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, n) -> row.getString(1) + "/" + (row.getObject(2) == null ? -1 : row.getInt(2)) + "/" + row.getString(3)).list());
    }

    /** One question about one subject on one line. */
    public String key(Question question) {
        return question.check() + "/" + lineOf(question) + "/" + protection.index(question.kind(), question.number());
    }

    /** Answers from before no longer count. */
    @Transactional
    public void supersede(String caseNumber, Instant since) {
        jdbc.sql("update evidence_record set current_ = false where case_number = ? and current_ = true and asked_at < ?")
                .params(caseNumber, LocalDateTime.ofInstant(since, ZoneOffset.UTC)).update();
    }

    /** Replaces what the case knew. */
    @Transactional
    public void store(String caseNumber, List<Answer> answers) {
        jdbc.sql("update evidence_record set current_ = false where case_number = ? and current_ = true").param(caseNumber).update();
        add(caseNumber, answers);
    }

    /** Replaces what the case knew about these questions and keeps the rest. */
    @Transactional
    public void renew(String caseNumber, List<Answer> answers) {
        answers.forEach(answer -> jdbc.sql("update evidence_record set current_ = false where case_number = ? and current_ = true and check_ = ? "
                + "and coalesce(line, -1) = ?").params(caseNumber, answer.question().check(), lineOf(answer.question())).update());
        add(caseNumber, answers);
    }

    /** True if this very question, about this very subject, has an answer that is still valid. */
    @Transactional(readOnly = true)
    public boolean fresh(String caseNumber, Question question) {
        return jdbc.sql("select count(*) from evidence_record where case_number = ? and current_ = true and check_ = ? and coalesce(line, -1) = ? "
                        + "and subject_index = ? and valid_until >= ?")
                .params(caseNumber, question.check(), lineOf(question), protection.index(question.kind(), question.number()),
                        LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).query(Long.class).single() > 0;
    }

    private static int lineOf(Question question) {
        return question.line() == null ? -1 : question.line();
    }

    /** Adds to what the case knows. */
    @Transactional
    public void add(String caseNumber, List<Answer> answers) {
        insert(caseNumber, answers, true);
    }

    private List<Long> insert(String caseNumber, List<Answer> answers, boolean current) {
        var ids = new ArrayList<Long>();
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        batch.batchUpdate("insert into evidence_record (id, case_number, line, check_, subject_index, result, source, facts, asked_at, valid_until, current_) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", answers.stream().map(answer -> {
                    var id = Ids.next();
                    ids.add(id);
                    var question = answer.question();
                    return new Object[] {id, caseNumber, question.line(), question.check(), protection.index(question.kind(), question.number()),
                        answer.result().name(), department(question.check()).name(),
                        protection.seal(json.writeValueAsString(answer.facts()), "evidence:" + id), now, now.plus(validity(question.check())), current};
                }).toList());
        return ids;
    }

    /** What was kept of one answer. @param sha256 of check, blind index of the subject, result and facts as they were, in hexadecimal */
    public record Kept(long id, String sha256) { }

    /** Keeps answers beside what the case stands on, which stays as it is: for whoever asks again later. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Kept> keep(String caseNumber, List<Answer> answers) {
        return answers.stream().map(answer -> {
            var id = insert(caseNumber, List.of(answer), false).get(0);
            return new Kept(id, sha256(answer.question().check(), protection.index(answer.question().kind(), answer.question().number()), answer.result().name(), json.writeValueAsString(answer.facts())));
        }).toList();
    }

    /** An answer as it was used, however old. @param unchanged whether the record still is what it was when it was kept */
    public record Used(Item answer, String sha256, boolean unchanged) { }

    /** By id of the record. @param records as {@link #keep} gave them */
    @Transactional(readOnly = true)
    public Map<Long, Used> used(Collection<Kept> records) {
        var hashes = new TreeMap<Long, String>();
        records.forEach(kept -> hashes.put(kept.id(), kept.sha256()));
        var found = new TreeMap<Long, Used>();
        if (!hashes.isEmpty()) {
            jdbc.sql("select id, line, check_, result, source, asked_at, valid_until, facts, subject_index from evidence_record where id in (:ids)").param("ids", hashes.keySet()).query(row -> {
                var id = row.getLong(1);
                var facts = protection.open(row.getString(8), "evidence:" + id);
                var item = new Item(id, (Integer) row.getObject(2), row.getString(3), row.getString(4), row.getString(5), row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC), json.readValue(facts, FACTS));
                found.put(id, new Used(item, hashes.get(id), sha256(item.check(), row.getString(9), item.result(), facts).equals(hashes.get(id))));
            });
        }
        return found;
    }

    private static String sha256(String... parts) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Transactional(readOnly = true)
    public List<Item> of(String caseNumber) {
        return jdbc.sql(SELECT + "order by id").param("number", caseNumber).query((row, n) -> item(row)).list();
    }

    /** Of one line only. @param line null for the claim */
    @Transactional(readOnly = true)
    public List<Item> of(String caseNumber, Integer line) {
        return jdbc.sql(SELECT + "and (line = :line or line is null and :line is null) order by id").param("number", caseNumber).param("line", line)
                .query((row, n) -> item(row)).list();
    }

    /** Blind indexes of the subjects that a check has ever confirmed for the case, while the answer is valid. */
    @Transactional(readOnly = true)
    public Set<String> confirmed(String caseNumber, String check) {
        return Set.copyOf(jdbc.sql("select distinct subject_index from evidence_record where case_number = ? and check_ = ? and result = 'MATCH' and valid_until > ?")
                .params(caseNumber, check, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).query(String.class).list());
    }

    /** Items by line (key -1 for the claim) and check. */
    @Transactional(readOnly = true)
    public Map<Integer, Map<String, Item>> byLine(String caseNumber) {
        var found = new TreeMap<Integer, Map<String, Item>>();
        of(caseNumber).forEach(item -> found.computeIfAbsent(item.line() == null ? -1 : item.line(), l -> new TreeMap<>()).put(item.check(), item));
        return found;
    }

    private Item item(java.sql.ResultSet row) throws java.sql.SQLException {
        return item(row.getLong(1), (Integer) row.getObject(2), row.getString(3), row.getString(4), row.getString(5),
                row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(8));
    }

    private Item item(long id, Integer line, String check, String result, String source, Instant asked, Instant until, String facts) {
        var stale = until.isBefore(clock.instant());
        return new Item(id, line, check, stale ? "EXPIRED" : result, source, asked, until,
                stale ? Map.of() : json.readValue(protection.open(facts, "evidence:" + id), FACTS));
    }

    private Department department(String check) {
        var department = departments.get(check);
        if (department == null) {
            throw new IllegalStateException("no department answers " + check);
        }
        return department;
    }

    private Duration validity(String check) {
        return environment.getProperty("huibu.evidence.validity." + check, Duration.class, DEFAULT_VALIDITY);
    }
}
