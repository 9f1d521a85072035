package org.huibu.disbursement.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.reconciliation.Difference.Proposal;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.ledger.LedgerSearch;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The reconciled days as people of the region read them, and what they do about a difference. */
@Service
public class Reconciliation {

    private static final int LONGEST_REASON = 300;
    private static final String MINE = "(d.region = '' or d.region like :region)";
    private final DayBook days;
    private final Differences differences;
    private final PaymentOrders orders;
    private final LedgerSearch ledger;
    private final Funds funds;
    private final Overpaid overpaid;
    private final BooksCheck books;
    private final Separation separation;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    Reconciliation(DayBook days, Differences differences, PaymentOrders orders, LedgerSearch ledger, Funds funds, Overpaid overpaid, BooksCheck books, Separation separation, Retries retries, CurrentUser user,
            JdbcClient jdbc, Clock clock) {
        this.days = days;
        this.differences = differences;
        this.orders = orders;
        this.ledger = ledger;
        this.funds = funds;
        this.overpaid = overpaid;
        this.books = books;
        this.separation = separation;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A business day. @param state WAITING, SILENT while the treasury does not answer, or DONE; @param open differences of the reader's region */
    public record DayLine(LocalDate day, String state, Instant doneAt, long open) {
        public boolean green() {
            return state.equals("DONE") && open == 0;
        }
    }

    /** One side of a day within the reader's region. */
    public record Side(long count, Money amount) { }

    /** The three sides of a day; they need not be the same when money is paid at midnight. @param inbound what came in as the treasury says; null where it does not @param receipts what bank statements brought of those days */
    public record Sides(Side statement, Side orders, Side ledger, Side inbound, Side receipts) { }

    /** Newest first. @param before day to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<DayLine> days(LocalDate before, int count) {
        return jdbc.sql("select r.day_, r.state, r.done_at, (select count(*) from reconciliation_difference d where d.day_ = r.day_ and d.state in ('OPEN', 'PROPOSED') and " + MINE
                        + ") from reconciliation_day r where r.day_ < :before order by r.day_ desc limit :count")
                .param("region", prefix() + "%").param("before", before == null ? LocalDate.of(9999, 1, 1) : before).param("count", count)
                .query((row, n) -> new DayLine(row.getObject(1, LocalDate.class), row.getString(2), instant(row.getObject(3, LocalDateTime.class)), row.getLong(4))).list();
    }

    /** How many differences of the region nobody has worked off. */
    @Transactional(readOnly = true)
    public long open() {
        return jdbc.sql("select count(*) from reconciliation_difference d where d.state in ('OPEN', 'PROPOSED') and " + MINE).param("region", prefix() + "%").query(Long.class).single();
    }

    /** @param at of the last look at the books; @param differences that must not exist: for the administrator */
    public record Books(Instant at, List<String> differences) { }

    /** What this node saw when it last looked; empty until it has. */
    @Transactional(readOnly = true)
    public Optional<Books> books() {
        prefix();
        return books.last().map(look -> new Books(look.at(), look.found()));
    }

    /** How many days are over and not compared yet: until they are, nobody can say that all is right. */
    @Transactional(readOnly = true)
    public long notCompared() {
        prefix();
        return jdbc.sql("select count(*) from reconciliation_day where state <> 'DONE'").query(Long.class).single();
    }

    /** @param day as typed @throws Refusal NOT_FOUND for a day that is not among those reconciled */
    @Transactional(readOnly = true)
    public DayLine day(String day) {
        var prefix = prefix();
        var found = days.find(read(day)).orElseThrow(Refusal::notFound);
        return new DayLine(found.day(), found.state(), found.doneAt(), differences.findByDayOrderById(found.day()).stream().filter(d -> mine(d, prefix) && d.state().open()).count());
    }

    /** Of the reader's region, and those that belong to no order of any region. */
    @Transactional(readOnly = true)
    public List<Difference> differences(LocalDate day) {
        var prefix = prefix();
        return differences.findByDayOrderById(day).stream().filter(d -> mine(d, prefix)).toList();
    }

    @Transactional(readOnly = true)
    public Sides sides(LocalDate day) {
        var region = prefix();
        var known = days.find(day).orElseThrow(Refusal::notFound);
        var from = known.first().atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var until = day.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var posted = ledger.total(LedgerSearch.Wanted.within("settlement/", from, until), region);
        return new Sides(side("select count(*), coalesce(sum(l.amount_fen), 0) from statement_line l left join payment_order o on o.key_ = l.key_ "
                        + "where l.day_ = ? and (o.id is null or o.region like ?)", day, region + "%"),
                side("select count(*), coalesce(sum(amount_fen), 0) from payment_order where state in ('SETTLED', 'SENT_BACK') and ended_at >= ? and ended_at < ? and region like ?",
                        LocalDateTime.ofInstant(from, ZoneOffset.UTC), LocalDateTime.ofInstant(until, ZoneOffset.UTC), region + "%"),
                new Side(posted.entries(), posted.amount()),
                jdbc.sql("select count(*) from statement_inbound where day_ = ?").param(day).query(Long.class).single() == 0 ? null
                        : side("select coalesce(sum(count_), 0), coalesce(sum(amount_fen), 0) from statement_inbound where day_ = ? and region like ?", day, region + "%"),
                side("select count(*), coalesce(sum(amount_fen), 0) from receipt where received_on between ? and ? and region like ?", known.first(), day, region + "%"));
    }

    private Side side(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query((row, n) -> new Side(row.getLong(1), Money.ofFen(row.getLong(2)))).single();
    }

    /** Has a day reconciled once more by the next node that is free. */
    @Transactional
    public void runAgain(String day) {
        if (!payer() && !confirmer()) {
            throw Refusal.forbidden("notYourRole");
        }
        if (!days.again(read(day))) {
            throw Refusal.notFound();
        }
    }

    /** Proposes that the reason is enough. */
    public LocalDate explain(long id, String reason) {
        return propose(id, Proposal.EXPLAIN, reason);
    }

    /** Proposes to take the treasury's word that it paid an order whose outcome is open here, or that it had refused. */
    public LocalDate propose(long id, String reason) {
        return propose(id, Proposal.TAKE, reason);
    }

    /** Proposes to book what left without an order of this house, so that it is asked back. @throws Refusal CONFLICT {@code differenceKind} if nothing left beyond what was ordered */
    public LocalDate book(long id, String reason) {
        return propose(id, Proposal.BOOK, reason);
    }

    /** @param reason 1 to 300 characters @throws Refusal CONFLICT {@code differenceState} if somebody was faster */
    private LocalDate propose(long id, Proposal what, String reason) {
        return retries.run(() -> {
            var difference = as(Role.PAYER, id);
            difference.proposed(what, told(reason), user.actor(), clock.instant());
            if (what == Proposal.BOOK && overpaid.amount(difference).isZero()) {
                throw Refusal.conflict("differenceKind");
            }
            return differences.save(difference).day();
        });
    }

    /**
     * Another person confirms it, and in the same transaction it is done: explained, or the order settled and its money spent, or what was overpaid booked and asked back.
     *
     * @throws Refusal CONFLICT {@code orderState} or {@code orderAnew} if the order's outcome is no longer open, or what was refused is paid anew: that is to be booked
     */
    public LocalDate confirm(long id) {
        return retries.run(() -> {
            var difference = as(Role.FINANCE_CONFIRMER, id);
            switch (difference.confirmed(user.actor())) {
                case TAKE -> orders.take(difference.orderNumber(), new Treasury.Reply(Treasury.State.SETTLED, null, difference.reference()));
                case BOOK -> overpaid.book(differences.saveAndFlush(difference));
                case EXPLAIN -> { }
            }
            return differences.save(difference).day();
        });
    }

    /** Another person is not satisfied: it is open again. */
    public LocalDate decline(long id) {
        return retries.run(() -> {
            var difference = as(Role.FINANCE_CONFIRMER, id);
            difference.declined(user.actor());
            return differences.save(difference).day();
        });
    }

    /** What of a booked difference has not come back. */
    @Transactional(readOnly = true)
    public Money out(Difference difference) {
        return overpaid.out(difference);
    }

    public boolean payer() {
        return user.require().has(Role.PAYER);
    }

    public boolean confirmer() {
        return user.require().has(Role.FINANCE_CONFIRMER);
    }

    private Difference as(Role role, long id) {
        Account account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        var difference = differences.findById(id).filter(d -> mine(d, account.region().prefix())).orElseThrow(Refusal::notFound);
        if (difference.caseNumber() != null) {
            separation.took(difference.caseNumber(), role.name(), account);
        }
        return difference;
    }

    private String prefix() {
        return funds.reader().region().prefix();
    }

    private static boolean mine(Difference difference, String prefix) {
        return difference.region().isEmpty() || difference.region().startsWith(prefix);
    }

    private static String told(String reason) {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw Refusal.invalid(List.of(Fault.at("reason", "reasonNeeded")));
        }
        return reason.strip();
    }

    private static LocalDate read(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException nonsense) {
            throw Refusal.notFound();
        }
    }

    private static Instant instant(LocalDateTime at) {
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
