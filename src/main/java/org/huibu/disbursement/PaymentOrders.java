package org.huibu.disbursement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.payment.Paying;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Payment orders as people follow and work them: lists of the own region, one order with its history, and what to do about an unknown one. */
@Service
public class PaymentOrders {

    private static final int LONGEST_REFERENCE = 100;
    private static final Set<State> RETURNED = Set.of(State.REFUSED, State.VOID, State.SENT_BACK);
    private final Orders orders;
    private final Dispatch dispatch;
    private final Settlement settlement;
    private final Funds funds;
    private final Paying paying;
    private final Separation separation;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    PaymentOrders(Orders orders, Dispatch dispatch, Settlement settlement, Funds funds, Paying paying, Separation separation, Retries retries, CurrentUser user,
            JdbcClient jdbc, Clock clock) {
        this.orders = orders;
        this.dispatch = dispatch;
        this.settlement = settlement;
        this.funds = funds;
        this.paying = paying;
        this.separation = separation;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One step of an order's life. @param what a state, or what a person did */
    public record Moment(String what, String actor, Instant at, String detail) { }

    /** Orders of a case, oldest first. No authorisation: callers show it to the owner and to officers. */
    @Transactional(readOnly = true)
    public List<PaymentOrder> ofCase(String caseNumber) {
        return orders.findByCaseNumberOrderById(caseNumber);
    }

    /** Newest first. @param states empty for all @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<PaymentOrder> list(Collection<State> states, Long before, int count) {
        return orders.findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(funds.reader().region().prefix(),
                states.isEmpty() ? EnumSet.allOf(State.class) : states, before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    /** What needs a person before anything else: nobody knows the outcome, or the treasury contradicts itself. Newest first. */
    @Transactional(readOnly = true)
    public List<PaymentOrder> doubtful(int count) {
        return orders.doubtful(funds.reader().region().prefix(), Limit.of(count));
    }

    /** How many of them. No refusal to those who do not work payments: they have none. */
    @Transactional(readOnly = true)
    public long doubtful() {
        var account = user.require();
        var region = account.region().prefix();
        return account.seesMoney() ? orders.countByRegionStartingWithAndState(region, State.UNKNOWN) + orders.countByRegionStartingWithAndAttentionIsNotNullAndStateNot(region, State.UNKNOWN) : 0;
    }

    /** How many orders of the region stand in each state. */
    @Transactional(readOnly = true)
    public Map<State, Long> counts() {
        var prefix = funds.reader().region().prefix();
        var counts = new EnumMap<State, Long>(State.class);
        EnumSet.allOf(State.class).forEach(state -> counts.put(state, orders.countByRegionStartingWithAndState(prefix, state)));
        return counts;
    }

    /** @throws Refusal NOT_FOUND if it does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public PaymentOrder find(String number) {
        return orders.findByNumberAndRegionStartingWith(number, funds.reader().region().prefix()).orElseThrow(Refusal::notFound);
    }

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<Moment> history(String number) {
        return jdbc.sql("select what, actor, at_, detail from payment_event where order_id = ? order by id").param(find(number).id())
                .query((row, n) -> new Moment(row.getString(1), row.getString(2), row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(4))).list();
    }

    /** When the treasury is asked next; {@code null} if it is not. */
    @Transactional(readOnly = true)
    public Instant askedNext(String number) {
        return dispatch.due(find(number).id());
    }

    /** True if the reader may work what the treasury returned or left open. */
    public boolean payer() {
        return user.require().has(Role.PAYER);
    }

    public boolean confirmer() {
        return user.require().has(Role.FINANCE_CONFIRMER);
    }

    /** The payer has the treasury asked at once. @throws Refusal CONFLICT {@code orderState} if its outcome is known */
    @Transactional
    public void askAgain(String number) {
        var order = as(Role.PAYER, number);
        order.askedAgain();
        orders.save(order);
        dispatch.again(order.id());
    }

    /**
     * The payer records the treasury's written answer.
     *
     * @param outcome SETTLED or REFUSED; of a settled order SENT_BACK if the payee's bank returned it; of one that needs a person its own, if that stands, and SETTLED
     *     of a refused one that was paid after all
     * @param reference of the letter, 1 to 100 characters
     */
    @Transactional
    public void recordAnswer(String number, State outcome, String reference) {
        if (outcome != State.SETTLED && outcome != State.REFUSED && outcome != State.SENT_BACK) {
            throw Refusal.invalid(List.of(Fault.at("outcome", "notAnOption")));
        }
        if (reference == null || reference.isBlank() || reference.length() > LONGEST_REFERENCE) {
            throw Refusal.invalid(List.of(Fault.at("reference", "referenceMissing")));
        }
        var order = as(Role.PAYER, number);
        order.answered(outcome, reference.strip(), user.actor());
        orders.save(order);
    }

    /**
     * The confirmer, another person, confirms what the payer recorded; then it counts as if the treasury had called.
     *
     * @throws Refusal CONFLICT {@code somebodyWasFaster} while the order is being sent or asked about; {@code orderAnew} if what was refused is paid by another order by now
     */
    public void confirmAnswer(String number) {
        retries.run(() -> {
            var order = as(Role.FINANCE_CONFIRMER, number);
            dispatch.alone(order.id());
            var reference = order.answerReference();
            var outcome = order.answerConfirmed(user.actor());
            if (outcome == State.SENT_BACK) {
                settlement.sentBack(order, reference);
            } else if (outcome == order.state()) {
                order.stands();
                orders.save(order);
            } else if (order.state() == State.REFUSED) {
                settlement.settledAfterAll(order, reference);
            } else {
                settlement.apply(order, new Treasury.Reply(Treasury.State.valueOf(outcome.name()), reference, reference));
            }
            return null;
        });
    }

    /**
     * After a return the payer has the right account. The order stays as it was; the next one needs a new approval (SD6).
     *
     * @throws Refusal CONFLICT {@code orderState} unless the order was returned, sent back or voided
     */
    @Transactional
    public void correctAccount(String number, String account, String bank, String reason) {
        var order = as(Role.PAYER, number);
        if (!RETURNED.contains(order.state())) {
            throw Refusal.conflict("orderState", order.state());
        }
        paying.correctAccount(order.caseNumber(), account, bank, reason);
    }

    /** Whatever their region. No authorisation: for what the house is told by number. @param numbers at most 500 */
    @Transactional(readOnly = true)
    public List<PaymentOrder> named(Collection<String> numbers) {
        return orders.findByNumberIn(numbers);
    }

    /**
     * Takes an outcome that two people vouch for, as if the treasury had called: a line of a return file or of a statement; also that what was refused was paid after all.
     *
     * @throws Refusal CONFLICT {@code orderState} unless the outcome is still open, {@code orderAnew} if what was refused is paid by another order; nothing is changed then
     * @throws org.springframework.dao.PessimisticLockingFailureException while the order is being sent or asked about: run the use case again
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(String number, Treasury.Reply outcome) {
        var order = orders.findByNumberIn(List.of(number)).stream().findFirst().orElseThrow(Refusal::notFound);
        var afterAll = order.state() == State.REFUSED && outcome.state() == Treasury.State.SETTLED;
        if (!order.state().pending() && !afterAll) {
            throw Refusal.conflict("orderState", order.state());
        }
        dispatch.alone(order.id());
        if (afterAll) {
            settlement.settledAfterAll(order, outcome.reference());
        } else {
            settlement.apply(order, outcome);
        }
    }

    private PaymentOrder as(Role role, String number) {
        Account account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        var order = find(number);
        separation.took(order.caseNumber(), role.name(), account);
        return order;
    }

    @EventListener
    void on(OrderMoved moved) {
        jdbc.sql("insert into payment_event (id, order_id, what, actor, at_, detail) values (?, ?, ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(Ids.next(), moved.orderId(), moved.what(), user.actor(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                        moved.detail())).update();
    }
}
