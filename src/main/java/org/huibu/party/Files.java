package org.huibu.party;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.tika.Tika;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Uploaded documents of at most 30 MB: checked by content, stored encrypted. Who may read one is decided by whoever it belongs to. */
@Service
public class Files {

    private static final int MOST_BYTES = 30 * 1024 * 1024;
    private static final Map<String, Set<String>> TYPES = Map.of("pdf", Set.of("application/pdf"), "png", Set.of("image/png"),
            "jpg", Set.of("image/jpeg"), "jpeg", Set.of("image/jpeg"));
    private final JdbcClient jdbc;
    private final Clock clock;
    private final LocalBlobs blobs;
    private final Tika tika = new Tika();

    Files(JdbcClient jdbc, Clock clock, LocalBlobs blobs) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.blobs = blobs;
    }

    /** A stored document. @param size bytes */
    public record Stored(long id, String name, String type, long size) { }

    /**
     * @param allowed extensions the field takes
     * @throws Refusal UNSUPPORTED {@code fileType} or {@code fileDisguised}, TOO_LARGE {@code fileTooLarge}, INVALID {@code fileEmpty}
     */
    @Transactional
    public Stored accept(String name, byte[] content, List<String> allowed, String owner) {
        var clean = clean(name);
        var extension = clean.substring(clean.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (content.length == 0) {
            throw new Refusal(Refusal.Kind.INVALID, "fileEmpty", clean);
        }
        if (content.length > MOST_BYTES) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "fileTooLarge", clean);
        }
        if (!allowed.contains(extension) || !TYPES.containsKey(extension)) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "fileType", clean, String.join(", ", allowed));
        }
        var type = tika.detect(content);
        if (!TYPES.get(extension).contains(type)) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "fileDisguised", clean);
        }
        return put(clean, type, content, owner);
    }

    /** Keeps content that the caller has read itself and found to be what it should be, at most 30 MB. */
    @Transactional
    public Stored keep(String name, byte[] content, String owner) {
        return put(clean(name), "application/octet-stream", content, owner);
    }

    private Stored put(String clean, String type, byte[] content, String owner) {
        var id = Ids.next();
        blobs.put(id, content);
        jdbc.sql("insert into stored_file (id, name, type, size_, owner, at_) values (?, ?, ?, ?, ?, ?)")
                .params(id, clean, type, content.length, owner, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        return new Stored(id, clean, type, content.length);
    }

    @Transactional(readOnly = true)
    public Stored describe(long id) {
        return jdbc.sql("select id, name, type, size_ as size from stored_file where id = ?").param(id).query(Stored.class).optional()
                .orElseThrow(Refusal::notFound);
    }

    public byte[] read(long id) {
        return blobs.get(id);
    }

    private static String clean(String name) {
        var base = name == null ? "" : name.replace('\\', '/').substring(name.replace('\\', '/').lastIndexOf('/') + 1);
        var safe = base.replaceAll("[\\p{Cntrl}\"<>|:*?]", "_").strip();
        return safe.isEmpty() ? "file" : safe.length() > 120 ? safe.substring(safe.length() - 120) : safe;
    }
}
