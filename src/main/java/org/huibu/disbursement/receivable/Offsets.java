package org.huibu.disbursement.receivable;

import java.time.Clock;
import java.util.Map;
import java.util.List;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.ledger.Ledger;
import org.huibu.shared.Money;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a payee owes is kept off what the same fund is about to pay him, once he was told (flows §1.11). Until that payment is made it is only
 * pending; if it is given up, he owes as before.
 */
@Component
public class Offsets {

    private final DebtRows rows;
    private final Debts debts;
    private final Budgets budgets;
    private final CaseWork work;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final Clock clock;

    Offsets(DebtRows rows, Debts debts, Budgets budgets, CaseWork work, Ledger ledger, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.debts = debts;
        this.budgets = budgets;
        this.work = work;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return what is kept off the payment of a reservation: what was kept before, and what else the payee owes by now */
    @Transactional(propagation = Propagation.MANDATORY)
    public Money hold(Reservation reservation) {
        var rest = reservation.amount().minus(held(reservation));
        var index = work.find(reservation.caseNumber()).applicantIndex();
        if (index != null) {
            for (var debt : rows.findByDebtorIndexAndFundAndRegionAndStateNotAndOffsetFromLessThanEqualOrderById(index, reservation.fund(), reservation.region(), Debt.State.PAID,
                    clock.instant())) {
                var part = Money.ofFen(Math.min(rest.fen(), ledger.balance(debt.open())));
                // A debt lessened by somebody else meanwhile is not kept off twice: the ledger refuses, and the rest is paid out.
                if (!part.isZero() && debts.hold(debt, part, reservation.id())) {
                    rest = rest.minus(part);
                    work.happened(reservation.caseNumber(), "PaymentOffset", Map.of("debt", debt.number(), "amount", part.toString()));
                }
            }
        }
        return reservation.amount().minus(rest);
    }

    /** What is kept off a payment that has not been made yet. */
    @Transactional(readOnly = true)
    public Money held(Reservation reservation) {
        return Money.ofFen(jdbc.sql("select coalesce(sum(amount_fen), 0) from receivable_movement where reservation_id = ? and state = 'PENDING'").param(reservation.id())
                .query(Long.class).single());
    }

    /** Who kept it off. */
    @Transactional(readOnly = true)
    public List<String> heldBy(Reservation reservation) {
        return jdbc.sql("select distinct actor from receivable_movement where reservation_id = ? and state = 'PENDING'").param(reservation.id()).query(String.class).list();
    }

    @EventListener
    void on(CaseHappened happened) {
        var group = happened.details().get("group");
        if (happened.what().equals("GroupPaid")) {
            pending(happened.caseNumber(), group, State.SPENT).forEach(one -> debts.offsetDone(one.id(), one.debt(), one.amount()));
        } else if (happened.what().equals("PaymentAbandoned")) {
            pending(happened.caseNumber(), group, State.RELEASED).forEach(one -> debts.offsetDropped(one.id()));
        }
    }

    private record Pending(long id, long debt, Money amount) { }

    private List<Pending> pending(String caseNumber, String group, State state) {
        return budgets.of(caseNumber, state).stream().filter(one -> one.group().equals(group))
                .flatMap(one -> jdbc.sql("select id, receivable_id, amount_fen from receivable_movement where reservation_id = ? and state = 'PENDING' order by id").param(one.id())
                        .query((row, n) -> new Pending(row.getLong(1), row.getLong(2), Money.ofFen(row.getLong(3)))).list().stream()).toList();
    }
}
