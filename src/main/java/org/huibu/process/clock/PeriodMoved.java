package org.huibu.process.clock;

import java.time.Instant;

/** A period that never pauses ({@code clock.end}) ends at another time, because the date it counts from was changed. The engine's timers follow before the transaction ends. */
public record PeriodMoved(String caseNumber, String limit, Instant end) { }
