package org.huibu.guarantee.bank;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.spi.Bank;
import org.huibu.guarantee.spi.BankAnswers;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Orders to banks: written with the step that owes them, answered once. What a bank says late, twice or about another's case changes nothing. */
@Service
@Sends(@Sends.Message(name = "BankDecision", sets = "bankDecision"))
public class BankOrders implements BankAnswers {

    private final OrderBook book;
    private final BankDispatch dispatch;
    private final CaseWork work;
    private final Processes processes;
    private final Retries retries;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    BankOrders(OrderBook book, BankDispatch dispatch, CaseWork work, Processes processes, Retries retries, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.book = book;
        this.dispatch = dispatch;
        this.work = work;
        this.processes = processes;
        this.retries = retries;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a bank granted. */
    public record Granted(Money amount, int months) { }

    /** Oldest first. No authorisation: callers show them to the owner and to officers of the case. */
    @Transactional(readOnly = true)
    public List<BankOrder> ofCase(String caseNumber) {
        return book.findByCaseNumberOrderById(caseNumber);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public BankOrder order(String caseNumber, String bank, Money amount, int months, Money cap) {
        var order = book.save(new BankOrder(caseNumber + "-B" + (ofCase(caseNumber).size() + 1), caseNumber, bank, amount, months, cap));
        dispatch.put(order.id());
        return order;
    }

    /** @throws Refusal CONFLICT {@code bankNotApproved} if no bank has granted the case a loan */
    @Transactional(readOnly = true)
    public Granted granted(String caseNumber) {
        return ofCase(caseNumber).stream().filter(order -> order.state() == BankOrder.State.APPROVED).reduce((earlier, later) -> later)
                .map(order -> new Granted(order.granted(), order.grantedMonths())).orElseThrow(() -> Refusal.conflict("bankNotApproved"));
    }

    /** No answer counts any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeBack(String caseNumber) {
        ofCase(caseNumber).forEach(order -> {
            order.takenBack();
            book.save(order);
            dispatch.done(order.id());
        });
    }

    @Override
    public Verdict told(Told told) {
        return retries.run(() -> {
            var order = book.findByKey(told.key()).orElse(null);
            if (order == null) {
                return refuse(Verdict.UNKNOWN_KEY, told);
            }
            if (!order.bank().equals(told.bank())) {
                return refuse(Verdict.WRONG_BANK, told);
            }
            if (!firstTime(told)) {
                return Verdict.TWICE;
            }
            if (!order.state().pending()) {
                return refuse(Verdict.TOO_LATE, told);
            }
            if (told.state() == Bank.State.APPROVED && !order.allows(told.amountFen(), told.months())) {
                return refuse(Verdict.ABOVE_CAP, told);
            }
            return apply(order, new Bank.Reply(told.state(), told.amountFen(), told.months(), told.reason()));
        });
    }

    @Override
    public void forged(String why) {
        retries.run(() -> {
            events.publishEvent(new BankRefused(why, null, null));
            return null;
        });
    }

    /** Moves the order as far as what was said allows. */
    Verdict apply(BankOrder order, Bank.Reply reply) {
        if (!order.state().pending()) {
            dispatch.done(order.id());
            return Verdict.TOO_LATE;
        }
        switch (reply.state()) {
            case RECEIVED -> {
                order.received();
                dispatch.later(order.id());
            }
            case UNKNOWN, NEVER_SEEN -> dispatch.later(order.id());
            case APPROVED -> {
                if (!order.allows(reply.amountFen(), reply.months())) {
                    events.publishEvent(new BankRefused(Verdict.ABOVE_CAP.name(), order.bank(), order.key()));
                    dispatch.later(order.id());
                    return Verdict.ABOVE_CAP;
                }
                order.approved(Money.ofFen(reply.amountFen()), reply.months());
                tell(order, "BankApproved", Map.of("bank", order.bank(), "amount", order.granted().toString()));
            }
            case REFUSED -> {
                order.refused(reply.reason());
                tell(order, "BankRefused", Map.of("bank", order.bank(), "reason", order.reason() == null ? "" : order.reason()));
            }
        }
        book.save(order);
        return Verdict.TAKEN;
    }

    private void tell(BankOrder order, String what, Map<String, String> details) {
        dispatch.done(order.id());
        work.happened(order.caseNumber(), what, details);
        processes.tell("BankDecision", order.caseNumber(), null, Facts.of("bankDecision", order.state()));
    }

    private Verdict refuse(Verdict verdict, Told told) {
        events.publishEvent(new BankRefused(verdict.name(), told.bank(), told.key()));
        return verdict;
    }

    private boolean firstTime(Told told) {
        try {
            return jdbc.sql("insert into bank_event (bank, event_id, key_, state, at_) values (?, ?, ?, ?, ?)").params(Arrays.asList(told.bank(), told.eventId(), told.key(),
                    told.state().name(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))).update() == 1;
        } catch (DuplicateKeyException before) {
            return false;
        }
    }
}
