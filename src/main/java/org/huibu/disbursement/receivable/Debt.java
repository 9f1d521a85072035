package org.huibu.disbursement.receivable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.ledger.AccountCode;
import org.huibu.shared.Aggregate;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;

/** What one debtor owes back to one envelope for one decided reason. How much of it is still open is the balance of {@link #open()} in the ledger. */
@Entity
@Table(name = "receivable")
public class Debt extends Aggregate<Debt> {

    /** How far its collection has come; PAID once nothing is open, however it was settled, WRITTEN_OFF once two people gave up what is, DISMISSED once the court did. */
    public enum State {
        OPEN, DEMANDED, COURT, JUDGED, PAID, WRITTEN_OFF, DISMISSED;

        /** True once nothing is asked for any more. */
        public boolean isOver() {
            return this == PAID || this == WRITTEN_OFF || this == DISMISSED;
        }

        /** True from the day on which the court was asked, whether it has judged or not. */
        public boolean inCourt() {
            return this == COURT || this == JUDGED;
        }
    }

    private String number;
    private String code;
    private String caseNumber;
    private String originCase;
    private long reservationId;
    private String overpaid;
    private String owner;
    private String debtor;
    private String debtorIndex;
    private String fund;
    private String budgetCode;
    private String region;
    @Column(name = "year_")
    private int year;
    private long amountFen;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Ground ground;
    private String clause;
    private String payTo;
    private Instant establishedAt;
    private LocalDate dueOn;
    private Instant offsetFrom;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private State state;
    private boolean toldOverdue;
    private Integer planParts;
    private LocalDate planFirst;
    private String planWhy;
    private String planBy;
    private String writeOffGround;
    private String writeOffDocument;
    private String writeOffBy;

    protected Debt() {
        // for JPA
    }

    Debt(long id, String number, String code, Reservation from, Debts.Claim claim, Money amount, Instant now) {
        super(id);
        this.number = number;
        this.code = code;
        this.caseNumber = claim.caseNumber();
        this.originCase = from.caseNumber();
        this.reservationId = from.id();
        this.owner = claim.owner();
        this.debtor = claim.debtor();
        this.debtorIndex = claim.debtorIndex();
        this.fund = from.fund();
        this.budgetCode = from.budgetCode();
        this.region = from.region();
        this.year = from.year();
        this.amountFen = amount.fen();
        this.ground = claim.ground();
        this.clause = claim.clause();
        this.payTo = claim.payTo();
        this.establishedAt = now;
        this.dueOn = claim.dueOn();
        this.offsetFrom = claim.offsetFrom();
        this.state = State.OPEN;
    }

    /** Of money that the treasury paid beyond the reservation's order. @param difference number of what a reconciled day found */
    Debt ofOverpaid(String difference) {
        overpaid = difference;
        return this;
    }

    void paid() {
        state = State.PAID;
    }

    /** @param until new last day, in which the debtor is told to pay */
    void demanded(LocalDate until) {
        open("debtPaid");
        state = State.DEMANDED;
        dueAgain(until);
    }

    /** From now on the court says how it is paid: a plan that nobody answered is void. */
    void court() {
        open("debtPaid");
        planned(null);
        state = State.COURT;
    }

    /** The court has said what is owed: from now on that may be paid in parts. @param dismissed nothing @throws Refusal CONFLICT {@code debtNotInCourt}, {@code writeOffProposed} */
    void judged(boolean dismissed) {
        if (!state.inCourt()) {
            throw Refusal.conflict("debtNotInCourt");
        }
        if (writeOffBy != null) {
            throw Refusal.conflict("writeOffProposed");
        }
        state = dismissed ? State.DISMISSED : State.JUDGED;
    }

    /** Another day to pay by: of a plan, or after a demand. */
    void dueAgain(LocalDate until) {
        dueOn = until;
        toldOverdue = false;
    }

    /** Instalments that somebody proposes. @param parts how many; @param first last day of the first */
    public record Proposal(int parts, LocalDate first, String why, String by) { }

    /** @throws Refusal CONFLICT {@code debtPaid}, {@code debtInCourt}, {@code planProposed} */
    void proposed(Proposal plan) {
        open("debtPaid");
        if (state == State.COURT) {
            throw Refusal.conflict("debtInCourt");
        }
        if (planBy != null) {
            throw Refusal.conflict("planProposed");
        }
        planned(plan);
    }

    /** @return what another person now decides on @throws Refusal FORBIDDEN {@code separationSd1} to him who proposed, CONFLICT {@code planAnswered} */
    Proposal answered(String by) {
        var plan = proposal();
        if (plan == null) {
            throw Refusal.conflict("planAnswered");
        }
        if (by.equals(planBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        planned(null);
        return plan;
    }

    private void planned(Proposal plan) {
        planParts = plan == null ? null : plan.parts();
        planFirst = plan == null ? null : plan.first();
        planWhy = plan == null ? null : plan.why();
        planBy = plan == null ? null : plan.by();
    }

    /** That what is open is given up. @param document number of the document that allows it */
    public record WriteOff(String ground, String document, String by) { }

    /** @throws Refusal CONFLICT {@code writeOffEarly} unless the court was asked, {@code writeOffProposed} */
    void writeOffProposed(WriteOff proposed) {
        if (!state.inCourt()) {
            throw Refusal.conflict("writeOffEarly");
        }
        if (writeOffBy != null) {
            throw Refusal.conflict("writeOffProposed");
        }
        keep(proposed);
    }

    /** @throws Refusal FORBIDDEN {@code separationSd1} to him who proposed, CONFLICT {@code writeOffAnswered} */
    void writeOffAnswered(String by, boolean agreed) {
        if (!state.inCourt() || writeOffBy == null) {
            throw Refusal.conflict("writeOffAnswered");
        }
        if (by.equals(writeOffBy)) {
            throw Refusal.forbidden("separationSd1");
        }
        if (agreed) {
            state = State.WRITTEN_OFF;
        } else {
            keep(null);
        }
    }

    private void keep(WriteOff proposed) {
        writeOffGround = proposed == null ? null : proposed.ground();
        writeOffDocument = proposed == null ? null : proposed.document();
        writeOffBy = proposed == null ? null : proposed.by();
    }

    void toldOverdue() {
        toldOverdue = true;
    }

    private void open(String otherwise) {
        if (state.isOver()) {
            throw Refusal.conflict(otherwise);
        }
    }

    /** What is still owed. */
    AccountCode open() {
        return AccountCode.bounded("receivable/" + number + "/open");
    }

    /** What is kept off payments that have not been made yet. */
    AccountCode pending() {
        return AccountCode.bounded("receivable/" + number + "/pending");
    }

    AccountCode collected() {
        return AccountCode.bounded("receivable/" + number + "/collected");
    }

    /** What nobody pays any more. */
    AccountCode writtenOff() {
        return AccountCode.bounded("receivable/" + number + "/written-off");
    }

    /** The envelope of its own region that paid; others may have borne parts of it. */
    public Envelope envelope() {
        return new Envelope(fund, budgetCode, year, region);
    }

    /** Number of the difference whose overpaid money it asks back; null if it asks back what an envelope paid. */
    public String overpaid() {
        return overpaid;
    }

    long reservation() {
        return reservationId;
    }

    public String number() {
        return number;
    }

    /** Instalments that wait for another person's answer; null if none do. */
    public Proposal proposal() {
        return planBy == null ? null : new Proposal(planParts, planFirst, planWhy, planBy);
    }

    /** Proposed, or decided once the state says so; null if neither. */
    public WriteOff writeOff() {
        return writeOffBy == null ? null : new WriteOff(writeOffGround, writeOffDocument, writeOffBy);
    }

    /** What the payer writes into the transfer. */
    public String code() {
        return code;
    }

    /** The case that decided it. */
    public String caseNumber() {
        return caseNumber;
    }

    /** The case that was paid. */
    public String originCase() {
        return originCase;
    }

    public String owner() {
        return owner;
    }

    public String debtor() {
        return debtor;
    }

    String debtorIndex() {
        return debtorIndex;
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

    /** As it was established. */
    public Money amount() {
        return Money.ofFen(amountFen);
    }

    public Ground ground() {
        return ground;
    }

    public String clause() {
        return clause;
    }

    /** Account to pay to, as told to the debtor. */
    public String payTo() {
        return payTo;
    }

    public Instant establishedAt() {
        return establishedAt;
    }

    public LocalDate dueOn() {
        return dueOn;
    }

    public State state() {
        return state;
    }
}
