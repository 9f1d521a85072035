package org.huibu.disbursement.spi;

/** What the house does with what the treasury calls to say. */
public interface TreasuryOutcomes {

    /**
     * A callback whose signature is right.
     *
     * @param eventId of the treasury, for deduplication
     * @param account of the payee in clear; it, the amount and the order's number must be those of the order
     */
    record Told(String eventId, String key, String orderNumber, String account, long amountFen, Treasury.State state, String reason, String reference) { }

    enum Verdict {
        /** It changed the order, or told what was known. */ TAKEN,
        /** The same event came before. */ TWICE,
        /** No order has this key. */ UNKNOWN_KEY,
        /** Amount, account or number are not those of the order. */ MISMATCH,
        /** The order was never sent. */ NOT_SENT
    }

    /** Twice, late or out of order changes nothing; what does not fit is refused and audited. */
    Verdict told(Told told);

    /** A callback that is not the treasury's: it is audited and nothing else. @param why WRONG_SIGNATURE or UNREADABLE */
    void forged(String why);
}
