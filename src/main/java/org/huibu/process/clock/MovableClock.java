package org.huibu.process.clock;

import java.time.Instant;

/** The sandbox's clock; there is no such bean outside the sandbox profile. */
public interface MovableClock {

    Instant now();

    /** Moves time forward on all nodes, the engine's included; due timers then fire once. @throws IllegalArgumentException backwards */
    void forwardTo(Instant instant);

    /**
     * Sets the time at which an empty sandbox begins, earlier or later than the real time.
     *
     * @throws IllegalStateException once a process has run: from then on time only moves forward
     */
    void beginAt(Instant instant);
}
