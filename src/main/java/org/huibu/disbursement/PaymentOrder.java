package org.huibu.disbursement;

import java.time.Instant;
import org.huibu.shared.Money;

/**
 * An instruction to pay one line group.
 *
 * @param key idempotency key at the treasury, for ever
 * @param accountTail last four digits; the account itself is sealed
 */
public record PaymentOrder(long id, String number, String key, String caseNumber, String group, Money amount, String payee, String accountTail, String fund,
                           String region, int year, State state, String reason, Instant at) {

    /** DRAFTED by the preparer, RELEASED by the confirmer, then what the treasury says. */
    public enum State { DRAFTED, RELEASED, SENT, ACCEPTED, UNKNOWN, SETTLED, REFUSED, VOID }

    public Instant draftedAt() {
        return at;
    }

    /** True while the treasury may still say something. */
    public boolean pending() {
        return state == State.SENT || state == State.ACCEPTED || state == State.UNKNOWN;
    }
}
