package org.huibu.guarantee.spi;

/** The lending banks. Neither call ever throws for a broken line: what is not known is UNKNOWN, is asked about and never sent under a new key. */
public interface Bank {

    /**
     * An application for a loan under the guarantee.
     *
     * @param key idempotency key, the same for ever for one order; @param bank code
     * @param capFen the bank may not grant more
     */
    record Application(String key, String bank, String caseNumber, String borrower, long amountFen, int months, long capFen) { }

    enum State { RECEIVED, APPROVED, REFUSED, UNKNOWN, NEVER_SEEN }

    /** @param amountFen granted, with {@code months}; zero unless APPROVED @param reason null where it gave none */
    record Reply(State state, long amountFen, int months, String reason) {
        public static Reply of(State state) {
            return new Reply(state, 0, 0, null);
        }
    }

    Reply send(Application application);

    Reply query(String bank, String key);
}
