package org.huibu.notification;

import java.time.Clock;
import java.time.Duration;
import org.huibu.notification.spi.Sms;
import org.huibu.party.Protection;
import org.huibu.process.Retries;
import org.huibu.process.outbox.OutboxTable;
import org.huibu.shared.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Text messages: written sealed with the step that owes them, sent outside any transaction, and wiped once they are out, because a link in
 * one is a key.
 */
@Service
public class TextMessages {

    private static final Logger LOG = LoggerFactory.getLogger(TextMessages.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_TRIES = 12;
    private final JdbcClient jdbc;
    private final Protection protection;
    private final Queue queue;
    private final Sms sms;
    private final Retries retries;

    TextMessages(JdbcClient jdbc, Protection protection, Queue queue, Sms sms, Retries retries) {
        this.jdbc = jdbc;
        this.protection = protection;
        this.queue = queue;
        this.sms = sms;
        this.retries = retries;
    }

    private record Message(String mobile, String text) { }

    @Transactional(propagation = Propagation.MANDATORY)
    public void send(String mobile, String text) {
        var id = Ids.next();
        jdbc.sql("insert into text_message (id, mobile, text_, state) values (?, ?, ?, 'WRITTEN')").params(id, protection.seal(mobile, place(id, "mobile")), protection.seal(text, place(id, "text"))).update();
        queue.put(id);
    }

    @Scheduled(fixedDelayString = "${huibu.messages.every:2s}")
    void work() {
        for (var id : queue.claim(AT_ONCE)) {
            try {
                var message = retries.run(() -> jdbc.sql("select mobile, text_ from text_message where id = ?").param(id).query((row, n) -> new Message(row.getString(1), row.getString(2))).single());
                var out = sms.send("huibu-sms-" + id, protection.open(message.mobile(), place(id, "mobile")), protection.open(message.text(), place(id, "text")));
                retries.run(() -> ended(id, out));
            } catch (RuntimeException fault) {
                LOG.warn("text message {} could not be sent", id, fault);
            }
        }
    }

    private Void ended(long id, boolean out) {
        if (out || queue.later(id) >= MOST_TRIES) {
            jdbc.sql("update text_message set mobile = '', text_ = '', state = ? where id = ?").params(out ? "SENT" : "GIVEN_UP", id).update();
            queue.done(id);
        }
        return null;
    }

    private static String place(long id, String what) {
        return "sms:" + id + ":" + what;
    }

    /** Messages that are to be sent. */
    @Component
    static class Queue extends OutboxTable {

        Queue(JdbcClient jdbc, Clock clock, @Value("${huibu.messages.again-after:10s}") Duration first) {
            super(jdbc, clock, "text_message_outbox", first);
        }
    }
}
