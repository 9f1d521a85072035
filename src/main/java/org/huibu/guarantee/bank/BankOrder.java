package org.huibu.guarantee.bank;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.EnumSet;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.guarantee.spi.Bank;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** What one bank was asked for one case; whatever it says, it says it once. */
@Entity
@Table(name = "bank_order")
public class BankOrder extends Aggregate<BankOrder> {

    /** TAKEN_BACK before an answer: the limit passed, the borrower chose another bank, withdrew, or the qualification expired. */
    public enum State {
        WRITTEN, SENT, RECEIVED, APPROVED, REFUSED, TAKEN_BACK;

        boolean pending() {
            return EnumSet.of(WRITTEN, SENT, RECEIVED).contains(this);
        }
    }

    @Column(name = "key_")
    private String key;
    private String caseNumber;
    private String bank;
    private long amountFen;
    private int months;
    private long capFen;
    private Long grantedFen;
    private Integer grantedMonths;
    private String reason;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    protected BankOrder() {
        // for JPA
    }

    BankOrder(String key, String caseNumber, String bank, Money amount, int months, Money cap) {
        super(Ids.next());
        this.key = key;
        this.caseNumber = caseNumber;
        this.bank = bank;
        this.amountFen = amount.fen();
        this.months = months;
        this.capFen = cap.fen();
        this.state = State.WRITTEN;
    }

    void sent() {
        if (state == State.WRITTEN) {
            state = State.SENT;
        }
    }

    void received() {
        if (state == State.SENT || state == State.WRITTEN) {
            state = State.RECEIVED;
        }
    }

    void approved(Money amount, int months) {
        pending();
        grantedFen = amount.fen();
        grantedMonths = months;
        state = State.APPROVED;
    }

    void refused(String reason) {
        pending();
        this.reason = reason == null || reason.length() <= 300 ? reason : reason.substring(0, 300);
        state = State.REFUSED;
    }

    void takenBack() {
        if (state.pending() || state == State.APPROVED) {
            state = State.TAKEN_BACK;
        }
    }

    private void pending() {
        if (!state.pending()) {
            throw Refusal.conflict("bankOrderState", state);
        }
    }

    /** True if the answer stays within what was asked and the cap. */
    boolean allows(long amountFen, int months) {
        return amountFen > 0 && amountFen <= Math.min(this.amountFen, capFen) && months > 0 && months <= this.months;
    }

    Bank.Application application(String borrower) {
        return new Bank.Application(key, bank, caseNumber, borrower, amountFen, months, capFen);
    }

    public String key() {
        return key;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String bank() {
        return bank;
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    public int months() {
        return months;
    }

    /** @return null unless it was approved */
    public Money granted() {
        return grantedFen == null ? null : Money.ofFen(grantedFen);
    }

    public Integer grantedMonths() {
        return grantedMonths;
    }

    /** Of a refusal, in the bank's words; null where it gave none. */
    public String reason() {
        return reason;
    }

    public State state() {
        return state;
    }
}
