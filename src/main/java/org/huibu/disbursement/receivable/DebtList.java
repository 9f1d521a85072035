package org.huibu.disbursement.receivable;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.receivable.Debt.State;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.LedgerEntry;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Debts as they are read: of the region by those who work with money, one's own by the debtor. */
@Service
public class DebtList {

    private static final int MOST_OWN = 100;
    private final DebtRows rows;
    private final Ledger ledger;
    private final Funds funds;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    DebtList(DebtRows rows, Ledger ledger, Funds funds, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.funds = funds;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A debt as it stands. @param open still owed; @param pending kept off payments under way; @param writtenOff given up; @param overdue its last day is over and something is open */
    public record Standing(Debt debt, Money open, Money pending, Money writtenOff, boolean overdue, List<Part> plan, List<Movement> movements) {

        public Money collected() {
            return debt.amount().minus(open).minus(pending).minus(writtenOff);
        }
    }

    /** One instalment. @param rest what is still owed when it is paid; @param met by what was paid so far */
    public record Part(int number, LocalDate dueOn, Money amount, boolean met) { }

    /** @param kind RECEIPT, OFFSET or WRITE_OFF; @param state DONE, PENDING or DROPPED */
    public record Movement(long id, String kind, String state, Money amount, Instant at) { }

    /** Newest first. @param states empty for all; @param before id to continue from, null for the newest */
    @Transactional(readOnly = true)
    public List<Standing> list(Collection<State> states, Long before, int count) {
        return rows.findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(funds.reader().region().prefix(), states.isEmpty() ? EnumSet.allOf(State.class) : states,
                before == null ? Long.MAX_VALUE : before, Limit.of(count)).stream().map(this::standing).toList();
    }

    /** @throws Refusal NOT_FOUND if it does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public Standing find(String number) {
        return standing(rows.findByNumberAndRegionStartingWith(number, funds.reader().region().prefix()).orElseThrow(Refusal::notFound));
    }

    /** Its acts in the ledger, oldest first: of all debts of the same case, as the ledger keeps them by case. */
    @Transactional(readOnly = true)
    public List<LedgerEntry> postings(String number) {
        var debt = find(number).debt();
        return ledger.ofCase(debt.caseNumber());
    }

    /** What the reader owes or has paid back, newest first. */
    @Transactional(readOnly = true)
    public List<Standing> mine() {
        return rows.findByOwnerOrderByIdDesc(user.require().username(), Limit.of(MOST_OWN)).stream().map(this::standing).toList();
    }

    /** No authorisation: for letters and rules of the case. */
    @Transactional(readOnly = true)
    public List<Standing> ofCase(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().map(this::standing).toList();
    }

    private Standing standing(Debt debt) {
        var open = Money.ofFen(ledger.balance(debt.open()));
        var pending = Money.ofFen(ledger.balance(debt.pending()));
        var movements = jdbc.sql("select id, kind, state, amount_fen, at_ from receivable_movement where receivable_id = ? order by id").param(debt.id())
                .query((row, n) -> new Movement(row.getLong(1), row.getString(2), row.getString(3), Money.ofFen(row.getLong(4)), row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
        var settled = debt.amount().minus(open);
        var plan = new java.util.ArrayList<Part>();
        var before = settledBefore(debt);
        var until = before;
        for (var row : jdbc.sql("select seq, due_on, amount_fen from receivable_instalment where receivable_id = ? order by seq").param(debt.id())
                .query((row, n) -> new Part(row.getInt(1), row.getDate(2).toLocalDate(), Money.ofFen(row.getLong(3)), false)).list()) {
            until = until.plus(row.amount());
            plan.add(new Part(row.number(), row.dueOn(), row.amount(), settled.compareTo(until) >= 0));
        }
        var overdue = !open.isZero() && debt.dueOn().isBefore(WorkingCalendar.dayOf(clock.instant()));
        return new Standing(debt, open, pending, Money.ofFen(ledger.balance(debt.writtenOff())), overdue, plan, movements);
    }

    /** What was settled before the plan was agreed: the plan is for the rest. */
    private Money settledBefore(Debt debt) {
        var planned = jdbc.sql("select coalesce(sum(amount_fen), 0) from receivable_instalment where receivable_id = ?").param(debt.id()).query(Long.class).single();
        return planned == 0 ? Money.ZERO : debt.amount().minus(Money.ofFen(planned));
    }
}
