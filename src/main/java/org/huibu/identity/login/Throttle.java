package org.huibu.identity.login;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Failed logins per account and per address, counted in the database because any node may serve the next try. */
@Component
class Throttle {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_ACCOUNT = 5;
    private static final int PER_ADDRESS = 100;
    private final JdbcClient jdbc;
    private final Clock clock = Clock.systemUTC();

    Throttle(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(String account, String address) {
        count("account:" + cut(account));
        count("address:" + cut(address));
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void succeeded(String account) {
        jdbc.sql("delete from throttle where key_ = ?").param("account:" + cut(account)).update();
    }

    @Transactional(readOnly = true)
    public boolean blocked(String account, String address) {
        return reached("account:" + cut(account), PER_ACCOUNT) || reached("address:" + cut(address), PER_ADDRESS);
    }

    private boolean reached(String key, int most) {
        return jdbc.sql("select count(*) from throttle where key_ = ? and count_ >= ? and window_start > ?")
                .params(key, most, now().minus(WINDOW)).query(Long.class).single() > 0;
    }

    private void count(String key) {
        jdbc.sql("delete from throttle where key_ = ? and window_start <= ?").params(key, now().minus(WINDOW)).update();
        if (!counted(key)) {
            try {
                jdbc.sql("insert into throttle (key_, count_, window_start) values (?, 1, ?)").params(key, now()).update();
            } catch (DuplicateKeyException another) {
                counted(key);
            }
        }
    }

    private boolean counted(String key) {
        return jdbc.sql("update throttle set count_ = count_ + 1 where key_ = ?").param(key).update() == 1;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static String cut(String text) {
        return text == null ? "" : text.substring(0, Math.min(150, text.length())).toLowerCase(java.util.Locale.ROOT);
    }
}
