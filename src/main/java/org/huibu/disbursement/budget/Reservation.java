package org.huibu.disbursement.budget;

import jakarta.persistence.Column;
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

/** What an approval binds: an amount of a fund for one line group, and the hash of whom and what was approved. */
@Entity
@Table(name = "reservation")
public class Reservation extends Aggregate<Reservation> {

    /** WAITING in the order of approval, RESERVED, then SPENT by settlement or RELEASED. */
    public enum State { WAITING, RESERVED, SPENT, RELEASED }

    private String caseNumber;
    @Column(name = "group_")
    private String group;
    private String fund;
    private String region;
    @Column(name = "year_")
    private Integer year;
    private long amountFen;
    private String content;
    private String approvedBy;
    private Instant approvedAt;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    protected Reservation() {
        // for JPA
    }

    Reservation(String caseNumber, String group, String fund, String region, Money amount, String content, String approvedBy, Instant now) {
        super(Ids.next());
        this.caseNumber = caseNumber;
        this.group = group;
        this.fund = fund;
        this.region = region;
        this.amountFen = amount.fen();
        this.content = content;
        this.approvedBy = approvedBy;
        this.approvedAt = now;
        this.state = State.WAITING;
    }

    /** @param year whose budget pays, for ever */
    void reserved(int year) {
        from(State.WAITING);
        this.year = year;
        state = State.RESERVED;
    }

    void spent() {
        from(State.RESERVED);
        state = State.SPENT;
    }

    void released() {
        if (state == State.SPENT) {
            throw Refusal.conflict("reservationSpent");
        }
        state = State.RELEASED;
    }

    /** The payee's account was changed after the approval and somebody else approved that (SD6); the amount stays. */
    void approvedAnew(String content, String by, Instant now) {
        from(State.RESERVED);
        this.content = content;
        this.approvedBy = by;
        this.approvedAt = now;
    }

    private void from(State expected) {
        if (state != expected) {
            throw Refusal.conflict("reservationState", state);
        }
    }

    public boolean open() {
        return state == State.WAITING || state == State.RESERVED;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String group() {
        return group;
    }

    public String fund() {
        return fund;
    }

    public String region() {
        return region;
    }

    /** Fiscal year whose budget is bound; {@code null} while it waits. */
    public Integer year() {
        return year;
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    /** Hash of what was approved; see {@link ApprovedContent}. */
    public String content() {
        return content;
    }

    public String approvedBy() {
        return approvedBy;
    }

    public Instant approvedAt() {
        return approvedAt;
    }

    public State state() {
        return state;
    }
}
