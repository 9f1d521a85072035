package org.huibu.disbursement.allocation;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;

/** Money that one person proposes to move and another confirms; posted once, in the transaction of the confirmation. */
@Entity
@Table(name = "budget_move")
public class BudgetMove extends Proposed<BudgetMove> {

    /** What moves from where to where. */
    public enum Kind {
        /** New money of a year. */ APPROPRIATION,
        /** From a level to the one below it. */ ALLOCATION,
        /** Between budget codes of a fund in one region and year. */ TRANSFER,
        /** What is left of a year to the next. */ CARRY_OVER,
        /** From a level back to the one above it. */ RETURN
    }

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
    /** The document as long as it is used up by this move; null once the move is refused or withdrawn. */
    private String liveDocument;

    protected BudgetMove() {
        // for JPA
    }

    /** @param from null for an appropriation */
    BudgetMove(Kind kind, Envelope from, Envelope to, Money amount, String document, String reason, String by, Instant now) {
        super(document, reason, by, now);
        this.kind = kind;
        this.fund = to.fund();
        this.fromCode = from == null ? null : from.code();
        this.fromYear = from == null ? null : from.year();
        this.fromRegion = from == null ? null : from.region();
        this.toCode = to.code();
        this.toYear = to.year();
        this.toRegion = to.region();
        this.amountFen = amount.fen();
        this.liveDocument = document();
        proposed();
    }

    @Override
    protected BudgetMoved told() {
        if (state() == State.REFUSED || state() == State.WITHDRAWN) {
            liveDocument = null;
        }
        return new BudgetMoved(id(), kind, state(), document());
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
}
