package org.huibu.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.identity.CurrentUser;
import org.huibu.shared.DomainEvent;
import org.huibu.shared.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The trail: every domain event in its own transaction, chained afterwards, verifiable at any time. */
@Service
public class Trail {

    static final String SYSTEM = "system";
    private final JdbcClient jdbc;
    private final Clock clock;
    private final CurrentUser user;
    private final HeadKey key;
    private final JsonMapper json;

    Trail(JdbcClient jdbc, Clock clock, CurrentUser user, HeadKey key, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.user = user;
        this.key = key;
        this.json = json;
    }

    /** One entry as read. @param seq place in its chain; null until it is sealed */
    public record Entry(long id, String chain, String type, String actor, Instant at, String detail, Long seq) { }

    /** Result of a verification. @param problem what is wrong first; empty if nothing is */
    public record Verification(String chain, long entries, Optional<String> problem) { }

    @EventListener
    void record(DomainEvent event) {
        write(event.caseNumber(), event.type(), json.writeValueAsString(event));
    }

    /** Somebody opened personal data in clear. @param purpose as stated by him */
    @Transactional
    public void looked(String caseNumber, String what, String purpose) {
        write(caseNumber, "PersonalDataOpened", json.writeValueAsString(Map.of("what", what, "purpose", purpose)));
    }

    @Transactional(readOnly = true)
    public List<Entry> entries(String caseNumber) {
        return jdbc.sql("select id, chain, type, actor, at_millis, detail, seq from audit_entry where chain = ? order by id").param(caseNumber)
                .query((row, n) -> new Entry(row.getLong(1), row.getString(2), row.getString(3), row.getString(4),
                        Instant.ofEpochMilli(row.getLong(5)), row.getString(6), (Long) row.getObject(7))).list();
    }

    /** Chains what is not chained yet. @return how many entries were sealed */
    @Transactional
    public int seal() {
        var open = jdbc.sql("select distinct chain from audit_entry where seq is null").query(String.class).list();
        return open.stream().mapToInt(this::seal).sum();
    }

    private int seal(String chain) {
        var head = head(chain);
        long seq = head.map(Head::seq).orElse(0L);
        var hash = head.map(Head::hash).orElse("");
        var rows = rows(chain, "seq is null order by id");
        for (var row : rows) {
            seq++;
            hash = hash(hash, row, seq);
            jdbc.sql("update audit_entry set seq = ?, hash = ? where id = ?").params(seq, hash, row.id()).update();
        }
        var signature = key.sign(chain + "|" + seq + "|" + hash);
        if (head.isEmpty()) {
            begin(chain, seq, hash, signature);
        } else if (jdbc.sql("update audit_head set seq = ?, hash = ?, signature = ? where chain = ? and seq = ?")
                .params(seq, hash, signature, chain, head.get().seq()).update() == 0) {
            throw new OptimisticLockingFailureException("another node sealed the chain");
        }
        return rows.size();
    }

    private void begin(String chain, long seq, String hash, String signature) {
        try {
            jdbc.sql("insert into audit_head (chain, seq, hash, signature) values (?, ?, ?, ?)").params(chain, seq, hash, signature).update();
        } catch (DuplicateKeyException otherNode) {
            throw new OptimisticLockingFailureException("another node began the chain", otherNode);
        }
    }

    /** Finds any edit, deletion, insertion, reordering and any cut of the tail among sealed entries. */
    @Transactional(readOnly = true)
    public Verification verify(String chain) {
        var first = read(chain);
        // The sealer may have worked between two reads; what is really wrong stays wrong.
        return first.problem().isEmpty() ? first : read(chain);
    }

    private Verification read(String chain) {
        var rows = rows(chain, "seq is not null order by seq");
        var head = head(chain);
        if (head.isEmpty()) {
            return new Verification(chain, rows.size(), rows.isEmpty() ? Optional.empty() : Optional.of("head missing"));
        }
        long seq = 0;
        var hash = "";
        for (var row : rows) {
            seq++;
            hash = hash(hash, row, seq);
            if (row.seq() != seq || !hash.equals(row.hash())) {
                return new Verification(chain, rows.size(), Optional.of("entry " + seq + " was changed, removed or moved"));
            }
        }
        var signed = key.verifies(chain + "|" + head.get().seq() + "|" + head.get().hash(), head.get().signature());
        var right = signed && head.get().seq() == seq && head.get().hash().equals(hash);
        return new Verification(chain, rows.size(), right ? Optional.empty() : Optional.of("the tail was cut or the head was changed"));
    }

    /** All chains; those with a problem first. */
    @Transactional(readOnly = true)
    public List<Verification> verifyAll() {
        return jdbc.sql("select chain from audit_head union select chain from audit_entry").query(String.class).list().stream()
                .map(this::verify).sorted(java.util.Comparator.comparing(v -> v.problem().isEmpty())).toList();
    }

    private void write(String caseNumber, String type, String detail) {
        jdbc.sql("insert into audit_entry (id, chain, type, actor, at_millis, detail) values (?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), caseNumber == null ? SYSTEM : caseNumber, type, user.actor(), clock.millis(), detail).update();
    }

    private record Head(long seq, String hash, String signature) { }

    private record Row(long id, String type, String actor, long at, String detail, Long seq, String hash) { }

    private Optional<Head> head(String chain) {
        return jdbc.sql("select seq, hash, signature from audit_head where chain = ?").param(chain).query(Head.class).optional();
    }

    private List<Row> rows(String chain, String condition) {
        return jdbc.sql("select id, type, actor, at_millis, detail, seq, hash from audit_entry where chain = ? and " + condition).param(chain)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getString(5),
                        (Long) row.getObject(6), row.getString(7))).list();
    }

    private static String hash(String before, Row row, long seq) {
        try {
            var text = String.join("\u001f", before, Long.toString(seq), Long.toString(row.id()), row.type(), row.actor(), Long.toString(row.at()), row.detail());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
