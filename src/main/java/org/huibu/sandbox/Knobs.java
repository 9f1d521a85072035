package org.huibu.sandbox;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How each simulated system behaves. The console offers {@link #modes}; each has its text under {@code sandbox.mode.<mode>}. */
@Component
@Profile("sandbox")
public class Knobs {

    public static final String TREASURY = "treasury";
    private static final List<String> DEPARTMENT_MODES = List.of("up", "down", "slow", "nonsense");
    /**
     * up: settles at once; callback: accepts, calls back; duplicate: calls back three times; late: a late "accepted" after "settled"; silent:
     * accepts, never calls back, tells when asked; drop: executes, loses the answer; forged: calls back with a wrong amount and a wrong
     * signature; refuse; down.
     */
    private static final List<String> TREASURY_MODES = List.of("up", "callback", "duplicate", "late", "silent", "drop", "forged", "refuse", "down");
    /** The lending banks. up: approves; decline; quiet: never answers; tardy: answers late; duplicate: answers three times; wrong: another bank answers first; down. */
    public static final String LENDER = "lender";
    private static final List<String> LENDER_MODES = List.of("up", "decline", "quiet", "tardy", "duplicate", "wrong", "down");
    /** The treasury's statement. lineMissing, lineAmount, lineAccount, lineTwice: of the day's first payment; lineUnordered: one that nobody ordered; inboundMore: one transfer that nobody imported; inboundLess: none of what came in; down. */
    public static final String STATEMENT = "statement";
    private static final List<String> STATEMENT_MODES = List.of("up", "lineMissing", "lineAmount", "lineAccount", "lineTwice", "lineUnordered", "inboundMore", "inboundLess", "down");
    private final JdbcClient jdbc;

    Knobs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What can be switched on for a system, the usual one first. */
    public List<String> modes(String system) {
        return switch (system) {
            case TREASURY -> TREASURY_MODES;
            case LENDER -> LENDER_MODES;
            case STATEMENT -> STATEMENT_MODES;
            default -> DEPARTMENT_MODES;
        };
    }

    public String of(String system) {
        return jdbc.sql("select mode_ from sandbox_knob where system_ = ?").param(system).query(String.class).optional().orElse("up");
    }

    /** @throws IllegalArgumentException for a mode that the system does not have */
    @Transactional
    public void set(String system, String mode) {
        if (!modes(system).contains(mode)) {
            throw new IllegalArgumentException(system + " has no mode " + mode);
        }
        if (jdbc.sql("update sandbox_knob set mode_ = ? where system_ = ?").params(mode, system).update() == 0) {
            jdbc.sql("insert into sandbox_knob (system_, mode_) values (?, ?)").params(system, mode).update();
        }
    }
}
