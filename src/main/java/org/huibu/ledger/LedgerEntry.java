package org.huibu.ledger;

import java.time.Instant;
import java.util.List;
import org.huibu.shared.Money;

/** One business act in the ledger, as read. */
public record LedgerEntry(long id, String reference, String caseNumber, String actor, Instant at, List<Line> lines) {

    /** One posting of it. */
    public record Line(String source, String destination, Money amount) { }
}
