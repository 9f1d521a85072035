package org.huibu.sandbox.sms;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.huibu.shared.Mask;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The simulated network for text messages: what would be read on somebody's phone is read on the console. */
@RestController
@Profile("sandbox")
public class SandboxPhones {

    private static final int SHOWN = 50;
    private static final Pattern LINK = Pattern.compile("https?://\\S+?(/confirm/[A-Za-z0-9_-]+)");
    private final JdbcClient jdbc;
    private final Clock clock;

    SandboxPhones(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Message(String mobile, String text) { }

    /** A message on a phone. @param mobile masked; @param link path of the confirmation in it; null without one */
    public record Received(String mobile, String text, String link, Instant at) { }

    @PostMapping("/sandbox/sms/messages")
    @Transactional
    ResponseEntity<Void> take(@RequestHeader("Idempotency-Key") String key, @RequestBody Message message) {
        if (message.mobile() == null || message.text() == null) {
            return ResponseEntity.badRequest().build();
        }
        try {
            jdbc.sql("insert into sandbox_sms (key_, mobile, text_, at_) values (?, ?, ?, ?)")
                    .params(key, message.mobile(), message.text(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        } catch (DuplicateKeyException before) {
            // The same message once more: it is on the phone already.
        }
        return ResponseEntity.noContent().build();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Received> received() {
        return jdbc.sql("select mobile, text_, at_ from sandbox_sms order by at_ desc, key_ desc limit ?").param(SHOWN)
                .query((row, n) -> read(row.getString(1), row.getString(2), row.getObject(3, LocalDateTime.class))).list();
    }

    private static Received read(String mobile, String text, LocalDateTime at) {
        var link = LINK.matcher(text);
        return new Received(Mask.mobile(mobile), text, link.find() ? link.group(1) : null, at.toInstant(ZoneOffset.UTC));
    }
}
