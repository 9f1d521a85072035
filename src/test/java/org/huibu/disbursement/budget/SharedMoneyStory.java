package org.huibu.disbursement.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.Ledger;
import org.huibu.process.Retries;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two districts whose city bears half of each payment, on whatever database the house of the test has: the real tables and rules, only the cases are thought up. */
@TestComponent
public class SharedMoneyStory {

    private static final String CITY = "990300";
    private static final String A = "990301";
    private static final String B = "990302";
    private static final int AT_ONCE = 12;
    private final Schemes schemes;
    private final Ledger ledger;
    private final Reservations reservations;
    private final Retries retries;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Budgets budgets;
    private final Map<String, Money> worth = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    SharedMoneyStory(Schemes schemes, Ledger ledger, Reservations reservations, Envelopes envelopes, Retries retries, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.schemes = schemes;
        this.ledger = ledger;
        this.reservations = reservations;
        this.retries = retries;
        this.jdbc = jdbc;
        this.clock = clock;
        var content = mock(ApprovedContent.class);
        when(content.now(anyString(), any())).thenReturn("0".repeat(64));
        var work = work();
        var sources = new Sources(work);
        var waiting = new Waiting(reservations, sources, ledger, work, jdbc, clock);
        budgets = new Budgets(ledger, reservations, content, work, envelopes, new Commitments(ledger, envelopes, waiting, sources, work, user, jdbc, clock), waiting, sources, user, clock);
    }

    /** A case's number begins with its region. */
    private CaseWork work() {
        var work = mock(CaseWork.class);
        when(work.find(anyString())).thenAnswer(call -> {
            var file = mock(CaseFile.class);
            when(file.region()).thenReturn(call.<String>getArgument(0).substring(0, 6));
            return file;
        });
        when(work.paying(anyString())).thenAnswer(call -> schemes.scheme("graduate-moving"));
        when(work.grantedBy(anyString())).thenReturn(Optional.empty());
        when(work.total(anyString(), anyString())).thenAnswer(call -> worth.get(call.<String>getArgument(0)));
        return work;
    }

    /** The earlier and larger case of one district waits for the city's money: a smaller one of the other does not overtake it, on the way to its turn either. */
    public void waitsForTheCityInTheOrderOfApproval() {
        put(A, 10_000);
        put(B, 10_000);
        emptyTheCity();
        put(CITY, 1_000);
        var large = fresh(A, 3_000);
        var other = fresh(B, 1_000);
        var last = fresh(A, 200);
        assertThat(approve(large)).isFalse();
        assertThat(approve(other)).as("the city has enough for it, but the earlier one waits for that").isFalse();
        assertThat(ahead(other)).isEqualTo(1);
        assertThat(approve(last)).isFalse();
        assertThat(ahead(last)).isEqualTo(2);
        put(CITY, 700);
        assertThat(approve(other)).as("money came, and it is the other's").isFalse();
        assertThat(covered(other)).isFalse();
        assertThat(covered(large)).isTrue();
        assertThat(approve(large)).isTrue();
        assertThat(approve(last)).as("200 are left for 500 and 100").isFalse();
        put(CITY, 300);
        assertThat(approve(last)).isFalse();
        assertThat(approve(other)).isTrue();
        put(CITY, 100);
        assertThat(approve(last)).isTrue();
    }

    /** What one district lacks itself holds up nobody in another, nor the city's own cases. */
    public void lackOfOnesOwnMoneyHoldsUpNobodyElse() {
        var own = ledger.balance(envelope(A).available()) / 100;
        put(CITY, own + 100_000);
        put(B, 10_000);
        var poor = fresh(A, 2 * own + 20_000);
        var behind = fresh(A, 10);
        var rich = fresh(B, 1_000);
        var citys = fresh(CITY, 500);
        assertThat(approve(poor)).isFalse();
        assertThat(approve(behind)).as("in one's own district nobody overtakes").isFalse();
        assertThat(approve(rich)).isTrue();
        assertThat(approve(citys)).isTrue();
        put(A, 20_000);
        assertThat(approve(poor)).isTrue();
        assertThat(approve(behind)).isTrue();
    }

    /** Both districts approve at the same moment while the city has money for some: so many are reserved, and who was reserved was approved before all who wait. */
    public void givesAsManyAsTheCityCanBear() throws Exception {
        emptyTheCity();
        put(A, 100_000);
        put(B, 100_000);
        var enough = 7;
        put(CITY, 500L * enough);
        var start = new CyclicBarrier(AT_ONCE);
        var pool = Executors.newFixedThreadPool(AT_ONCE);
        var numbers = new ArrayList<String>();
        var results = pool.invokeAll(IntStream.range(0, AT_ONCE).<Callable<Boolean>>mapToObj(i -> {
            var number = fresh(i % 2 == 0 ? A : B, 1_000);
            numbers.add(number);
            return () -> {
                start.await();
                return eventuallyApproved(number);
            };
        }).toList());
        var got = 0;
        for (var result : results) {
            got += result.get() ? 1 : 0;
        }
        pool.shutdownNow();
        assertThat(got).isEqualTo(enough);
        assertThat(ledger.balance(envelope(CITY).available())).isZero();
        assertThat(ids(numbers, State.RESERVED).stream().max(Long::compare).orElseThrow()).isLessThan(ids(numbers, State.WAITING).stream().min(Long::compare).orElseThrow());
        numbers.forEach(number -> retries.run(() -> {
            budgets.release(number, "MAIN");
            return null;
        }));
    }

    /** Centre, province, city and county bear each payment by their ratios: fen that do not divide are the county's, and what comes back goes back to each. */
    public void fourLevelsBearAPaymentToTheFen() {
        var levels = List.of("990401", "990400", "990000", "000000");
        levels.forEach(region -> put(region, 10_000));
        for (var fen : List.of(1L, 2L, 7L, 100L, 99_999L, 100_001L, 123_457L)) {
            var number = "990401-" + fen + "-" + System.nanoTime();
            worth.put(number, Money.ofFen(fen));
            var before = levels.stream().map(region -> ledger.balance(envelope(region).available())).toList();
            assertThat(approve(number)).isTrue();
            var borne = IntStream.range(0, 4).mapToLong(i -> before.get(i) - ledger.balance(envelope(levels.get(i)).available())).boxed().toList();
            var upper = List.of(fen * 1_666_667 / 10_000_000, fen / 4, fen * 3_333_333 / 10_000_000);
            assertThat(borne.subList(1, 4)).as("%d fen over city, province and centre, each rounded down", fen).isEqualTo(upper);
            assertThat(borne.stream().mapToLong(Long::longValue).sum()).as("all of it, not a fen more").isEqualTo(fen);
            retries.run(() -> {
                pay(number);
                return null;
            });
            var paid = reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(number, "MAIN").orElseThrow();
            for (var back = fen; back > 0; back -= (fen + 2) / 3) {
                var part = Money.ofFen(Math.min(back, (fen + 2) / 3));
                retries.run(() -> {
                    budgets.comesBack(paid.id(), part, "shared-" + System.nanoTime(), number);
                    return null;
                });
            }
            assertThat(levels.stream().map(region -> ledger.balance(envelope(region).available())).toList()).as("each has its own again").isEqualTo(before);
        }
    }

    /** With the settled order that the checker looks for behind spent money. */
    private void pay(String number) {
        var reservation = budgets.reserved(number, "MAIN");
        jdbc.sql("""
                insert into payment_order (id, version, number, key_, case_number, group_, reservation_id, amount_fen, payee, account, account_tail, account_index, bank, fund,
                  budget_code, region, year_, content, state, drafted_by, drafted_at)
                values (?, 0, ?, ?, ?, 'MAIN', ?, ?, 'shared', '-', '-', '-', '-', ?, ?, ?, ?, ?, 'SETTLED', 'shared', ?)""")
                .params(Ids.next(), "ZF-" + reservation.id(), "shared-" + reservation.id(), number, reservation.id(), reservation.amount().fen(), reservation.fund(), reservation.budgetCode(),
                        reservation.region(), reservation.year(), reservation.content(), LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        budgets.spend(number, "MAIN");
    }

    /** What earlier stories left goes to a case of the city's own. */
    private void emptyTheCity() {
        var left = ledger.balance(envelope(CITY).available());
        if (left > 0) {
            var number = fresh(CITY, 0);
            worth.put(number, Money.ofFen(left));
            assertThat(approve(number)).isTrue();
        }
    }

    private boolean eventuallyApproved(String number) {
        while (true) {
            try {
                return approve(number);
            } catch (org.huibu.shared.Refusal faster) {
                assertThat(faster.code()).isEqualTo("somebodyWasFaster");
            }
        }
    }

    private List<Long> ids(List<String> numbers, State state) {
        return numbers.stream().map(number -> reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(number, "MAIN").orElseThrow()).filter(one -> one.state() == state).map(Reservation::id).toList();
    }

    private boolean approve(String number) {
        return retries.run(() -> budgets.reserve(number, "MAIN"));
    }

    private boolean covered(String number) {
        return retries.run(() -> budgets.covers(reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(number, "MAIN").orElseThrow()));
    }

    private long ahead(String number) {
        return retries.run(() -> budgets.ahead(number, "MAIN"));
    }

    private void put(String region, long yuan) {
        retries.run(() -> {
            budgets.appropriate(envelope(region), Money.ofYuan(yuan), "shared-" + region + "-" + System.nanoTime());
            return null;
        });
    }

    private String fresh(String region, long yuan) {
        var number = region + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + made.incrementAndGet();
        worth.put(number, Money.ofYuan(yuan));
        return number;
    }

    private Envelope envelope(String region) {
        return new Envelope("EMPLOYMENT_SUBSIDY", "2080713", WorkingCalendar.dayOf(clock.instant()).getYear(), region);
    }
}
