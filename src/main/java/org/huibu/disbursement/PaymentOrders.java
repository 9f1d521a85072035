package org.huibu.disbursement;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.process.Block;
import org.huibu.process.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Sends;
import org.huibu.process.Step;
import org.huibu.shared.Ids;
import org.huibu.shared.Mask;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Payment orders from draft to settlement. An order is sent under one key for ever; what is unknown is asked about, never sent anew. */
@Service
@Sends(@Sends.Message(name = "PaymentOutcome", sets = "paymentOutcome"))
public class PaymentOrders implements TreasuryOutcomes {

    private static final String SELECT = "select id, number, key_, case_number, group_, amount_fen, payee, account_tail, fund, region, year_, state, reason, at_ from payment_order ";
    private final JdbcClient jdbc;
    private final CaseWork work;
    private final Budgets budgets;
    private final Processes processes;
    private final Protection protection;
    private final CurrentUser user;
    private final Clock clock;

    PaymentOrders(JdbcClient jdbc, CaseWork work, Budgets budgets, Processes processes, Protection protection, CurrentUser user, Clock clock) {
        this.jdbc = jdbc;
        this.work = work;
        this.budgets = budgets;
        this.processes = processes;
        this.protection = protection;
        this.user = user;
        this.clock = clock;
    }

    /** Newest first, unknown ones before all others. */
    @Transactional(readOnly = true)
    public List<PaymentOrder> list(String regionPrefix, int count) {
        return jdbc.sql(SELECT + "where region like ? order by case when state = 'UNKNOWN' then 0 else 1 end, id desc limit ?").params(regionPrefix + "%", count)
                .query((row, n) -> read(row)).list();
    }

    /** Of the reader's region, newest first. @param states empty for all @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<PaymentOrder> list(Collection<State> states, Long before, int count) {
        return jdbc.sql(SELECT + "where region like :region and state in (:states) and id < :before order by id desc limit :count")
                .param("region", officer().region().prefix() + "%").param("before", before == null ? Long.MAX_VALUE : before).param("count", count)
                .param("states", (states.isEmpty() ? EnumSet.allOf(State.class) : states).stream().map(Enum::name).toList()).query((row, n) -> read(row)).list();
    }

    /** @throws Refusal NOT_FOUND if it does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public PaymentOrder find(String number) {
        return find("where number = ? and region like ?", number, officer().region().prefix() + "%").orElseThrow(Refusal::notFound);
    }

    private Account officer() {
        var account = user.require();
        if (!account.officer()) {
            throw Refusal.forbidden("notAnOfficer");
        }
        return account;
    }

    @Transactional(readOnly = true)
    public List<PaymentOrder> ofCase(String caseNumber) {
        return jdbc.sql(SELECT + "where case_number = ? order by id").param(caseNumber).query((row, n) -> read(row)).list();
    }

    /** A callback or an answer. Twice, late or out of order changes nothing; an amount that differs is refused. */
    @Override
    @Transactional
    public void outcome(String eventId, String key, Treasury.State state, long amountFen, String reason) {
        var order = find("where key_ = ?", key);
        if (order.isEmpty() || order.get().amount().fen() != amountFen || !order.get().pending()) {
            return;
        }
        var next = switch (state) {
            case SETTLED -> State.SETTLED;
            case REFUSED -> State.REFUSED;
            case ACCEPTED -> State.ACCEPTED;
            default -> State.UNKNOWN;
        };
        if (!move(order.get(), next, reason) || next == State.ACCEPTED || next == State.UNKNOWN) {
            return;
        }
        work.happened(order.get().caseNumber(), next == State.SETTLED ? "PaymentSettled" : "PaymentRefused",
                Map.of("order", order.get().number(), "amount", order.get().amount().toString(), "reason", reason == null ? "" : reason));
        if (next == State.SETTLED) {
            budgets.spend(order.get().caseNumber(), order.get().group(), order.get().amount(), order.get().year());
        }
        processes.tell("PaymentOutcome", order.get().caseNumber(), order.get().group(), Facts.of("paymentOutcome", next.name()));
    }

    /** Orders that the outbox must send or ask about. */
    @Transactional(readOnly = true)
    public List<PaymentOrder> outstanding() {
        return jdbc.sql(SELECT + "where state in ('RELEASED', 'SENT', 'ACCEPTED', 'UNKNOWN') order by id limit 100").query((row, n) -> read(row)).list();
    }

    /** Written before the first byte is sent, so that a crash leaves an unknown outcome and not a second payment. @return null if another node has it */
    @Transactional
    public Treasury.Instruction sending(PaymentOrder order) {
        if (order.state() == State.RELEASED && !move(order, State.SENT, null)) {
            return null;
        }
        var account = jdbc.sql("select account from payment_order where id = ?").param(order.id()).query(String.class).single();
        return new Treasury.Instruction(order.key(), order.number(), order.amount().fen(), order.payee(), protection.open(account, "order:" + order.id()), "", order.fund());
    }

    private boolean move(PaymentOrder order, State to, String reason) {
        return jdbc.sql("update payment_order set state = ?, reason = ? where id = ? and state = ?").params(to.name(), reason, order.id(), order.state().name()).update() == 1;
    }

    private Optional<PaymentOrder> find(String condition, Object... values) {
        return jdbc.sql(SELECT + condition).params(values).query((row, n) -> read(row)).optional();
    }

    private Optional<PaymentOrder> current(Step step) {
        return jdbc.sql(SELECT + "where case_number = ? and group_ = ? order by id desc limit 1").params(step.caseNumber(), step.group()).query((row, n) -> read(row)).optional();
    }

    private static PaymentOrder read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new PaymentOrder(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), Money.ofFen(row.getLong(6)), row.getString(7),
                row.getString(8), row.getString(9), row.getString(10), row.getInt(11), State.valueOf(row.getString(12)), row.getString(13),
                row.getObject(14, LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    void draft(Step step) {
        var id = Ids.next();
        var payee = work.payee(step.caseNumber());
        var number = "ZF-" + step.caseNumber() + "-" + (ofCase(step.caseNumber()).size() + 1);
        jdbc.sql("insert into payment_order (id, number, key_, case_number, group_, amount_fen, payee, account, account_tail, fund, region, year_, state, at_) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'DRAFTED', ?)").params(id, number, "huibu-" + id, step.caseNumber(), step.group(),
                work.total(step.caseNumber(), step.group()).fen(), payee.name(), protection.seal(payee.account(), "order:" + id), Mask.account(payee.account()),
                work.scheme(step.caseNumber()).pack().fund(), work.find(step.caseNumber()).region(), WorkingCalendar.dayOf(clock.instant()).getYear(),
                LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        work.happened(step.caseNumber(), "PaymentDrafted", Map.of("order", number));
    }

    void close(Step step, State to, String what) {
        current(step).filter(order -> order.state() == State.DRAFTED).ifPresent(order -> {
            move(order, to, null);
            work.happened(step.caseNumber(), what, Map.of("order", order.number()));
        });
    }

    @Block(name = "draftPayment", title = "按决定生成支付单", after = {"APPROVER", "PAY_PREPARER"})
    record Draft(PaymentOrders orders) implements BlockCall {
        @Override
        public Facts call(Step step) {
            orders.draft(step);
            return Facts.NONE;
        }
    }

    @Block(name = "releasePayment", title = "支付单进入发送队列", after = {"APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER"})
    record Release(PaymentOrders orders) implements BlockCall {
        @Override
        public Facts call(Step step) {
            orders.close(step, State.RELEASED, "PaymentReleased");
            return Facts.NONE;
        }
    }

    @Block(name = "voidPayment", title = "作废被退回的支付单")
    record VoidOrder(PaymentOrders orders) implements BlockCall {
        @Override
        public Facts call(Step step) {
            orders.close(step, State.VOID, "PaymentVoided");
            return Facts.NONE;
        }
    }
}
