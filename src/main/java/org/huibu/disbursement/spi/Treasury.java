package org.huibu.disbursement.spi;

/**
 * The treasury interface. Neither call ever throws for a broken line: what is not known, or not said by the treasury itself about this very order, is UNKNOWN, and is
 * asked about, never resent under a new key.
 */
public interface Treasury {

    /**
     * Signed as a whole; the same for ever under one key.
     *
     * @param key idempotency key, the same for ever for one order; @param payeeAccount in clear
     * @param budgetCode under which the fund books it; @param decision number of the decision it pays
     */
    record Instruction(String key, String orderNumber, long amountFen, String payeeName, String payeeAccount, String payeeBank, String fund,
                       String budgetCode, String decision) { }

    enum State { ACCEPTED, SETTLED, REFUSED, UNKNOWN, NEVER_SEEN }

    /** @param reference the treasury's own number; null where it gave none */
    record Reply(State state, String reason, String reference) {
        public static Reply of(State state) {
            return new Reply(state, null, null);
        }
    }

    Reply send(Instruction instruction);

    /** What became of an order, asked by its key; an answer about another amount or account is none. NEVER_SEEN allows sending again under the same key. */
    Reply query(Instruction instruction);
}
