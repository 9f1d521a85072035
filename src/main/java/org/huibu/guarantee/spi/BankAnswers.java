package org.huibu.guarantee.spi;

/** What the house does with what a bank calls to say. */
public interface BankAnswers {

    /**
     * A call whose signature is the bank's.
     *
     * @param bank code of the bank that signed; @param eventId of the bank, for deduplication
     * @param amountFen granted, with {@code months}, if it approved
     */
    record Told(String bank, String eventId, String key, Bank.State state, long amountFen, int months, String reason) { }

    enum Verdict {
        /** It moved the case, or told what was known. */ TAKEN,
        /** The same event came before. */ TWICE,
        /** No order has this key. */ UNKNOWN_KEY,
        /** The order went to another bank. */ WRONG_BANK,
        /** The order is over: answered, withdrawn, or given to another bank. */ TOO_LATE,
        /** More than was asked for or than the cap allows. */ ABOVE_CAP
    }

    /** Twice, late, from another bank or above the cap changes nothing; what does not fit is refused and audited. */
    Verdict told(Told told);

    /** A call that is no bank's: it is audited and nothing else. @param why WRONG_SIGNATURE or UNREADABLE */
    void forged(String why);
}
