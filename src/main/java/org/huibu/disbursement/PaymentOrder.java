package org.huibu.disbursement;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/**
 * An instruction to pay one line group under one idempotency key for ever. Its states only move forward: what comes twice, late or out of
 * order changes nothing. The one step back is {@link #settledAfterAll}, which two people vouch for.
 */
@Entity
@Table(name = "payment_order")
public class PaymentOrder extends OrderTerms {

    /** DRAFTED by the preparer, RELEASED by the confirmer, then what the treasury says; SENT_BACK by the payee's bank after it was settled. */
    public enum State {
        DRAFTED, RELEASED, SENT, ACCEPTED, UNKNOWN, SETTLED, REFUSED, VOID, SENT_BACK;

        /** True while the treasury may still say something. */
        public boolean pending() {
            return this == SENT || this == ACCEPTED || this == UNKNOWN;
        }

        /** True once nothing changes any more. */
        public boolean isFinal() {
            return this == SETTLED || this == REFUSED || this == VOID || this == SENT_BACK;
        }
    }

    /** Why a person has to look at it. */
    public enum Attention {
        /** Asked many times, still unknown. */ NO_ANSWER,
        /** The treasury said something else before. */ CONTRADICTION
    }

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String reason;
    private String treasuryReference;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Attention attention;
    private String releasedBy;
    private Instant endedAt;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State answer;
    private String answerReference;
    private String answerBy;

    protected PaymentOrder() {
        // for JPA
    }

    /** @param decision number of the decision it pays; @param amount what is sent: what was reserved without what the payee owes; @param sealed the account, sealed for this order; @param index its blind index */
    PaymentOrder(long id, String number, String decision, Reservation reservation, Money amount, CaseWork.Payee payee, String sealed, String index, String by, Instant now) {
        super(id, number, decision, reservation, amount, payee, sealed, index, by, now);
        moved(State.DRAFTED, null);
    }

    /**
     * The confirmer lets it go to the treasury.
     *
     * @throws Refusal FORBIDDEN {@code separationSd1} to him who drafted it, CONFLICT {@code orderState} unless it is a draft
     */
    void released(String by) {
        from(State.DRAFTED);
        if (by.equals(draftedBy())) {
            throw Refusal.forbidden("separationSd1");
        }
        releasedBy = by;
        moved(State.RELEASED, null);
    }

    void voided(String why, Instant now) {
        from(State.DRAFTED);
        endedAt = now;
        moved(State.VOID, why);
    }

    /** Written before the first byte leaves, so that a crash leaves an unknown outcome and not a second payment. */
    void sent() {
        from(State.RELEASED);
        moved(State.SENT, null);
    }

    /**
     * The treasury says that it never saw it: the same key goes out once more.
     *
     * @return false, and nothing may be sent, if its outcome is known by now or somebody holds the treasury's written answer
     */
    boolean sentAgain() {
        if (state != State.SENT && state != State.UNKNOWN || answer != null) {
            return false;
        }
        moved(State.SENT, null);
        return true;
    }

    /** @return false, and nothing changes, unless the outcome was open and not yet known as accepted */
    boolean accepted(String reference) {
        if (state != State.SENT && state != State.UNKNOWN) {
            return false;
        }
        treasuryReference = reference == null ? treasuryReference : reference;
        moved(State.ACCEPTED, null);
        return true;
    }

    /** Nobody knows yet what became of it; what was accepted stays accepted. */
    boolean unknown() {
        if (state != State.SENT) {
            return false;
        }
        moved(State.UNKNOWN, null);
        return true;
    }

    boolean settled(String reference, Instant now) {
        return ended(State.SETTLED, null, reference, now);
    }

    boolean refused(String why, String reference, Instant now) {
        return ended(State.REFUSED, why, reference, now);
    }

    private boolean ended(State outcome, String why, String reference, Instant now) {
        if (!state.pending()) {
            return false;
        }
        treasuryReference = reference == null ? treasuryReference : reference;
        endedAt = now;
        attention = null;
        answer = null;
        moved(outcome, why);
        return true;
    }

    /** A person has to look. @return false if that is known already */
    boolean needs(Attention why) {
        if (attention == why) {
            return false;
        }
        attention = why;
        registerEvent(new OrderMoved(id(), caseNumber(), number(), "NEEDS_PERSON", why.name()));
        return true;
    }

    /** What a written answer may say: of an open order its outcome; of a settled one that it was sent back; of one on which the treasury contradicts itself that its outcome stands, or that what was refused was paid after all. */
    public boolean answerable(State outcome) {
        return state.pending() ? outcome == State.SETTLED || outcome == State.REFUSED
                : state == State.SETTLED && outcome == State.SENT_BACK || state == State.REFUSED && attention != null && outcome == State.SETTLED || attention != null && outcome == state;
    }

    /** The payer has the treasury's written answer; somebody else confirms it. @throws Refusal CONFLICT {@code orderState} unless it is {@link #answerable} */
    void answered(State outcome, String reference, String by) {
        if (!answerable(outcome)) {
            throw Refusal.conflict("orderState", state);
        }
        answer = outcome;
        answerReference = reference;
        answerBy = by;
        registerEvent(new OrderMoved(id(), caseNumber(), number(), "ANSWER_RECORDED", outcome + " " + reference));
    }

    /** @return the outcome that two people now stand for @throws Refusal FORBIDDEN {@code separationSd1} to him who recorded it */
    State answerConfirmed(String by) {
        if (answer == null || !answerable(answer)) {
            throw Refusal.conflict("orderState", state);
        }
        if (by.equals(answerBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        registerEvent(new OrderMoved(id(), caseNumber(), number(), "ANSWER_CONFIRMED", answer + " " + answerReference));
        return answer;
    }

    /** Two people have looked at what the treasury says against the outcome that is known, and that stands. */
    void stands() {
        attention = null;
        answer = null;
    }

    /**
     * The treasury paid what it had refused. Only this step leads out of an end: the refusal was the treasury's own mistake and moved nothing in the ledger, what was
     * approved is still reserved and nothing else pays it, and without it the payee would have money that no order paid. Two people vouch for it, and it stands in the
     * order's history, the case's timeline and the trail.
     *
     * @throws Refusal CONFLICT {@code orderState} unless it was refused
     */
    void settledAfterAll(String reference, Instant now) {
        from(State.REFUSED);
        treasuryReference = reference == null ? treasuryReference : reference;
        endedAt = now;
        attention = null;
        answer = null;
        moved(State.SETTLED, null);
    }

    /** The payee's bank sent it back after it was settled: it is paid no more, and another order may pay what was approved. @param why reference of the bank's return */
    void sentBack(String why) {
        from(State.SETTLED);
        attention = null;
        answer = null;
        moved(State.SENT_BACK, why);
    }

    /** Asked again; what was recorded of a written answer falls away. */
    void askedAgain() {
        if (!state.pending()) {
            throw Refusal.conflict("orderState", state);
        }
        attention = null;
        answer = null;
        registerEvent(new OrderMoved(id(), caseNumber(), number(), "ASKED_AGAIN", null));
    }

    private void from(State expected) {
        if (state != expected) {
            throw Refusal.conflict("orderState", state);
        }
    }

    private void moved(State to, String why) {
        state = to;
        reason = why;
        registerEvent(new OrderMoved(id(), caseNumber(), number(), to.name(), why));
    }

    public State state() {
        return state;
    }

    public String reason() {
        return reason;
    }

    public String treasuryReference() {
        return treasuryReference;
    }

    public Attention attention() {
        return attention;
    }

    public String releasedBy() {
        return releasedBy;
    }

    public Instant endedAt() {
        return endedAt;
    }

    /** Outcome of the treasury's written answer as the payer recorded it; {@code null} if there is none. */
    public State answer() {
        return answer;
    }

    public String answerReference() {
        return answerReference;
    }

    public String answerBy() {
        return answerBy;
    }
}
