package org.huibu.disbursement.budget;

import org.huibu.ledger.AccountCode;
import org.huibu.shared.Money;

/** A fund in a fiscal year and region. */
public record Envelope(String fund, int year, String region) {

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

    private AccountCode part(String name) {
        return AccountCode.bounded("budget/" + fund + "/" + year + "/" + region + "/" + name);
    }

    /** One envelope as it stands; the first four parts together are what was appropriated. @param waiting what approvals wait for in vain, {@code uncovered} what was promised */
    public record Balance(Envelope envelope, Money available, Money committed, Money reserved, Money spent, Money waiting, Money uncovered) {

        public Money appropriated() {
            return available.plus(committed).plus(reserved).plus(spent);
        }

        /** Share of a part for the bar, in whole percent of what was appropriated. */
        public int percent(Money part) {
            return appropriated().isZero() ? 0 : (int) Math.round(100.0 * part.fen() / appropriated().fen());
        }
    }
}
