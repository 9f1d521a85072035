package org.huibu.sandbox;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Faults to switch on per simulated system: up, down, slow, nonsense; for the treasury also settle, refuse, silent, drop. */
@Component
@Profile("sandbox")
public class Knobs {

    private final JdbcClient jdbc;

    Knobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public String of(String system) {
        return jdbc.sql("select mode_ from sandbox_knob where system_ = ?").param(system).query(String.class).optional().orElse("up");
    }

    @org.springframework.transaction.annotation.Transactional
    public void set(String system, String mode) {
        if (jdbc.sql("update sandbox_knob set mode_ = ? where system_ = ?").params(mode, system).update() == 0) {
            jdbc.sql("insert into sandbox_knob (system_, mode_) values (?, ?)").params(system, mode).update();
        }
    }
}
