package org.huibu.disbursement.reconciliation;

import java.util.Optional;
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

/** What the treasury paid without an order of this house, or beyond one: it stands in the ledger under the difference's number until it has come back. */
@Component
public class Overpaid {

    private static final String NUMBER = "DF-\\d{1,19}";
    private static final AccountCode PAID = AccountCode.unbounded("treasury/without-order");
    private final Differences differences;
    private final Ledger ledger;
    private final CurrentUser user;
    private final JdbcClient jdbc;

    Overpaid(Differences differences, Ledger ledger, CurrentUser user, JdbcClient jdbc) {
        this.differences = differences;
        this.ledger = ledger;
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

    /** Once for a payment, on whatever day a statement names it. */
    void book(Difference difference) {
        ledger.post("overpaid/" + difference.subject(), difference.caseNumber(), user.actor(), new Posting(PAID, account(difference), amount(difference)));
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
        return ledger.post("overpaid-back/" + reference, difference.caseNumber(), user.actor(), new Posting(account(difference), PAID, amount));
    }

    private Optional<Difference> booked(String region, String number) {
        return number.matches(NUMBER) ? differences.findById(Long.parseLong(number.substring(3))).filter(one -> one.state() == State.BOOKED)
                .filter(one -> one.region().isEmpty() || one.region().startsWith(region)) : Optional.empty();
    }

    private static AccountCode account(Difference difference) {
        return AccountCode.bounded("treasury/overpaid/" + (difference.region().isEmpty() ? "" : difference.region() + "/") + difference.number());
    }
}
