package org.huibu.disbursement;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.payment.Paying;
import org.huibu.disbursement.PaymentOrder.Attention;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.party.Protection;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the treasury says, however it says it: order, ledger, case and process move in one transaction, once. */
@Service
@Sends(@Sends.Message(name = "PaymentOutcome", sets = "paymentOutcome"))
class Settlement implements TreasuryOutcomes {

    private final Orders orders;
    private final Dispatch dispatch;
    private final CaseWork work;
    private final Budgets budgets;
    private final Paying paying;
    private final Processes processes;
    private final Protection protection;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Retries retries;
    private final Clock clock;

    Settlement(Orders orders, Dispatch dispatch, CaseWork work, Budgets budgets, Paying paying, Processes processes, Protection protection,
            ApplicationEventPublisher events, JdbcClient jdbc, Retries retries, Clock clock) {
        this.orders = orders;
        this.dispatch = dispatch;
        this.work = work;
        this.budgets = budgets;
        this.paying = paying;
        this.processes = processes;
        this.protection = protection;
        this.events = events;
        this.jdbc = jdbc;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public Verdict told(Told told) {
        return retries.run(() -> {
            var order = orders.findByKey(told.key());
            if (order.isEmpty()) {
                return refuse(Verdict.UNKNOWN_KEY, null, told);
            }
            if (!order.get().matches(told.orderNumber(), told.amountFen(), protection.index("ACCOUNT", told.account()))) {
                return refuse(Verdict.MISMATCH, order.get(), told);
            }
            if (!order.get().state().pending() && !order.get().state().isFinal() || order.get().state() == State.VOID) {
                return refuse(Verdict.NOT_SENT, order.get(), told);
            }
            if (!firstTime(told)) {
                return Verdict.TWICE;
            }
            apply(order.get(), new Treasury.Reply(told.state(), told.reason(), told.reference()));
            return Verdict.TAKEN;
        });
    }

    @Override
    public void forged(String why) {
        retries.run(() -> {
            events.publishEvent(new CallbackRefused(why, null, null));
            return null;
        });
    }

    private Verdict refuse(Verdict verdict, PaymentOrder order, Told told) {
        events.publishEvent(new CallbackRefused(verdict.name(), order == null ? null : order.number(), told.eventId()));
        return verdict;
    }

    private boolean firstTime(Told told) {
        try {
            return jdbc.sql("insert into treasury_event (event_id, key_, state, at_) values (?, ?, ?, ?)")
                    .params(told.eventId(), told.key(), told.state().name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update() == 1;
        } catch (DuplicateKeyException before) {
            return false;
        }
    }

    /** Moves the order as far as what was said allows. An outcome against the one that is known changes nothing and calls a person. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(PaymentOrder order, Treasury.Reply reply) {
        switch (reply.state()) {
            case ACCEPTED -> {
                order.accepted(reply.reference());
                later(order);
            }
            case SETTLED, REFUSED -> ended(order, State.valueOf(reply.state().name()), reply);
            case UNKNOWN -> {
                order.unknown();
                later(order);
            }
            case NEVER_SEEN -> {
                order.needs(Attention.CONTRADICTION);
                later(order);
            }
        }
    }

    private void later(PaymentOrder order) {
        if (order.state().isFinal()) {
            return;
        }
        if (dispatch.tooOften(dispatch.later(order.id())) && order.attention() == null) {
            order.needs(Attention.NO_ANSWER);
        }
        orders.save(order);
    }

    private void ended(PaymentOrder order, State outcome, Treasury.Reply reply) {
        var now = clock.instant();
        var changed = outcome == State.SETTLED ? order.settled(reply.reference(), now) : order.refused(reply.reason(), reply.reference(), now);
        // That what came back had been settled is no news.
        if (!changed && order.state() != outcome && order.state() != State.SENT_BACK) {
            order.needs(Attention.CONTRADICTION);
        }
        orders.save(order);
        if (changed) {
            dispatch.done(order.id());
            tell(order, outcome);
        }
    }

    /** A settled payment came back: order, ledger, lines and process in one transaction; what was approved is reserved again and waits for the payer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sentBack(PaymentOrder order, String reference) {
        order.sentBack(reference);
        orders.save(order);
        budgets.sentBack(order.reservationId());
        work.happened(order.caseNumber(), "PaymentSentBack", Map.of("order", order.number(), "amount", order.amount().toString(), "reason", reference));
        paying.sentBack(order.caseNumber(), order.group());
    }

    /**
     * What the treasury refused it paid all the same: order, ledger, lines and process in one transaction, as if it had been settled at once.
     *
     * @throws Refusal CONFLICT {@code orderAnew} if what was approved is not reserved any more, or another order pays it or may: then it was paid twice
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settledAfterAll(PaymentOrder order, String reference) {
        var number = order.caseNumber();
        var reservation = budgets.of(number, Reservation.State.RESERVED).stream().filter(one -> one.id() == order.reservationId()).findFirst();
        if (reservation.isEmpty() || orders.existsByReservationIdAndStateNotIn(order.reservationId(), Set.of(State.REFUSED, State.VOID))
                || !budgets.toSend(reservation.get()).equals(order.amount()) || !processes.waitsFor("PaymentOutcome", number, order.group())) {
            throw Refusal.conflict("orderAnew");
        }
        order.settledAfterAll(reference, clock.instant());
        orders.save(order);
        tell(order, State.SETTLED);
    }

    private void tell(PaymentOrder order, State outcome) {
        work.happened(order.caseNumber(), outcome == State.SETTLED ? "PaymentSettled" : "PaymentRefused",
                Map.of("order", order.number(), "amount", order.amount().toString(), "reason", Optional.ofNullable(order.reason()).orElse("")));
        if (outcome == State.SETTLED) {
            budgets.spend(order.caseNumber(), order.group());
        }
        processes.tell("PaymentOutcome", order.caseNumber(), order.group(), Facts.of("paymentOutcome", outcome.name()));
    }
}
