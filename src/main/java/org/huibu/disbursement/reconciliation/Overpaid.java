package org.huibu.disbursement.reconciliation;

import java.util.Optional;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.disbursement.receivable.OverpaidMoney;
import org.huibu.disbursement.reconciliation.Difference.Kind;
import org.huibu.disbursement.reconciliation.Difference.State;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the treasury paid without an order of this house, or beyond one: it stands in the ledger under the difference's number until it has come back. What belongs to a case of this
 * house is a debt of its payee like any other; only what nobody here was to be paid has no debtor that the house knows. */
@Component
public class Overpaid {

    private static final String NUMBER = "DF-\\d{1,19}";
    private static final int LONGEST = 1_000;
    private final Differences differences;
    private final Ledger ledger;
    private final RecoveryCases recoveries;
    private final CurrentUser user;
    private final JdbcClient jdbc;

    Overpaid(Differences differences, Ledger ledger, RecoveryCases recoveries, CurrentUser user, JdbcClient jdbc) {
        this.differences = differences;
        this.ledger = ledger;
        this.recoveries = recoveries;
        this.user = user;
        this.jdbc = jdbc;
    }

    /** All that the statements name under the payment's key, without what was ordered unless that order ended otherwise. */
    Money amount(Difference difference) {
        var stated = Math.max(jdbc.sql("select coalesce(sum(amount_fen), 0) from statement_line where key_ = ?").param(difference.subject()).query(Long.class).single(),
                difference.stated().fen());
        var dead = jdbc.sql("select count(*) from payment_order where key_ = ? and state in ('REFUSED', 'VOID')").param(difference.subject()).query(Long.class).single() > 0;
        var ordered = !dead && (difference.kind() == Kind.TWICE || difference.kind() == Kind.AMOUNT) ? difference.ordered().fen() : 0;
        return Money.ofFen(Math.max(0, stated - ordered));
    }

    /** Once for a payment, on whatever day a statement names it; its payee is asked for it in the same transaction, by a case of its own. @param difference BOOKED and saved */
    void book(Difference difference) {
        ledger.post("overpaid/" + difference.subject(), difference.caseNumber(), user.actor(), new Posting(OverpaidMoney.PAID, account(difference), amount(difference)));
        if (difference.caseNumber() != null && !out(difference).isZero()) {
            var facts = String.join(" ", difference.number(), difference.orderNumber(), difference.kind().name(), difference.reason());
            recoveries.overpaid(difference.caseNumber(), difference.number(), paidRightlyBesides(difference) ? "DUPLICATE" : "OFFICE_ERROR", out(difference), difference.day(), difference.day(),
                    facts.substring(0, Math.min(facts.length(), LONGEST)));
        }
    }

    /** Row 4 of DT-COM-3 rather than 5: the same was paid once as it should be. */
    private boolean paidRightlyBesides(Difference difference) {
        return difference.kind() == Kind.TWICE || difference.kind() == Kind.OTHER_OUTCOME && jdbc.sql("select count(*) from payment_order o join payment_order d on d.case_number = o.case_number "
                + "and d.group_ = o.group_ and d.id <> o.id where o.key_ = ? and d.state = 'SETTLED'").param(difference.subject()).query(Long.class).single() > 0;
    }

    Money out(Difference difference) {
        return Money.ofFen(ledger.balance(account(difference)));
    }

    /** What was booked under a number. @param region first digits of the regions that may know of it */
    @Transactional(readOnly = true)
    public Optional<Money> out(String region, String number) {
        return booked(region, number).map(this::out);
    }

    /** Part of it came back. @return false, and nothing moves, if less is out by now @throws Refusal NOT_FOUND for a number under which nothing was booked */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cameBack(String region, String number, Money amount, String reference) {
        var difference = booked(region, number).orElseThrow(Refusal::notFound);
        return ledger.post("overpaid-back/" + reference, difference.caseNumber(), user.actor(), new Posting(account(difference), OverpaidMoney.PAID, amount));
    }

    private Optional<Difference> booked(String region, String number) {
        return number.matches(NUMBER) ? differences.findById(Long.parseLong(number.substring(3))).filter(one -> one.state() == State.BOOKED)
                .filter(one -> one.region().isEmpty() || one.region().startsWith(region)) : Optional.empty();
    }

    private static AccountCode account(Difference difference) {
        return OverpaidMoney.out(difference.region(), difference.number());
    }
}
