package org.huibu.disbursement;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.payment.Paying;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.ApprovedContent;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.receivable.Offsets;
import org.huibu.disbursement.spi.DecisionNumbers;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** An order from its draft to its release, in the transactions of the people who do it. */
@Component
class Preparation {

    private final Orders orders;
    private final Dispatch dispatch;
    private final Budgets budgets;
    private final ApprovedContent content;
    private final CaseWork work;
    private final Paying paying;
    private final Protection protection;
    private final Offsets offsets;
    private final DecisionNumbers decisions;
    private final CurrentUser user;
    private final Clock clock;

    Preparation(Orders orders, Dispatch dispatch, Budgets budgets, ApprovedContent content, CaseWork work, Paying paying, Protection protection, Offsets offsets,
            DecisionNumbers decisions, CurrentUser user, Clock clock) {
        this.orders = orders;
        this.dispatch = dispatch;
        this.budgets = budgets;
        this.content = content;
        this.work = work;
        this.paying = paying;
        this.protection = protection;
        this.offsets = offsets;
        this.decisions = decisions;
        this.user = user;
        this.clock = clock;
    }

    /**
     * Drafts one order for what is reserved.
     *
     * @return CHANGED, and nothing is drafted, if payee, account or amounts are not what was approved (SD6); OFFSET if all of it is kept off for what the payee
     *     owes; else DRAFTED
     * @throws Refusal CONFLICT {@code orderOpen} if the reservation has an order that may still be paid or was paid
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String draft(String caseNumber, String group) {
        var reservation = budgets.reserved(caseNumber, group);
        if (orders.existsByReservationIdAndStateNotIn(reservation.id(), Set.of(State.REFUSED, State.VOID))) {
            throw Refusal.conflict("orderOpen");
        }
        if (!reservation.content().equals(content.now(caseNumber, group))) {
            work.happened(caseNumber, "PayeeNeedsApproval", Map.of("group", group));
            return "CHANGED";
        }
        var held = offsets.hold(reservation);
        if (held.equals(reservation.amount())) {
            return "OFFSET";
        }
        var id = Ids.next();
        var payee = work.payee(caseNumber);
        var number = "ZF-" + caseNumber + "-" + (orders.countByCaseNumber(caseNumber) + 1);
        orders.save(new PaymentOrder(id, number, decisions.of(caseNumber, group).orElse(caseNumber), reservation, reservation.amount().minus(held), payee, protection.seal(payee.account(), Outbox.place(id)),
                protection.index("ACCOUNT", payee.account()), user.actor(), clock.instant()));
        work.happened(caseNumber, "PaymentDrafted", Map.of("order", number));
        return "DRAFTED";
    }

    /**
     * Nothing is left to be sent: what was approved counts as paid by what the payee owed.
     *
     * @throws Refusal CONFLICT {@code notOffset} unless all of it is kept off, FORBIDDEN {@code separationSd1} to him who kept it off
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settleOffset(String caseNumber, String group) {
        var reservation = budgets.reserved(caseNumber, group);
        if (!wholly(reservation)) {
            throw Refusal.conflict("notOffset");
        }
        if (offsets.heldBy(reservation).contains(user.actor())) {
            throw Refusal.forbidden("separationSd1");
        }
        paying.claim(caseNumber, group);
        budgets.spend(caseNumber, group);
    }

    /**
     * Re-checks and releases: what was approved is what is paid, the budget is reserved, nobody was paid for the same, the evidence is fresh.
     *
     * @return RELEASED, or OFFSET if nothing is to be sent as all of it is kept off, or STALE if a source has to be asked again first, or CHANGED if somebody has
     *     to approve anew
     * @throws Refusal CONFLICT {@code alreadyPaid}, FORBIDDEN {@code separationSd1} to him who drafted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String release(String caseNumber, String group) {
        var reservation = budgets.reserved(caseNumber, group);
        var draft = draftOf(caseNumber, group);
        if (draft.isEmpty() && !wholly(reservation)) {
            throw Refusal.conflict("orderOpen");
        }
        if (!reservation.content().equals(content.now(caseNumber, group)) || draft.filter(one -> !one.content().equals(reservation.content())).isPresent()) {
            return "CHANGED";
        }
        if (!paying.stale(caseNumber).isEmpty()) {
            return "STALE";
        }
        if (draft.isEmpty()) {
            return "OFFSET";
        }
        var order = draft.get();
        paying.claim(caseNumber, group);
        order.released(user.actor());
        orders.save(order);
        dispatch.put(order.id());
        work.happened(caseNumber, "PaymentReleased", Map.of("order", order.number()));
        return "RELEASED";
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void voidDraft(String caseNumber, String group) {
        draftOf(caseNumber, group).ifPresent(order -> {
            order.voided(null, clock.instant());
            orders.save(order);
            work.happened(caseNumber, "PaymentVoided", Map.of("order", order.number()));
        });
    }

    /** The payer gives up on a returned payment: the money is free again and so is what it was claimed for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void abandon(String caseNumber, String group) {
        budgets.release(caseNumber, group);
        paying.giveUp(caseNumber, group);
        work.happened(caseNumber, "PaymentAbandoned", Map.of("group", group));
    }

    private boolean wholly(Reservation reservation) {
        return offsets.held(reservation).equals(reservation.amount());
    }

    private Optional<PaymentOrder> draftOf(String caseNumber, String group) {
        return orders.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(order -> order.state() == State.DRAFTED);
    }
}
