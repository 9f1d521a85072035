package org.huibu.disbursement.court;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;

/** That the court took a debt up, or how it judged; done once, in the transaction of the confirmation. */
@Entity
@Table(name = "court_result")
public class CourtResult extends Proposed<CourtResult> {

    /** What the court did. */
    public enum Kind {
        /** It took the case up. */ FILED,
        /** All that is open is owed. */ UPHELD,
        /** Only a part of what is open is owed. */ IN_PART,
        /** Nothing more is owed. */ DISMISSED;

        boolean judges() {
            return this != FILED;
        }
    }

    private String debt;
    private String caseNumber;
    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Kind kind;
    private LocalDate givenOn;
    private long dismissedFen;

    protected CourtResult() {
        // for JPA
    }

    /** @param dismissed what of the open sum is not owed by a judgement IN_PART; zero for the others */
    CourtResult(String debt, String caseNumber, Kind kind, LocalDate givenOn, Money dismissed, String document, String reason, String by, Instant now) {
        super(document, reason, by, now);
        this.debt = debt;
        this.caseNumber = caseNumber;
        this.kind = kind;
        this.givenOn = givenOn;
        this.dismissedFen = dismissed.fen();
        proposed();
    }

    @Override
    protected CourtResultMoved told() {
        return new CourtResultMoved(caseNumber, id(), debt, kind, state(), document());
    }

    /** Number of the debt. */
    public String debt() {
        return debt;
    }

    String caseNumber() {
        return caseNumber;
    }

    public Kind kind() {
        return kind;
    }

    /** Day of the court's document. */
    public LocalDate givenOn() {
        return givenOn;
    }

    /** What of the debt the court did not uphold, by a judgement IN_PART; zero otherwise. */
    public Money dismissed() {
        return Money.ofFen(dismissedFen);
    }
}
