package org.huibu.disbursement.budget;

import java.time.Instant;
import java.time.LocalDate;
import org.huibu.ledger.AccountCode;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;

/**
 * A fund in a fiscal year and region under one budget code.
 *
 * @param code of the classification of government expenditure, as {@code shared/funds.yaml} gives it for a kind of spending
 */
public record Envelope(String fund, String code, int year, String region) {

    AccountCode available() {
        return part("available");
    }

    AccountCode committed() {
        return part("committed");
    }

    AccountCode reserved() {
        return part("reserved");
    }

    AccountCode spent() {
        return part("spent");
    }

    /** What came back after the year of its payment, for the treasury. */
    AccountCode returned() {
        return AccountCode.bounded("treasury/returned/" + fund + "/" + code + "/" + year + "/" + region);
    }

    private AccountCode part(String name) {
        return AccountCode.bounded(account(name));
    }

    /** Begin of the names of its accounts in the ledger. @param part one of them; blank for all */
    public String account(String part) {
        return "budget/" + fund + "/" + code + "/" + year + "/" + region + "/" + part;
    }

    Envelope in(String otherRegion) {
        return new Envelope(fund, code, year, otherRegion);
    }

    /** A part of a payment that one envelope bears. */
    public record Share(Envelope envelope, Money amount) { }

    /**
     * One envelope as it stands or stood; the first four parts together are what was appropriated.
     *
     * @param waiting what approvals wait for in vain now, {@code uncovered} what was promised without money yet; both null for a past day
     * @param asOf the instant meant; null for now
     */
    public record Balance(Envelope envelope, Money available, Money committed, Money reserved, Money spent, Money waiting, Money uncovered, Instant asOf) {

        public Money appropriated() {
            return available.plus(committed).plus(reserved).plus(spent);
        }

        /** The day meant; null for now. */
        public LocalDate day() {
            return asOf == null ? null : WorkingCalendar.dayOf(asOf);
        }

        /** Share of a part for the bar, in whole percent of what was appropriated. */
        public int percent(Money part) {
            return appropriated().isZero() ? 0 : (int) Math.round(100.0 * part.fen() / appropriated().fen());
        }
    }
}
