package org.huibu.disbursement.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.Seeds;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.budget.ThoughtUpBudgets;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.Ledger;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random histories of payments and what comes back of them, over the change of fiscal years: debts, receipts, set-off against what the same payee is approved, payments given
 * up, what a court does not uphold, and what is left of a year carried over. On the real tables and the real rules; only the cases are thought up. After each step a model in
 * memory says what each envelope was given and what each debt must be, and the invariants must hold. Seeds as {@code BudgetHistoryTests}.
 */
@HuibuTest
class DebtHistoryTests {

    private static final int STEPS = Integer.getInteger("huibu.history.steps", 60);
    private static final String REGION = "990203";
    @Autowired AwardStory story;
    @Autowired Schemes schemes;
    @Autowired Ledger ledger;
    @Autowired DebtRows rows;
    @Autowired Funds funds;
    @Autowired CurrentUser user;
    @Autowired JdbcClient jdbc;
    @Autowired ApplicationContext house;
    @Autowired TransactionTemplate transaction;
    private final Map<String, Money> worth = new HashMap<>();
    private final Map<String, String> payees = new HashMap<>();
    private final Map<Envelope, Long> putIn = new HashMap<>();
    private final Map<String, Owed> owed = new LinkedHashMap<>();
    private final Map<Long, Long> claimed = new HashMap<>();
    private final Years clock = new Years();
    /** Of this history only: what those of others owe is not kept off. */
    private final List<String> both = List.of("history-a-" + System.nanoTime(), "history-b-" + System.nanoTime());
    private Budgets budgets;
    private Debts debts;
    private Offsets offsets;
    private int made;
    private int years;

    /** What a debt must be, in fen. */
    private static final class Owed {
        private final long amount;
        private long open;
        private long pending;
        private long collected;
        private long writtenOff;

        Owed(long amount) {
            this.amount = amount;
            this.open = amount;
        }
    }

    /** The house's clock stands still: a history has years of its own. */
    private static final class Years extends Clock {
        private Instant now;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void begin() {
        story.morning();
        clock.now = Instant.parse("2026-10-12T02:00:00Z");
        var work = mock(CaseWork.class);
        when(work.find(anyString())).thenAnswer(call -> {
            var file = mock(CaseFile.class);
            when(file.region()).thenReturn(REGION);
            when(file.applicantIndex()).thenReturn(payees.get(call.<String>getArgument(0)));
            return file;
        });
        when(work.scheme(anyString())).thenReturn(schemes.scheme("graduate-moving"));
        when(work.paying(anyString())).thenReturn(schemes.scheme("graduate-moving"));
        when(work.grantedBy(anyString())).thenReturn(Optional.empty());
        when(work.total(anyString(), anyString())).thenAnswer(call -> worth.get(call.<String>getArgument(0)));
        budgets = ThoughtUpBudgets.of(house, work, clock);
        debts = new Debts(rows, ledger, budgets, work, mock(ApplicationEventPublisher.class), jdbc, user, clock);
        offsets = new Offsets(rows, debts, budgets, work, ledger, jdbc, clock);
    }

    static LongStream seeds() {
        return Seeds.played("debts");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsOwedAndWhatEnvelopesHoldAgreeWithAModelAfterEveryStep(long seed) {
        var random = new Random(seed);
        putIn.put(envelope(), balance(envelope()));
        for (int step = 0; step < STEPS; step++) {
            var what = random.nextInt(14);
            var amount = Money.ofFen(1 + random.nextInt(300_000));
            transaction.executeWithoutResult(status -> {
                switch (what) {
                    case 0 -> appropriate(amount.times(4));
                    case 1, 2, 3 -> approve(random, amount);
                    case 4, 5, 6 -> any(random, Reservation.State.RESERVED).ifPresent(this::pay);
                    case 7 -> any(random, Reservation.State.RESERVED).ifPresent(this::giveUp);
                    case 8, 9 -> any(random, Reservation.State.SPENT).ifPresent(number -> claim(number, amount));
                    case 10, 11 -> anyDebt(random).ifPresent(number -> receive(number, amount));
                    case 12 -> anyDebt(random).ifPresent(number -> isNotUpheld(number, amount));
                    default -> newYear();
                }
            });
            look(seed, step);
        }
    }

    private void look(long seed, int step) {
        AwardStory.as("auditor");
        assertThat(funds.differences()).as("seed %d step %d", seed, step).isEmpty();
        putIn.forEach((envelope, fen) -> assertThat(balance(envelope)).as("%s, seed %d step %d", envelope, seed, step).isEqualTo(fen));
        owed.forEach((number, debt) -> assertThat(List.of(part(number, "open"), part(number, "pending"), part(number, "collected"), part(number, "written-off")))
                .as("%s, seed %d step %d", number, seed, step).containsExactly(debt.open, debt.pending, debt.collected, debt.writtenOff));
        owed.forEach((number, debt) -> assertThat(debt.open + debt.pending + debt.collected + debt.writtenOff).isEqualTo(debt.amount));
        AwardStory.nobody();
    }

    private void appropriate(Money amount) {
        budgets.appropriate(envelope(), amount, "debts-" + name());
        putIn.merge(envelope(), amount.fen(), Long::sum);
    }

    private void approve(Random random, Money amount) {
        var number = "D" + name();
        worth.put(number, amount);
        payees.put(number, both.get(random.nextInt(both.size())));
        var enough = ledger.balance(ThoughtUpBudgets.available(envelope())) >= amount.fen();
        assertThat(budgets.reserve(number, "MAIN")).isEqualTo(enough);
        if (!enough) {
            budgets.release(number, "MAIN");
        }
    }

    /** What the payee owes is kept off, the oldest debt first; the rest is sent, by a settled order that the checker looks for. */
    private void pay(String number) {
        var reservation = budgets.reserved(number, "MAIN");
        var kept = keepOff(number, reservation);
        var sent = reservation.amount().fen() - kept.values().stream().mapToLong(Long::longValue).sum();
        if (sent > 0) {
            jdbc.sql("""
                    insert into payment_order (id, version, number, key_, case_number, group_, reservation_id, amount_fen, payee, account, account_tail, account_index, bank, fund,
                      budget_code, region, year_, content, state, drafted_by, drafted_at)
                    values (?, 0, ?, ?, ?, 'MAIN', ?, ?, 'history', '-', '-', '-', '-', ?, ?, ?, ?, ?, 'SETTLED', 'history', ?)""")
                    .params(Ids.next(), "ZF-" + reservation.id(), "debts-" + reservation.id(), number, reservation.id(), sent, reservation.fund(), reservation.budgetCode(),
                            reservation.region(), reservation.year(), reservation.content(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        }
        budgets.spend(number, "MAIN");
        offsets.on(new CaseHappened(number, "GroupPaid", Map.of("group", "MAIN")));
        kept.forEach((debt, fen) -> {
            owed.get(debt).pending -= fen;
            cameBack(debt, fen);
        });
    }

    private void giveUp(String number) {
        var kept = keepOff(number, budgets.reserved(number, "MAIN"));
        budgets.release(number, "MAIN");
        offsets.on(new CaseHappened(number, "PaymentAbandoned", Map.of("group", "MAIN")));
        kept.forEach((debt, fen) -> {
            owed.get(debt).pending -= fen;
            owed.get(debt).open += fen;
        });
    }

    private Map<String, Long> keepOff(String number, Reservation reservation) {
        var kept = new LinkedHashMap<String, Long>();
        var rest = reservation.amount().fen();
        for (var debt : mine(payees.get(number))) {
            var part = Math.min(rest, owed.get(debt).open);
            if (part > 0) {
                kept.put(debt, part);
                rest -= part;
            }
        }
        assertThat(offsets.hold(reservation).fen()).isEqualTo(reservation.amount().fen() - rest);
        kept.forEach((debt, fen) -> {
            owed.get(debt).open -= fen;
            owed.get(debt).pending += fen;
        });
        return kept;
    }

    /** The debts of a payee that may be kept off, oldest first. */
    private List<String> mine(String payee) {
        return jdbc.sql("select number from receivable where debtor_index = ? and region = ? order by id").params(payee, REGION).query(String.class).list().stream().filter(owed::containsKey).toList();
    }

    /** What was paid can be claimed back once and no more. */
    private void claim(String number, Money amount) {
        var paid = budgets.of(number, Reservation.State.SPENT).get(0);
        var free = paid.amount().fen() - claimed.getOrDefault(paid.id(), 0L);
        var claim = new Debts.Claim("Z" + name(), number, Map.of("MAIN", amount), "history", "history", payees.get(number), Ground.OFFICE_ERROR, "-", "-",
                WorkingCalendar.dayOf(clock.instant()).plusDays(15), clock.instant());
        if (amount.fen() > free) {
            assertThatThrownBy(() -> debts.establish(claim)).extracting("code").isEqualTo("claimedAbovePaid");
            return;
        }
        var debt = debts.establish(claim).get(0);
        assertThat(debt.year()).isEqualTo(paid.year());
        claimed.merge(paid.id(), amount.fen(), Long::sum);
        owed.put(debt.number(), new Owed(amount.fen()));
    }

    private void receive(String number, Money amount) {
        var enough = owed.get(number).open >= amount.fen();
        assertThat(debts.received(debt(number).id(), amount, Ids.next())).isEqualTo(enough);
        if (enough) {
            owed.get(number).open -= amount.fen();
            cameBack(number, amount.fen());
        }
    }

    /** The court upholds only a part of what is open, or nothing: that part is given up and stays spent. */
    private void isNotUpheld(String number, Money amount) {
        var known = owed.get(number);
        if (known.open == 0 || known.pending > 0) {
            return;
        }
        var part = Math.min(known.open, amount.fen());
        var debt = debt(number);
        if (!debt.state().inCourt()) {
            debt.court();
        }
        debt.judged(part == known.open);
        debts.giveUp(debt, Money.ofFen(part), "history");
        known.open -= part;
        known.writtenOff += part;
    }

    /** What came back in the year of its payment can be used again, what came later leaves the envelope. */
    private void cameBack(String number, long fen) {
        owed.get(number).collected += fen;
        var debt = debt(number);
        if (debt.year() != envelope().year()) {
            putIn.merge(debt.envelope(), -fen, Long::sum);
        }
    }

    /** What is free goes on to the next year; what is reserved stays and is paid from its own. At most twice, that there is money to play with. */
    private void newYear() {
        if (years == 2) {
            return;
        }
        years++;
        var old = envelope();
        var free = Money.ofFen(ledger.balance(ThoughtUpBudgets.available(old)));
        var reserved = ledger.balance(ThoughtUpBudgets.reserved(old));
        clock.now = LocalDateTime.ofInstant(clock.now, ZoneOffset.UTC).plusYears(1).toInstant(ZoneOffset.UTC);
        putIn.putIfAbsent(envelope(), balance(envelope()));
        if (!free.isZero()) {
            assertThat(budgets.move(old, envelope(), free, "debts-carried-" + name())).isTrue();
            putIn.merge(old, -free.fen(), Long::sum);
            putIn.merge(envelope(), free.fen(), Long::sum);
        }
        assertThat(ledger.balance(ThoughtUpBudgets.reserved(old))).isEqualTo(reserved);
        assertThat(ledger.balance(ThoughtUpBudgets.available(old))).isZero();
    }

    private Optional<String> any(Random random, Reservation.State state) {
        var found = new ArrayList<>(worth.keySet().stream().filter(number -> !budgets.of(number, state).isEmpty()).sorted().toList());
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    private Optional<String> anyDebt(Random random) {
        var found = owed.keySet().stream().filter(number -> !debt(number).state().isOver()).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    private Debt debt(String number) {
        return rows.findByNumberAndRegionStartingWith(number, REGION).orElseThrow();
    }

    private long part(String number, String part) {
        return ledger.balance(org.huibu.ledger.AccountCode.bounded("receivable/" + number + "/" + part));
    }

    private long balance(Envelope envelope) {
        return ThoughtUpBudgets.balance(envelope, ledger);
    }

    private Envelope envelope() {
        return new Envelope("EMPLOYMENT_SUBSIDY", "2080713", WorkingCalendar.dayOf(clock.instant()).getYear(), REGION);
    }

    private String name() {
        return Long.toString(System.nanoTime(), Character.MAX_RADIX) + ++made;
    }
}
