package org.huibu.disbursement.statement;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.Debt;
import org.huibu.disbursement.receivable.Debts;
import org.huibu.disbursement.receivable.Matching;
import org.huibu.disbursement.reconciliation.Overpaid;
import org.huibu.disbursement.statement.Receipt.State;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.process.Retries;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What came in and what becomes of it. A right payment code finds its debt by itself; everything else is proposed by the payer's office and
 * confirmed by another person. What nobody owes is held and shown until it is sent back.
 */
@Service
public class Receipts {

    private static final int LONGEST_WHY = 200;
    private final ReceiptRows rows;
    private final Matching matching;
    private final Debts debts;
    private final Overpaid overpaid;
    private final Ledger ledger;
    private final Funds funds;
    private final Retries retries;
    private final CurrentUser user;

    Receipts(ReceiptRows rows, Matching matching, Debts debts, Overpaid overpaid, Ledger ledger, Funds funds, Retries retries, CurrentUser user) {
        this.rows = rows;
        this.matching = matching;
        this.debts = debts;
        this.overpaid = overpaid;
        this.ledger = ledger;
        this.funds = funds;
        this.retries = retries;
        this.user = user;
    }

    /** A receipt with what of it is not allotted. @param suggested a debt of the payer's name and of just this amount; null if there is not exactly one */
    public record Held(Receipt receipt, Money rest, String suggested) { }

    /** In the transaction that takes the statement. */
    @Transactional(propagation = Propagation.MANDATORY)
    void take(String region, long statement, StatementLine line) {
        var receipt = rows.save(new Receipt(region, statement, line));
        ledger.post("receipt/" + receipt.id(), null, user.actor(), new Posting(AccountCode.unbounded("bank/" + region), receipt.held(), receipt.amount()));
        matching.byCode(region, line.remark()).ifPresent(debt -> {
            // Whoever lessens the debt at the same moment leaves less of it: what it does not take any more is held.
            var part = smaller(debts.open(debt), receipt.amount());
            while (!part.isZero() && !allot(receipt, debt, part)) {
                part = smaller(debts.open(debt), receipt.amount());
            }
        });
        finish(receipt);
    }

    /** Newest first. @param states empty for what is to be worked */
    @Transactional(readOnly = true)
    public List<Held> list(Set<State> states, Long before, int count) {
        return rows.findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(funds.reader().region().prefix(), states.isEmpty() ? EnumSet.of(State.OPEN, State.PROPOSED) : states,
                before == null ? Long.MAX_VALUE : before, Limit.of(count)).stream().map(this::held).toList();
    }

    /** How many have to be worked by a person. */
    @Transactional(readOnly = true)
    public long open() {
        return rows.countByRegionStartingWithAndStateIn(funds.reader().region().prefix(), EnumSet.of(State.OPEN, State.PROPOSED));
    }

    @Transactional(readOnly = true)
    public Held find(long id) {
        return held(row(id));
    }

    /**
     * The payer's office says what it is for.
     *
     * @param debt number of a debt or of what was overpaid, blank to send it back to the payer
     * @param amount yuan; blank for all that fits
     * @throws Refusal INVALID at {@code debt}, {@code amount} or {@code why}
     */
    public void propose(long id, String debt, String amount, String why) {
        as(Role.PAYER);
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Refusal.invalid(List.of(Fault.at("why", "whyMissing")));
        }
        retries.run(() -> {
            var receipt = row(id);
            var rest = rest(receipt);
            var target = debt == null || debt.isBlank() ? Optional.<Target>empty() : Optional.of(target(receipt.region(), debt.strip()));
            var most = target.map(Target::open).filter(open -> open.compareTo(rest) < 0).orElse(rest);
            var typed = amount == null || amount.isBlank() ? new StatementLine.Amount(most, null) : StatementLine.Amount.read(amount.strip());
            if (typed.fault() != null || typed.money().isZero() || typed.money().compareTo(most) > 0) {
                throw Refusal.invalid(List.of(typed.fault() != null ? Fault.at("amount", typed.fault()) : Fault.at("amount", "amountAbove", most.toString())));
            }
            receipt.proposed(target.map(Target::number).orElse(null), typed.money(), why.strip(), user.actor());
            rows.save(receipt);
            return null;
        });
    }

    /** Another person agrees, and the ledger moves, or does not, and nothing moves. @throws Refusal FORBIDDEN {@code separationSd1}, CONFLICT {@code moreThanOwed} */
    public void answer(long id, boolean agreed) {
        as(Role.FINANCE_CONFIRMER);
        retries.run(() -> {
            var receipt = row(id);
            var debt = receipt.proposedDebt();
            var amount = receipt.proposedAmount();
            receipt.answered(user.actor());
            if (agreed && debt != null) {
                matching.byNumber(receipt.region(), debt).ifPresentOrElse(target -> {
                    if (!allot(receipt, target, amount)) {
                        throw Refusal.conflict("moreThanOwed", debts.open(target).toString());
                    }
                }, () -> restore(receipt, debt, amount));
            } else if (agreed && !ledger.post("receipt/" + receipt.id() + "/back/" + Ids.next(), null, user.actor(),
                    new Posting(receipt.held(), AccountCode.unbounded("bank/" + receipt.region()), amount))) {
                throw Refusal.conflict("receiptState");
            }
            finish(receipt);
            return null;
        });
    }

    /** What a receipt may be for: a debt, or what was overpaid to somebody whom no case here knows. */
    private record Target(String number, Money open) { }

    private Target target(String region, String number) {
        return matching.byNumber(region, number).map(debt -> new Target(debt.number(), debts.open(debt)))
                .or(() -> overpaid.out(region, number).map(out -> new Target(number, out)))
                .orElseThrow(() -> Refusal.invalid(List.of(Fault.at("debt", "debtUnknown"))));
    }

    private void restore(Receipt receipt, String number, Money amount) {
        var act = receipt.id() + "/" + Ids.next();
        if (!overpaid.cameBack(receipt.region(), number, amount, act)) {
            throw Refusal.conflict("moreThanOwed", overpaid.out(receipt.region(), number).orElse(Money.ZERO).toString());
        }
        if (!ledger.post("receipt/" + act, null, user.actor(), new Posting(receipt.held(), AccountCode.unbounded("treasury/deposits/" + receipt.region()), amount))) {
            throw Refusal.conflict("receiptState");
        }
    }

    private boolean allot(Receipt receipt, Debt debt, Money amount) {
        if (!debts.received(debt.id(), amount, receipt.id())) {
            return false;
        }
        if (!ledger.post("receipt/" + receipt.id() + "/" + Ids.next(), debt.caseNumber(), user.actor(),
                new Posting(receipt.held(), AccountCode.unbounded("treasury/deposits/" + receipt.region()), amount))) {
            throw Refusal.conflict("receiptState");
        }
        return true;
    }

    private static Money smaller(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void finish(Receipt receipt) {
        if (rest(receipt).isZero()) {
            receipt.done();
        }
        rows.save(receipt);
    }

    private Held held(Receipt receipt) {
        return new Held(receipt, rest(receipt), receipt.state() == State.OPEN ? matching.byNameAndAmount(receipt.region(), receipt.payer(), rest(receipt)).map(Debt::number).orElse(null) : null);
    }

    private Money rest(Receipt receipt) {
        return Money.ofFen(ledger.balance(receipt.held()));
    }

    private Receipt row(long id) {
        return rows.findByIdAndRegionStartingWith(id, funds.reader().region().prefix()).orElseThrow(Refusal::notFound);
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }
}
