package org.huibu.process;

import java.time.Instant;
import java.util.function.UnaryOperator;

/** Moving the engine's timers with the clocks of a case. */
public interface Timers {

    /** Moves every open timer of the case, those of called models included. */
    void move(String caseNumber, UnaryOperator<Instant> to);
}
