package org.huibu.disbursement.statement;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.ledger.AccountCode;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** One line of a bank statement that counts. What of it is not allotted yet is the balance of {@link #held()} in the ledger. */
@Entity
@Table(name = "receipt")
public class Receipt extends Aggregate<Receipt> {

    /** OPEN while something of it is not allotted, PROPOSED while another person has to confirm, DONE once nothing is left. */
    public enum State { OPEN, PROPOSED, DONE }

    private String region;
    private String reference;
    private long statementId;
    private int lineNo;
    private LocalDate receivedOn;
    private String payer;
    private String accountTail;
    private long amountFen;
    private String remark;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private String proposedDebt;
    private Long proposedFen;
    private String proposedWhy;
    private String proposedBy;

    protected Receipt() {
        // for JPA
    }

    Receipt(String region, long statement, StatementLine line) {
        super(Ids.next());
        this.region = region;
        this.reference = line.reference();
        this.statementId = statement;
        this.lineNo = line.number();
        this.receivedOn = line.receivedOn();
        this.payer = line.payer();
        this.accountTail = line.accountTail();
        this.amountFen = line.amount().fen();
        this.remark = line.remark();
        this.state = State.OPEN;
    }

    /** @param debt number of the debt it is for; null to send it back to the payer */
    void proposed(String debt, Money amount, String why, String by) {
        if (state != State.OPEN) {
            throw Refusal.conflict("receiptState");
        }
        state = State.PROPOSED;
        proposedDebt = debt;
        proposedFen = amount.fen();
        proposedWhy = why;
        proposedBy = by;
    }

    /** @throws Refusal FORBIDDEN {@code separationSd1} to him who proposed */
    void answered(String by) {
        if (state != State.PROPOSED) {
            throw Refusal.conflict("receiptState");
        }
        if (by.equals(proposedBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        state = State.OPEN;
        proposedDebt = null;
        proposedFen = null;
        proposedWhy = null;
        proposedBy = null;
    }

    void done() {
        state = State.DONE;
    }

    AccountCode held() {
        return AccountCode.bounded("receipt/" + id());
    }

    String region() {
        return region;
    }

    public String reference() {
        return reference;
    }

    public long statementId() {
        return statementId;
    }

    public int lineNo() {
        return lineNo;
    }

    public LocalDate receivedOn() {
        return receivedOn;
    }

    public String payer() {
        return payer;
    }

    public String accountTail() {
        return accountTail;
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    public String remark() {
        return remark;
    }

    public State state() {
        return state;
    }

    /** Number of the debt that is proposed; null if it is to go back to the payer, or nothing is proposed. */
    public String proposedDebt() {
        return proposedDebt;
    }

    /** Zero if nothing is proposed. */
    public Money proposedAmount() {
        return Money.ofFen(proposedFen == null ? 0 : proposedFen);
    }

    public String proposedWhy() {
        return proposedWhy;
    }

    public String proposedBy() {
        return proposedBy;
    }
}
