package org.huibu.guarantee.fund;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;

/** What one person wants changed of a guarantee fund and another confirms; done once, in the transaction of the confirmation; its document serves once for ever in its city. */
@Entity
@Table(name = "guarantee_change")
public class FundChange extends Proposed<FundChange> {

    /** What changes. */
    public enum Kind {
        /** Money put into the fund. */ CONTRIBUTION,
        /** How much of a bank's guaranteed loans has matured, and for how much of it the bank was compensated. */ STANDING
    }

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Kind kind;
    private String region;
    private String bank;
    private long amountFen;
    private long compensatedFen;

    protected FundChange() {
        // for JPA
    }

    FundChange(FundTyped.Read read, String by, Instant now) {
        super(read.document(), read.reason(), by, now);
        this.kind = read.kind();
        this.region = read.city().code();
        this.bank = read.bank();
        this.amountFen = read.amount().fen();
        this.compensatedFen = read.compensated().fen();
        proposed();
    }

    @Override
    protected FundChanged told() {
        return new FundChanged(id(), kind, state(), region, document());
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
}
