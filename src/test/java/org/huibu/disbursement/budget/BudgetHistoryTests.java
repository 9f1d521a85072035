package org.huibu.disbursement.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.Seeds;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Envelope.Share;
import org.huibu.disbursement.budget.Reservation.State;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Random histories of approvals, payments, releases, promises, appropriations and moves, on the real tables and the real rules; only the cases are thought up.
 * After each step a model in memory says what was put in and what each approval must be, and the invariants must hold. The seeds of {@code seeds.txt} are played
 * every time and a fresh one besides, which stands in the log and in every failure ({@code -Dhuibu.seed=…} plays it again).
 */
@HuibuTest
class BudgetHistoryTests {

    private static final int STEPS = Integer.getInteger("huibu.history.steps", 60);
    private static final String REGION = "990202";
    @Autowired AwardStory story;
    @Autowired Schemes schemes;
    @Autowired Ledger ledger;
    @Autowired Reservations reservations;
    @Autowired Envelopes envelopes;
    @Autowired Funds funds;
    @Autowired CurrentUser user;
    @Autowired JdbcClient jdbc;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;
    /** Across the histories: who waits since an earlier one is tried again in a later. */
    private static final Map<String, Money> WORTH = new HashMap<>();
    private final Map<Envelope, Long> putIn = new HashMap<>();
    private Budgets budgets;
    private Commitments commitments;
    private Sources sources;
    private Waiting waiting;
    private int made;

    @BeforeEach
    void begin() {
        story.morning();
        var file = mock(CaseFile.class);
        when(file.region()).thenReturn(REGION);
        var work = mock(CaseWork.class);
        when(work.find(anyString())).thenReturn(file);
        when(work.scheme(anyString())).thenReturn(schemes.scheme("graduate-moving"));
        when(work.paying(anyString())).thenReturn(schemes.scheme("graduate-moving"));
        when(work.grantedBy(anyString())).thenReturn(Optional.empty());
        when(work.total(anyString(), anyString())).thenAnswer(call -> WORTH.get(call.<String>getArgument(0)));
        var content = mock(ApprovedContent.class);
        when(content.now(anyString(), any())).thenReturn("0".repeat(64));
        sources = new Sources(work);
        waiting = new Waiting(reservations, sources, ledger, work, jdbc, clock);
        commitments = new Commitments(ledger, envelopes, waiting, sources, work, user, jdbc, clock);
        budgets = new Budgets(ledger, reservations, content, work, envelopes, commitments, waiting, sources, user, clock);
    }

    static LongStream seeds() {
        return Seeds.played("budget");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void booksAndModelAgreeAfterEveryStep(long seed) {
        var random = new Random(seed);
        List.of(own(0), own(1), city()).forEach(envelope -> putIn.put(envelope, balance(envelope)));
        for (int step = 0; step < STEPS; step++) {
            var what = random.nextInt(16);
            var amount = Money.ofFen(1 + random.nextInt(300_000));
            transaction.executeWithoutResult(status -> {
                switch (what) {
                    case 0, 1 -> appropriate(random.nextInt(4) == 0 ? own(1) : random.nextInt(3) == 0 ? city() : own(0), amount.times(3));
                    case 2 -> move(random.nextBoolean() ? own(0) : own(1), amount);
                    case 3, 4, 5, 6 -> approve(amount);
                    case 7 -> one(random, State.RESERVED).ifPresent(this::pay);
                    case 8 -> one(random, random.nextBoolean() ? State.RESERVED : State.WAITING).ifPresent(number -> budgets.release(number, "MAIN"));
                    case 9 -> commitments.commit(fresh(amount), "EMPLOYMENT_SUBSIDY", Map.of(year(), amount, year() + 1, amount));
                    case 10 -> anyPromise(random).ifPresent(commitments::release);
                    case 11, 12 -> anyPromise(random).filter(number -> WORTH.containsKey(number) && !approved(number)).ifPresent(this::approvePromised);
                    case 13 -> one(random, State.SPENT).ifPresent(number -> comesBack(number, random));
                    case 14 -> one(random, State.SPENT).filter(number -> returned(number) == 0).ifPresent(this::isSentBack);
                    default -> reservations.first(own(0)).ifPresent(first -> approveAgain(first.caseNumber()));
                }
            });
            look(seed, step);
        }
    }

    private void look(long seed, int step) {
        AwardStory.as("auditor");
        assertThat(funds.differences()).as("seed %d step %d", seed, step).isEmpty();
        putIn.forEach((envelope, fen) -> assertThat(balance(envelope)).as("appropriated of %s, seed %d step %d", envelope, seed, step).isEqualTo(fen));
        AwardStory.nobody();
    }

    private void appropriate(Envelope envelope, Money amount) {
        budgets.appropriate(envelope, amount, "history-" + System.nanoTime() + "-" + ++made);
        putIn.merge(envelope, amount.fen(), Long::sum);
    }

    private void move(Envelope from, Money amount) {
        var to = from.equals(own(0)) ? own(1) : own(0);
        var enough = ledger.balance(from.available()) >= amount.fen();
        assertThat(budgets.move(from, to, amount, "history-move-" + System.nanoTime() + "-" + ++made)).isEqualTo(enough);
        if (enough) {
            putIn.merge(from, -amount.fen(), Long::sum);
            putIn.merge(to, amount.fen(), Long::sum);
        }
    }

    /** Nobody waits before it and every bearer has enough: then and only then it is reserved, by each bearer's share to the fen. */
    private void approve(Money amount) {
        var number = fresh(amount);
        var first = reservations.first(own(0)).isEmpty();
        List.of(own(0), city()).forEach(envelope -> {
            envelopes.lock(envelope);
            commitments.cover(envelope);
        });
        var shares = sources.shares(number, own(0), amount, WorkingCalendar.dayOf(clock.instant()));
        assertThat(shares.stream().mapToLong(share -> share.amount().fen()).sum()).isEqualTo(amount.fen());
        var enough = shares.stream().allMatch(share -> ledger.balance(share.envelope().available()) >= share.amount().fen());
        var before = shares.stream().mapToLong(share -> ledger.balance(share.envelope().reserved())).toArray();
        assertThat(budgets.reserve(number, "MAIN")).isEqualTo(first && enough);
        for (int i = 0; i < shares.size(); i++) {
            assertThat(ledger.balance(shares.get(i).envelope().reserved()) - before[i]).isEqualTo(first && enough ? shares.get(i).amount().fen() : 0);
        }
    }

    /** The first who waits is tried again: he gets his money if each bearer has enough, and nobody else's is touched. */
    private void approveAgain(String number) {
        var shares = sources.shares(number, own(0), WORTH.get(number), WorkingCalendar.dayOf(clock.instant()));
        shares.stream().map(Share::envelope).forEach(envelope -> {
            envelopes.lock(envelope);
            commitments.cover(envelope);
        });
        var enough = shares.stream().allMatch(share -> ledger.balance(share.envelope().available()) + waiting.covered(number, share.envelope()).fen() >= share.amount().fen());
        assertThat(budgets.reserve(number, "MAIN")).isEqualTo(enough);
    }

    /** What was promised to it waits for nobody; what more it needs waits like any other. Each bearer's promise is drawn by its share. */
    private void approvePromised(String number) {
        var shares = sources.shares(number, own(0), WORTH.get(number), WorkingCalendar.dayOf(clock.instant()));
        shares.stream().map(Share::envelope).forEach(envelope -> {
            envelopes.lock(envelope);
            commitments.cover(envelope);
        });
        var promised = shares.stream().map(share -> waiting.covered(number, share.envelope())).toList();
        var covered = IntStream.range(0, shares.size()).allMatch(i -> promised.get(i).compareTo(shares.get(i).amount()) >= 0);
        var enough = IntStream.range(0, shares.size()).allMatch(i ->
                ledger.balance(shares.get(i).envelope().available()) + promised.get(i).fen() >= shares.get(i).amount().fen());
        var ahead = reservations.first(own(0)).filter(first -> !first.caseNumber().equals(number)).isPresent();
        var open = open(number);
        var reserved = budgets.reserve(number, "MAIN");
        assertThat(reserved).isEqualTo(covered || enough && !ahead);
        assertThat(open(number)).isEqualTo(reserved ? open - shares.stream().mapToLong(share -> share.amount().fen()).sum() : open);
    }

    private boolean approved(String number) {
        return jdbc.sql("select count(*) from reservation where case_number = ?").param(number).query(Long.class).single() > 0;
    }

    private long open(String number) {
        return commitments.of(number).stream().filter(one -> one.envelope().year() == year()).mapToLong(one -> one.open().fen()).sum();
    }

    /** In the year of its payment what comes back can be used again, by whoever bore it. */
    private void comesBack(String number, Random random) {
        var paid = budgets.of(number, State.SPENT).get(0);
        var out = paid.amount().fen() - returned(number);
        if (out > 0) {
            budgets.comesBack(paid.id(), Money.ofFen(1 + random.nextLong(out)), "history-" + System.nanoTime() + "-" + ++made, number);
        }
    }

    private long returned(String number) {
        return jdbc.sql("select coalesce(sum(t.amount_fen), 0) from budget_return t join reservation r on r.id = t.reservation_id where r.case_number = ?").param(number).query(Long.class).single();
    }

    private void isSentBack(String number) {
        var paid = budgets.of(number, State.SPENT).get(0);
        jdbc.sql("update payment_order set state = 'SENT_BACK' where reservation_id = ?").param(paid.id()).update();
        budgets.sentBack(paid.id());
        assertThat(budgets.reserved(number, "MAIN").amount()).isEqualTo(paid.amount());
    }

    /** With the settled order that the checker looks for behind spent money. */
    private void pay(String number) {
        var reservation = budgets.reserved(number, "MAIN");
        jdbc.sql("""
                insert into payment_order (id, version, number, key_, case_number, group_, reservation_id, amount_fen, payee, account, account_tail, account_index, bank, fund,
                  budget_code, region, year_, content, state, drafted_by, drafted_at)
                values (?, 0, ?, ?, ?, 'MAIN', ?, ?, 'history', '-', '-', '-', '-', ?, ?, ?, ?, ?, 'SETTLED', 'history', ?)""")
                .params(Ids.next(), "ZF-" + reservation.id(), "history-" + reservation.id(), number, reservation.id(), reservation.amount().fen(), reservation.fund(), reservation.budgetCode(),
                        reservation.region(), reservation.year(), reservation.content(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        budgets.spend(number, "MAIN");
    }

    private String fresh(Money amount) {
        var number = "H" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + ++made;
        WORTH.put(number, amount);
        return number;
    }

    private Optional<String> one(Random random, State state) {
        var found = jdbc.sql("select case_number from reservation where region = ? and state = ?").params(REGION, state.name()).query(String.class).list().stream()
                .filter(WORTH::containsKey).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    private Optional<String> anyPromise(Random random) {
        var found = jdbc.sql("select distinct case_number from commitment where region = ? and open_fen > 0").param(REGION).query(String.class).list();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(random.nextInt(found.size())));
    }

    private long balance(Envelope envelope) {
        return List.of(envelope.available(), envelope.committed(), envelope.reserved(), envelope.spent()).stream().mapToLong(ledger::balance).sum();
    }

    private Envelope own(int later) {
        return new Envelope("EMPLOYMENT_SUBSIDY", "2080713", year() + later, REGION);
    }

    private Envelope city() {
        return own(0).in("990200");
    }

    private int year() {
        return WorkingCalendar.dayOf(clock.instant()).getYear();
    }
}
