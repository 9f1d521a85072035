package org.huibu.process;

import java.time.Instant;

/** The sandbox's clock; there is no such bean outside the sandbox profile. */
public interface MovableClock {

    Instant now();

    /** Moves time forward on all nodes, the engine's included; due timers then fire once. @throws IllegalArgumentException backwards */
    void forwardTo(Instant instant);
}
