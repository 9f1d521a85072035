package org.huibu.disbursement.allocation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** Money that one person proposes to move and another confirms; posted once, in the transaction of the confirmation. */
@Entity
@Table(name = "budget_move")
public class BudgetMove extends Aggregate<BudgetMove> {

    /** What moves from where to where. */
    public enum Kind {
        /** New money of a year. */ APPROPRIATION,
        /** From a level to the one below it. */ ALLOCATION,
        /** Between budget codes of a fund in one region and year. */ TRANSFER,
        /** What is left of a year to the next. */ CARRY_OVER,
        /** From a level back to the one above it. */ RETURN
    }

    /** PROPOSED, then exactly one of the others. */
    public enum State { PROPOSED, CONFIRMED, REFUSED, WITHDRAWN }

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Kind kind;
    private String fund;
    private String fromCode;
    private Integer fromYear;
    private String fromRegion;
    private String toCode;
    private int toYear;
    private String toRegion;
    private long amountFen;
    private String document;
    /** The document as long as it is used up by this move; null once the move is refused or withdrawn. */
    private String liveDocument;
    private String reason;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String proposedBy;
    private Instant proposedAt;
    private String decidedBy;
    private Instant decidedAt;
    @Column(length = 300)
    private String refusal;

    protected BudgetMove() {
        // for JPA
    }

    /** @param from null for an appropriation */
    BudgetMove(Kind kind, Envelope from, Envelope to, Money amount, String document, String reason, String by, Instant now) {
        super(Ids.next());
        this.kind = kind;
        this.fund = to.fund();
        this.fromCode = from == null ? null : from.code();
        this.fromYear = from == null ? null : from.year();
        this.fromRegion = from == null ? null : from.region();
        this.toCode = to.code();
        this.toYear = to.year();
        this.toRegion = to.region();
        this.amountFen = amount.fen();
        this.document = document;
        this.liveDocument = document;
        this.reason = reason;
        this.proposedBy = by;
        this.proposedAt = now;
        state(State.PROPOSED);
    }

    /** @throws Refusal FORBIDDEN {@code moveByItsProposer}, CONFLICT {@code moveDecided} with who decided it */
    void confirmed(String by, Instant now) {
        byAnother(by);
        decided(State.CONFIRMED, by, now);
    }

    /** @param why 1 to 300 characters */
    void refused(String by, String why, Instant now) {
        byAnother(by);
        decided(State.REFUSED, by, now);
        refusal = why;
    }

    /** @throws Refusal FORBIDDEN {@code moveOfAnother} unless the proposer takes it back */
    void withdrawn(String by, Instant now) {
        if (!by.equals(proposedBy)) {
            throw Refusal.forbidden("moveOfAnother");
        }
        decided(State.WITHDRAWN, by, now);
    }

    private void byAnother(String by) {
        if (by.equals(proposedBy)) {
            throw Refusal.forbidden("moveByItsProposer");
        }
    }

    private void decided(State outcome, String by, Instant now) {
        if (state != State.PROPOSED) {
            throw Refusal.conflict("moveDecided", decidedBy);
        }
        decidedBy = by;
        decidedAt = now;
        liveDocument = outcome == State.CONFIRMED ? document : null;
        state(outcome);
    }

    private void state(State next) {
        state = next;
        registerEvent(new BudgetMoved(id(), kind, next, document));
    }

    public Kind kind() {
        return kind;
    }

    /** Null for an appropriation. */
    public Envelope from() {
        return fromRegion == null ? null : new Envelope(fund, fromCode, fromYear, fromRegion);
    }

    public Envelope to() {
        return new Envelope(fund, toCode, toYear, toRegion);
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    /** Number of the document on which it rests. */
    public String document() {
        return document;
    }

    public String reason() {
        return reason;
    }

    public State state() {
        return state;
    }

    public String proposedBy() {
        return proposedBy;
    }

    public Instant proposedAt() {
        return proposedAt;
    }

    public String decidedBy() {
        return decidedBy;
    }

    public Instant decidedAt() {
        return decidedAt;
    }

    public String refusal() {
        return refusal;
    }
}
