package org.huibu.process.clock;

import java.time.Instant;

/**
 * A running limit of a case was stopped or moved by a pause. The engine's timers and the inbox follow before the transaction ends.
 *
 * @param group line group whose limit it is; {@code null} for the whole case
 * @param due the new end; {@code null} while the limit stands still
 */
public record LimitMoved(String caseNumber, String group, String limit, Instant due) { }
