package org.huibu.casefile.postcheck;

import java.time.Instant;
import java.util.List;
import org.huibu.casefile.spi.RiskSignals.Signal;

/**
 * A paid case in the list of a draw.
 *
 * @param period month in which it was paid, as {@code 2026-10}
 * @param weight what its signals add up to
 * @param ground why it was drawn; null, as {@code state}, if it was not
 * @param recovery number of the case of recovery that its finding opened; null without one
 */
public record DrawnCheck(long id, String region, String period, String caseNumber, int weight, List<Signal> signals, Ground ground, State state, String decidedBy, Instant decidedAt,
                         String opinion, String recovery) {

    /** By lot or by the weight of what is known of it. */
    public enum Ground { RANDOM, RISK }

    /** DRAWN until its task is opened, OPEN until somebody decides: IN_ORDER, or TO_RECOVER. */
    public enum State { DRAWN, OPEN, IN_ORDER, TO_RECOVER }
}
