package org.huibu.disbursement.receivable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Establishing debts and lessening them. What was paid can be claimed back once and no more, and nobody pays more than he owes: both are
 * balances of bounded accounts, so that no two who act at once can break it.
 */
@Service
public class Debts {

    private static final AccountCode CLAIMS = AccountCode.unbounded("receivable/claims");
    private final DebtRows rows;
    private final Ledger ledger;
    private final Budgets budgets;
    private final CaseWork work;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Clock clock;

    Debts(DebtRows rows, Ledger ledger, Budgets budgets, CaseWork work, ApplicationEventPublisher events, JdbcClient jdbc, CurrentUser user, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.budgets = budgets;
        this.work = work;
        this.events = events;
        this.jdbc = jdbc;
        this.user = user;
        this.clock = clock;
    }

    /**
     * What a case decided.
     *
     * @param caseNumber that decided it; @param originCase that was paid
     * @param byGroup line group of the paid case, blank for any, → what of it is to come back
     * @param offsetFrom from when it may be kept off other payments, after the debtor was told; null if never
     */
    public record Claim(String caseNumber, String originCase, Map<String, Money> byGroup, String owner, String debtor, String debtorIndex, Ground ground, String clause,
                        String payTo, LocalDate dueOn, Instant offsetFrom) { }

    /**
     * One debt for each payment that something must come back of.
     *
     * @throws Refusal CONFLICT {@code claimedAbovePaid} if what was paid would be claimed back more than once, {@code nothingToRecover}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Debt> establish(Claim claim) {
        var amounts = new LinkedHashMap<Long, Money>();
        var reservations = budgets.of(claim.originCase(), Reservation.State.SPENT);
        reservations.forEach(from -> ledger.post("claimable/" + from.id(), from.caseNumber(), "system", new Posting(CLAIMS, claimable(from), from.amount())));
        claim.byGroup().forEach((group, amount) -> {
            if (group.isEmpty()) {
                spread(amount, reservations, amounts);
            } else if (!amount.isZero()) {
                var from = reservations.stream().filter(one -> one.group().equals(group)).reduce((earlier, later) -> later).orElseThrow(() -> Refusal.conflict("nothingToRecover"));
                amounts.merge(from.id(), amount, Money::plus);
            }
        });
        if (amounts.isEmpty()) {
            throw Refusal.conflict("nothingToRecover");
        }
        return reservations.stream().filter(one -> amounts.containsKey(one.id()))
                .map(from -> owed(fresh(claim, from, amounts.get(from.id())), claimable(from))).toList();
    }

    /**
     * One debt for money that the treasury paid beyond an order (flows §1.11, rows 4 and 5). What comes of it is the treasury's and no envelope's.
     *
     * @param difference number under which it is booked; it is asked back once
     * @throws Refusal CONFLICT {@code claimedAbovePaid} if more is claimed than is out, {@code nothingToRecover} if nothing was booked for an order
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Debt establishOverpaid(Claim claim, String difference) {
        var from = jdbc.sql("select o.reservation_id from reconciliation_difference f join payment_order o on o.number = f.order_number where f.id = ? and f.state = 'BOOKED'")
                .param(Long.parseLong(difference.substring(difference.indexOf('-') + 1))).query(Long.class).optional().map(budgets::reservation)
                .orElseThrow(() -> Refusal.conflict("nothingToRecover"));
        var claimable = AccountCode.bounded("receivable/of/" + difference);
        ledger.post("claimable/" + difference, from.caseNumber(), "system",
                new Posting(CLAIMS, claimable, Money.ofFen(ledger.balance(OverpaidMoney.out(from.region(), difference)))));
        var amount = claim.byGroup().values().stream().reduce(Money.ZERO, Money::plus);
        if (amount.isZero()) {
            throw Refusal.conflict("nothingToRecover");
        }
        return owed(fresh(claim, from, amount).ofOverpaid(difference), claimable);
    }

    private Debt fresh(Claim claim, Reservation from, Money amount) {
        var count = rows.findByCaseNumberOrderById(claim.caseNumber()).size();
        return new Debt(Ids.next(), "YS-" + claim.caseNumber() + (count == 0 ? "" : "-" + (count + 1)), PaymentCode.fresh(), from, claim, amount, clock.instant());
    }

    private Debt owed(Debt debt, AccountCode claimable) {
        if (!ledger.post("debt/" + debt.number(), debt.caseNumber(), user.actor(), new Posting(claimable, debt.open(), debt.amount()))) {
            throw Refusal.conflict("claimedAbovePaid");
        }
        return rows.save(debt);
    }

    /** What of a payment nobody has asked back yet. */
    private static AccountCode claimable(Reservation from) {
        return AccountCode.bounded("receivable/of/" + from.id());
    }

    /** Over what can still be asked back of the payments of a case whose lines are not known by group, the newest first. */
    private void spread(Money amount, List<Reservation> paid, Map<Long, Money> amounts) {
        var rest = amount;
        for (int i = paid.size() - 1; i >= 0 && !rest.isZero(); i--) {
            var part = Money.ofFen(Math.min(rest.fen(), ledger.balance(claimable(paid.get(i)))));
            if (!part.isZero()) {
                amounts.merge(paid.get(i).id(), part, Money::plus);
                rest = rest.minus(part);
            }
        }
        if (!rest.isZero()) {
            throw Refusal.conflict("claimedAbovePaid");
        }
    }

    /** What is still owed. */
    @Transactional(readOnly = true)
    public Money open(Debt debt) {
        return Money.ofFen(ledger.balance(debt.open()));
    }

    /** Money of a receipt for a debt. @return false, and nothing moves, if less is owed by now */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean received(long debtId, Money amount, long receipt) {
        var debt = rows.findById(debtId).orElseThrow(Refusal::notFound);
        var movement = Ids.next();
        if (!ledger.post("collected/" + movement, debt.caseNumber(), user.actor(), new Posting(debt.open(), debt.collected(), amount))) {
            return false;
        }
        keep(movement, debt, "RECEIPT", "DONE", amount, receipt, null);
        lessened(debt, amount, movement, "DebtReceived");
        return true;
    }

    /** Kept off what a reservation pays: only pending until that is paid. @return false if no more than before is open */
    boolean hold(Debt debt, Money amount, long reservation) {
        var movement = Ids.next();
        if (!ledger.post("offset/" + movement, debt.caseNumber(), user.actor(), new Posting(debt.open(), debt.pending(), amount))) {
            return false;
        }
        keep(movement, debt, "OFFSET", "PENDING", amount, null, reservation);
        return true;
    }

    /** What was kept off a payment that is now made. */
    void offsetDone(long movement, long debtId, Money amount) {
        var debt = rows.findById(debtId).orElseThrow();
        if (!ledger.post("collected/" + movement, debt.caseNumber(), user.actor(), new Posting(debt.pending(), debt.collected(), amount))) {
            throw new IllegalStateException("less is kept off for " + debt.number() + " than was paid");
        }
        jdbc.sql("update receivable_movement set state = 'DONE' where id = ?").param(movement).update();
        lessened(debt, amount, movement, "DebtOffset");
    }

    /** The payment it was kept off is given up: it is owed again. */
    void offsetDropped(long movement) {
        ledger.reverse("offset/" + movement, user.actor());
        jdbc.sql("update receivable_movement set state = 'DROPPED' where id = ?").param(movement).update();
    }

    /** What is open, or a part of it, is given up; it stays spent. @param document on which that rests @throws Refusal CONFLICT {@code debtPending}, {@code somebodyWasFaster} if it was paid at the same moment */
    void giveUp(Debt debt, Money amount, String document) {
        var movement = Ids.next();
        if (ledger.balance(debt.pending()) > 0) {
            throw Refusal.conflict("debtPending");
        }
        if (amount.isZero() || !ledger.post("write-off/" + movement, debt.caseNumber(), user.actor(), new Posting(debt.open(), debt.writtenOff(), amount))) {
            throw Refusal.conflict("somebodyWasFaster");
        }
        if (debt.overpaid() != null) {
            overpaid(debt, "overpaid-lost/" + movement, OverpaidMoney.LOST, amount);
        }
        keep(movement, debt, "WRITE_OFF", "DONE", amount, null, null);
        rows.save(debt);
        work.happened(debt.caseNumber(), "DebtWrittenOff", Map.of("debt", debt.number(), "amount", amount.toString(), "document", document));
        events.publishEvent(new DebtLessened(debt.caseNumber(), debt.number(), movement, false, amount, open(debt)));
    }

    private void lessened(Debt debt, Money amount, long movement, String what) {
        if (debt.overpaid() == null) {
            budgets.comesBack(debt.reservation(), amount, "collected/" + movement, debt.caseNumber());
        } else {
            overpaid(debt, "overpaid-back/collected/" + movement, OverpaidMoney.PAID, amount);
        }
        var rest = open(debt).plus(Money.ofFen(ledger.balance(debt.pending())));
        work.happened(debt.caseNumber(), what, Map.of("debt", debt.number(), "amount", amount.toString(), "rest", rest.toString()));
        if (rest.isZero()) {
            debt.paid();
        }
        rows.save(debt);
        events.publishEvent(new DebtLessened(debt.caseNumber(), debt.number(), movement, what.equals("DebtReceived"), amount, rest));
    }

    private void overpaid(Debt debt, String act, AccountCode to, Money amount) {
        if (!ledger.post(act, debt.caseNumber(), user.actor(), new Posting(OverpaidMoney.out(debt.region(), debt.overpaid()), to, amount))) {
            throw new IllegalStateException("less is out under " + debt.overpaid() + " than was owed");
        }
    }

    private void keep(long id, Debt debt, String kind, String state, Money amount, Long receipt, Long reservation) {
        jdbc.sql("insert into receivable_movement (id, receivable_id, kind, state, amount_fen, receipt_id, reservation_id, actor, at_) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(id, debt.id(), kind, state, amount.fen(), receipt, reservation, user.actor(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update();
    }
}
