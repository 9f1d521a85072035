package org.huibu.disbursement.spi;

/** What the house does with a verified callback. */
public interface TreasuryOutcomes {

    /** @param eventId of the treasury, for deduplication; amount must match the order */
    void outcome(String eventId, String key, Treasury.State state, long amountFen, String reason);
}
