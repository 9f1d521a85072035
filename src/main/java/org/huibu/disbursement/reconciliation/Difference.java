package org.huibu.disbursement.reconciliation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** One thing on which statement, orders and ledger of a day do not agree. It stays until it is gone by itself or a person worked it off. */
@Entity
@Table(name = "reconciliation_difference")
public class Difference extends Aggregate<Difference> {

    /** What does not agree. */
    public enum Kind {
        /** The treasury paid what nobody ordered. */ UNORDERED,
        /** It paid one order more than once. */ TWICE,
        /** It paid another amount, or under another order's number. */ AMOUNT,
        /** It paid to another account. */ ACCOUNT,
        /** It paid, and the order's outcome is still open here. */ NOT_SETTLED,
        /** It paid, and the order was refused, voided or never sent here. */ OTHER_OUTCOME,
        /** The order is settled here, and no statement names it. */ MISSING_LINE,
        /** The order is settled, and the ledger holds nothing or another amount for it. */ LEDGER,
        /** The ledger spent money for which no order is settled. */ LEDGER_ALONE,
        /** What came in for a region is not what its bank statements brought. */ INBOUND
    }

    /** OPEN, then PROPOSED by one person and EXPLAINED, TAKEN or BOOKED by another, or GONE because it no longer holds. */
    public enum State {
        OPEN, PROPOSED, EXPLAINED, TAKEN, BOOKED, GONE;

        public boolean open() {
            return this == OPEN || this == PROPOSED;
        }
    }

    /** What one person proposes to do about it. */
    public enum Proposal {
        /** Nothing moves: the reason is enough. */ EXPLAIN(State.EXPLAINED),
        /** To take the treasury's word that it paid an order whose outcome is open here, or that it had refused and nothing else has paid. */ TAKE(State.TAKEN),
        /** To book what left without an order, so that it stands in the ledger until it has come back. */ BOOK(State.BOOKED);

        private final State end;

        Proposal(State end) {
            this.end = end;
        }
    }

    @Column(name = "day_")
    private LocalDate day;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Kind kind;
    private String subject;
    private String region;
    private String orderNumber;
    private String caseNumber;
    private Long statedFen;
    private Long orderedFen;
    private Long postedFen;
    private String payee;
    private String accountTail;
    private String reference;
    private Instant foundAt;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Proposal proposal;
    private String reason;
    private String workedBy;
    private Instant workedAt;
    private String confirmedBy;

    protected Difference() {
        // for JPA
    }

    Difference(LocalDate day, Found found, Instant now) {
        super(Ids.next());
        this.day = day;
        this.kind = found.kind();
        this.subject = found.subject();
        this.state = State.OPEN;
        this.foundAt = now;
        holds(found);
    }

    /** It was found once more; what a person worked off stays so unless the sides changed since. */
    final void holds(Found found) {
        var same = java.util.Objects.equals(statedFen, found.statedFen()) && java.util.Objects.equals(orderedFen, found.orderedFen())
                && java.util.Objects.equals(postedFen, found.postedFen());
        region = found.region();
        orderNumber = found.orderNumber();
        caseNumber = found.caseNumber();
        statedFen = found.statedFen();
        orderedFen = found.orderedFen();
        postedFen = found.postedFen();
        payee = found.payee();
        accountTail = found.accountTail();
        reference = found.reference();
        if (state == State.GONE || !same && (state == State.EXPLAINED || state == State.PROPOSED)) {
            state = State.OPEN;
            proposal = null;
        }
    }

    void gone(Instant now) {
        if (state.open()) {
            state = State.GONE;
            workedAt = now;
        }
    }

    /** What can be done about a difference of this kind. */
    public static boolean allows(Kind kind, Proposal what) {
        return switch (what) {
            case EXPLAIN -> true;
            case TAKE -> kind == Kind.NOT_SETTLED || kind == Kind.OTHER_OUTCOME;
            case BOOK -> kind == Kind.UNORDERED || kind == Kind.TWICE || kind == Kind.OTHER_OUTCOME || kind == Kind.AMOUNT;
        };
    }

    /** Nothing moves yet. @param why 1 to 300 characters @throws Refusal CONFLICT {@code differenceState} unless it is open, {@code differenceKind} where that cannot be done */
    void proposed(Proposal what, String why, String by, Instant now) {
        from(State.OPEN);
        if (!allows(kind, what)) {
            throw Refusal.conflict("differenceKind");
        }
        proposal = what;
        state = State.PROPOSED;
        reason = why;
        workedBy = by;
        workedAt = now;
        tell();
    }

    /** Another person agrees. @return what has to be done now @throws Refusal FORBIDDEN {@code separationSd1} to him who proposed */
    Proposal confirmed(String by) {
        answered(by);
        confirmedBy = by;
        state = proposal.end;
        tell();
        return proposal;
    }

    /** Another person does not agree: it is open as before, with the reason that was not enough. */
    void declined(String by) {
        answered(by);
        state = State.OPEN;
        proposal = null;
        tell();
    }

    private void answered(String by) {
        from(State.PROPOSED);
        if (by.equals(workedBy)) {
            throw Refusal.forbidden("separationSd1");
        }
    }

    private void tell() {
        registerEvent(new DifferenceWorked(caseNumber, day, kind.name(), subject, state.name(), reason));
    }

    private void from(State required) {
        if (state != required) {
            throw Refusal.conflict("differenceState", state);
        }
    }

    public LocalDate day() {
        return day;
    }

    public Kind kind() {
        return kind;
    }

    String subject() {
        return subject;
    }

    public String region() {
        return region;
    }

    public String orderNumber() {
        return orderNumber;
    }

    public String caseNumber() {
        return caseNumber;
    }

    /** What the treasury says it paid; null if it says nothing. */
    public Money stated() {
        return money(statedFen);
    }

    public Money ordered() {
        return money(orderedFen);
    }

    public Money posted() {
        return money(postedFen);
    }

    private static Money money(Long fen) {
        return fen == null ? null : Money.ofFen(fen);
    }

    public String payee() {
        return payee;
    }

    /** Last digits of the account that the statement names. */
    public String accountTail() {
        return accountTail;
    }

    /** The treasury's number or the ledger's reference. */
    public String reference() {
        return reference;
    }

    public State state() {
        return state;
    }

    /** Null unless somebody proposed something that was not declined. */
    public Proposal proposal() {
        return proposal;
    }

    /** What it is called where money comes back for it. */
    public String number() {
        return "DF-" + id();
    }

    public String reason() {
        return reason;
    }

    public String workedBy() {
        return workedBy;
    }

    public Instant workedAt() {
        return workedAt;
    }

    public String confirmedBy() {
        return confirmedBy;
    }
}
