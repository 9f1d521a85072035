package org.huibu.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Failed attempts of any kind within the last 15 minutes of real time, counted in the database because any node may serve the next. */
@Service
public class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int MOST_CHARACTERS = 170;
    private final JdbcClient jdbc;
    private final Clock clock = Clock.systemUTC();

    Attempts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Counts one more, whatever becomes of the caller's transaction. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(String kind, String who) {
        var key = key(kind, who);
        jdbc.sql("delete from throttle where key_ = ? and window_start <= ?").params(key, now().minus(WINDOW)).update();
        if (!counted(key)) {
            try {
                jdbc.sql("insert into throttle (key_, count_, window_start) values (?, 1, ?)").params(key, now()).update();
            } catch (DuplicateKeyException another) {
                counted(key);
            }
        }
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void forget(String kind, String who) {
        jdbc.sql("delete from throttle where key_ = ?").param(key(kind, who)).update();
    }

    /** True after {@code most} failures. */
    @Transactional(readOnly = true)
    public boolean exceeded(String kind, String who, int most) {
        return jdbc.sql("select count(*) from throttle where key_ = ? and count_ >= ? and window_start > ?")
                .params(key(kind, who), most, now().minus(WINDOW)).query(Long.class).single() > 0;
    }

    private boolean counted(String key) {
        return jdbc.sql("update throttle set count_ = count_ + 1 where key_ = ?").param(key).update() == 1;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String key(String kind, String who) {
        var key = kind + ":" + (who == null ? "" : who.toLowerCase(Locale.ROOT));
        return key.substring(0, Math.min(MOST_CHARACTERS, key.length()));
    }
}
