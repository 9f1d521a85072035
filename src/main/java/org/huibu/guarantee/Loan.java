package org.huibu.guarantee;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** A guarantee loan from the qualification on (flows §3.6). */
@Entity
@Table(name = "loan")
public class Loan extends Aggregate<Loan> {

    /** ENDED without money: refused, withdrawn, expired, or contracted and never paid out. */
    public enum State { QUALIFIED, CONTRACTED, DISBURSED, ENDED }

    private String caseNumber;
    private String kind;
    private String region;
    private String personIndex;
    private String entityIndex;
    @ElementCollection
    @CollectionTable(name = "loan_party", joinColumns = @JoinColumn(name = "loan_id"))
    @Column(name = "person_index")
    private Set<String> partners = new HashSet<>();
    private String borrowerClass;
    private long capFen;
    private LocalDate qualifiedOn;
    private LocalDate validUntil;
    private String bank;
    private boolean investigated;
    private String contractNo;
    private Long amountFen;
    private Integer months;
    private BigDecimal contractRate;
    private BigDecimal lpr;
    private BigDecimal borrowerRate;
    private BigDecimal subsidyRate;
    private LocalDate signedOn;
    private LocalDate disbursedOn;
    private LocalDate maturesOn;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;

    protected Loan() {
        // for JPA
    }

    /** Who borrows: blind indexes of the person, of the entity and of partners who count. @param kind INDIVIDUAL or ENTERPRISE */
    record Borrower(String kind, String region, String person, String entity, Set<String> partners) { }

    /** @param until last day on which a contract may be signed */
    record Qualification(String borrowerClass, Money cap, LocalDate from, LocalDate until) { }

    /** @param subsidyRate part of the rate that the budget pays, as {@code borrowerRate} the borrower's; fractions such as 0.02 */
    record Contract(String number, Money amount, int months, BigDecimal rate, BigDecimal lpr, BigDecimal borrowerRate, BigDecimal subsidyRate, LocalDate signedOn) { }

    Loan(String caseNumber, Borrower borrower, Qualification qualification, String bank) {
        super(Ids.next());
        this.caseNumber = caseNumber;
        this.kind = borrower.kind();
        this.region = borrower.region();
        this.personIndex = borrower.person();
        this.entityIndex = borrower.entity();
        this.partners.addAll(borrower.partners());
        this.borrowerClass = qualification.borrowerClass();
        this.capFen = qualification.cap().fen();
        this.qualifiedOn = qualification.from();
        this.validUntil = qualification.until();
        this.bank = bank;
        this.state = State.QUALIFIED;
    }

    /** @return true the first time, when the operator has to investigate too */
    boolean investigate() {
        from(State.QUALIFIED);
        var first = !investigated;
        investigated = true;
        return first;
    }

    /** @throws Refusal CONFLICT {@code qualificationExpired} behind the last day */
    public void choose(String bank, LocalDate today) {
        mayBeUsed(today);
        from(State.QUALIFIED);
        this.bank = bank;
    }

    /** Without a contract the qualification lasts to its last day. */
    void mayBeUsed(LocalDate today) {
        if (contractNo == null && today.isAfter(validUntil)) {
            throw Refusal.conflict("qualificationExpired", validUntil);
        }
    }

    void contracted(Contract contract) {
        from(State.QUALIFIED);
        contractNo = contract.number();
        amountFen = contract.amount().fen();
        months = contract.months();
        contractRate = contract.rate();
        lpr = contract.lpr();
        borrowerRate = contract.borrowerRate();
        subsidyRate = contract.subsidyRate();
        signedOn = contract.signedOn();
        state = State.CONTRACTED;
    }

    void disbursed(LocalDate on) {
        from(State.CONTRACTED);
        disbursedOn = on;
        maturesOn = on.plusMonths(months);
        state = State.DISBURSED;
    }

    /** What is paid out does not end so. */
    void ended() {
        if (state != State.DISBURSED) {
            state = State.ENDED;
        }
    }

    /** @param indexes blind indexes of persons or entities, one of whom may be a party to it */
    boolean concerns(Set<String> indexes) {
        return indexes.contains(personIndex) || indexes.contains(entityIndex) || partners.stream().anyMatch(indexes::contains);
    }

    /** It counts as a time that somebody borrowed. */
    boolean used() {
        return state == State.CONTRACTED || state == State.DISBURSED;
    }

    /** Its period is not over; before the contract it has not begun and may still. */
    boolean runs(LocalDate today) {
        return state != State.ENDED && (maturesOn == null || !maturesOn.isBefore(today));
    }

    private void from(State expected) {
        if (state != expected) {
            throw Refusal.conflict("loanState", state);
        }
    }

    public String caseNumber() {
        return caseNumber;
    }

    public String kind() {
        return kind;
    }

    public String region() {
        return region;
    }

    /** PRIORITY, GENERAL or ENTERPRISE. */
    public String borrowerClass() {
        return borrowerClass;
    }

    public Money cap() {
        return Money.ofFen(capFen);
    }

    public LocalDate qualifiedOn() {
        return qualifiedOn;
    }

    /** Last day on which a contract may be signed. */
    public LocalDate validUntil() {
        return validUntil;
    }

    public String bank() {
        return bank;
    }

    /** @return null before the contract, as everything of it */
    public Money amount() {
        return amountFen == null ? null : Money.ofFen(amountFen);
    }

    public Integer months() {
        return months;
    }

    public String contractNo() {
        return contractNo;
    }

    public BigDecimal contractRate() {
        return contractRate;
    }

    public BigDecimal borrowerRate() {
        return borrowerRate;
    }

    public BigDecimal subsidyRate() {
        return subsidyRate;
    }

    public LocalDate signedOn() {
        return signedOn;
    }

    public LocalDate disbursedOn() {
        return disbursedOn;
    }

    public LocalDate maturesOn() {
        return maturesOn;
    }

    public State state() {
        return state;
    }
}
