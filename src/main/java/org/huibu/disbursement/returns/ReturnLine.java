package org.huibu.disbursement.returns;

import java.time.Instant;
import java.util.Objects;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.shared.Money;

/**
 * One line of a return file as it is kept; the account only as blind index and tail.
 *
 * @param place line of the file, from 1
 * @param amountText as it stands in the file; @param amount null where that is no amount
 * @param outcome SETTLED or REFUSED; null where the file says neither
 * @param problem why it moves nothing; null if nothing is wrong with it
 * @param workedBy who worked the problem off, when and why; null while nobody did
 */
public record ReturnLine(long id, int place, String orderNumber, String amountText, Money amount, String accountIndex, String accountTail, PaymentOrder.State outcome,
                         String reason, String reference, State state, Problem problem, String workedBy, Instant workedAt, String workedReason) {

    /** READY to be applied, KNOWN because the order's outcome is that already, APPLIED, PARKED for a person, WORKED off by one. */
    public enum State { READY, KNOWN, APPLIED, PARKED, WORKED }

    /** What is wrong with a line. */
    public enum Problem {
        FORMULA, FIELD_MISSING, AMOUNT_UNREADABLE, FRACTION, NEGATIVE, OUTCOME_UNREADABLE, DUPLICATE,
        /** Another line says something else of the same order: neither is believed. */ CONTRADICTORY,
        UNKNOWN_ORDER, WRONG_AMOUNT, OTHER_ACCOUNT,
        /** Drafted, voided or not sent yet: the treasury cannot know it. */ NOT_SENT,
        /** The order has ended the other way. */ OTHER_OUTCOME,
        /** The line with the sum is not the sum of the lines. */ TOTALS,
        /** Who uploaded or confirmed has another part in the case (SD1, SD3). */ SEPARATION,
        /** It could not be applied for another reason. */ NOT_APPLIED
    }

    ReturnLine parked(Problem why) {
        return new ReturnLine(id, place, orderNumber, amountText, amount, accountIndex, accountTail, outcome, reason, reference, State.PARKED, why, null, null, null);
    }

    /** @return whether both say the same of an order */
    boolean agrees(ReturnLine other) {
        return Objects.equals(amount, other.amount) && Objects.equals(accountIndex, other.accountIndex) && outcome == other.outcome;
    }

    ReturnLine known() {
        return new ReturnLine(id, place, orderNumber, amountText, amount, accountIndex, accountTail, outcome, reason, reference, State.KNOWN, null, null, null, null);
    }
}
