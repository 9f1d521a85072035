package org.huibu.disbursement;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Mask;
import org.huibu.shared.Money;

/** What an order says, from whose money and to whom; written once with its draft and never changed, whatever becomes of it. */
@MappedSuperclass
abstract class OrderTerms extends Aggregate<PaymentOrder> {

    private String number;
    @Column(name = "key_")
    private String key;
    private String caseNumber;
    @Column(name = "group_")
    private String group;
    private long reservationId;
    private long amountFen;
    private String payee;
    private String account;
    private String accountTail;
    private String accountIndex;
    private String bank;
    private String fund;
    private String budgetCode;
    private String region;
    @Column(name = "year_")
    private int year;
    private String content;
    private String decision;
    private String draftedBy;
    private Instant draftedAt;

    protected OrderTerms() {
        // for JPA
    }

    OrderTerms(long id, String number, String decision, Reservation reservation, Money amount, CaseWork.Payee payee, String sealed, String index, String by, Instant now) {
        super(id);
        this.number = number;
        this.decision = decision;
        this.key = "huibu-" + id;
        this.caseNumber = reservation.caseNumber();
        this.group = reservation.group();
        this.reservationId = reservation.id();
        this.amountFen = amount.fen();
        this.payee = payee.name();
        this.account = sealed;
        this.accountTail = Mask.account(payee.account());
        this.accountIndex = index;
        this.bank = payee.bank() == null ? "" : payee.bank();
        this.fund = reservation.fund();
        this.budgetCode = reservation.budgetCode();
        this.region = reservation.region();
        this.year = reservation.year();
        this.content = reservation.content();
        this.draftedBy = by;
        this.draftedAt = now;
    }

    /** @return whether a callback speaks of this very order */
    boolean matches(String orderNumber, long fen, String index) {
        return number.equals(orderNumber) && amountFen == fen && accountIndex.equals(index);
    }

    public String number() {
        return number;
    }

    /** Idempotency key at the treasury, for ever. */
    public String key() {
        return key;
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String group() {
        return group;
    }

    public long reservationId() {
        return reservationId;
    }

    public Money amount() {
        return Money.ofFen(amountFen);
    }

    public String payee() {
        return payee;
    }

    String account() {
        return account;
    }

    /** Last digits; the account itself is sealed. */
    public String accountTail() {
        return accountTail;
    }

    /** @param index blind index of an account */
    public boolean isPaidTo(String index) {
        return accountIndex.equals(index);
    }

    public String bank() {
        return bank;
    }

    /** Budget code under which it is booked. */
    public String budgetCode() {
        return budgetCode;
    }

    public String fund() {
        return fund;
    }

    public String region() {
        return region;
    }

    public int year() {
        return year;
    }

    /** Hash of what was approved and is paid. */
    public String content() {
        return content;
    }

    /** Number of the decision it pays: of its letter, or the case's own where none was written. */
    public String decision() {
        return decision;
    }

    public String draftedBy() {
        return draftedBy;
    }

    public Instant draftedAt() {
        return draftedAt;
    }
}
