package org.huibu.guarantee.fund;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** What one person wants changed of a guarantee fund and another confirms; done once, in the transaction of the confirmation. */
@Entity
@Table(name = "guarantee_change")
public class FundChange extends Aggregate<FundChange> {

    /** What changes. */
    public enum Kind {
        /** Money put into the fund. */ CONTRIBUTION,
        /** How much of a bank's guaranteed loans has matured, and for how much of it the bank was compensated. */ STANDING
    }

    /** PROPOSED, then exactly one of the others. */
    public enum State { PROPOSED, CONFIRMED, REFUSED, WITHDRAWN }

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Kind kind;
    private String region;
    private String bank;
    private long amountFen;
    private long compensatedFen;
    private String document;
    private String reason;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String proposedBy;
    private Instant proposedAt;
    private String decidedBy;
    private Instant decidedAt;
    private String refusal;

    protected FundChange() {
        // for JPA
    }

    FundChange(FundTyped.Read read, String by, Instant now) {
        super(Ids.next());
        this.kind = read.kind();
        this.region = read.city().code();
        this.bank = read.bank();
        this.amountFen = read.amount().fen();
        this.compensatedFen = read.compensated().fen();
        this.document = read.document();
        this.reason = read.reason();
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
        state(outcome);
    }

    private void state(State next) {
        state = next;
        registerEvent(new FundChanged(id(), kind, next, region, document));
    }

    public Kind kind() {
        return kind;
    }

    /** Code of the city. */
    public String region() {
        return region;
    }

    /** Null for a contribution. */
    public String bank() {
        return bank;
    }

    /** Contributed, or matured. */
    public Money amount() {
        return Money.ofFen(amountFen);
    }

    /** Zero for a contribution. */
    public Money compensated() {
        return Money.ofFen(compensatedFen);
    }

    /** Number of the document on which it rests, once for ever in a city. */
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
