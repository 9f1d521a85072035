package org.huibu.studio.draft;

import java.time.Instant;

/** @param what name of the event such as {@code DraftSaved}; @param detail file or reason, may be empty */
public record DraftStep(String what, String actor, Instant at, String detail) { }
