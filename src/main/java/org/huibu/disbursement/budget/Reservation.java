package org.huibu.disbursement.budget;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private String budgetCode;
    private String region;
    @Column(name = "year_")
    private Integer year;
    private long amountFen;
    private long setOffFen;
    private String content;
    private String approvedBy;
    private Instant approvedAt;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    @ElementCollection
    @CollectionTable(name = "reservation_share", joinColumns = @JoinColumn(name = "reservation_id"))
    private List<Part> shares = new ArrayList<>();

    /** What one region's envelope bears; written once, when the money is reserved. */
    @Embeddable
    record Part(String region, long amountFen) { }

    protected Reservation() {
        // for JPA
    }

    Reservation(String caseNumber, String group, Envelope own, Money amount, String content, String approvedBy, Instant now) {
        super(Ids.next());
        this.caseNumber = caseNumber;
        this.group = group;
        this.fund = own.fund();
        this.budgetCode = own.code();
        this.region = own.region();
        this.amountFen = amount.fen();
        this.content = content;
        this.approvedBy = approvedBy;
        this.approvedAt = now;
        this.state = State.WAITING;
    }

    /** @param year whose budget pays, for ever @param borne what each envelope bears of the amount; together the whole of it */
    void reserved(int year, List<Envelope.Share> borne) {
        from(State.WAITING);
        if (!amount().equals(sum(borne))) {
            throw new IllegalArgumentException("the shares are not the amount");
        }
        this.year = year;
        borne.forEach(share -> shares.add(new Part(share.envelope().region(), share.amount().fen())));
        state = State.RESERVED;
    }

    void spent() {
        from(State.RESERVED);
        state = State.SPENT;
    }

    /**
     * The treasury's payment came back: what was sent is reserved anew, so that paying it again is an act of its own; what was set off stays spent here.
     *
     * @param sent what each envelope bore of the payment; @param setOff what each bore of what was set off
     */
    Reservation sentBack(List<Envelope.Share> sent, List<Envelope.Share> setOff) {
        from(State.SPENT);
        var again = new Reservation(caseNumber, group, own(year), sum(sent), content, approvedBy, approvedAt);
        again.reserved(year, sent);
        again.setOffFen = setOffFen + sum(setOff).fen();
        if (setOff.isEmpty()) {
            state = State.RELEASED;
        } else {
            amountFen = sum(setOff).fen();
            shares.clear();
            setOff.forEach(share -> shares.add(new Part(share.envelope().region(), share.amount().fen())));
        }
        return again;
    }

    private static Money sum(List<Envelope.Share> shares) {
        return shares.stream().map(Envelope.Share::amount).reduce(Money.ZERO, Money::plus);
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

    /** Budget code under which it is booked. */
    public String budgetCode() {
        return budgetCode;
    }

    /** The envelope of the region's own part in a year. */
    Envelope own(int fiscalYear) {
        return new Envelope(fund, budgetCode, fiscalYear, region);
    }

    /** What each envelope bears; empty while it waits. Within a transaction. */
    List<Envelope.Share> shares() {
        return shares.stream().map(part -> new Envelope.Share(own(year).in(part.region()), Money.ofFen(part.amountFen()))).toList();
    }

    /** Fiscal year whose budget is bound; {@code null} while it waits. */
    public Integer year() {
        return year;
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    /** What was approved: what is reserved here, and what of it was set off before. */
    Money approved() {
        return Money.ofFen(amountFen + setOffFen);
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
