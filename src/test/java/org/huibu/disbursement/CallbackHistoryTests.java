package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.huibu.Seeds;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.payment.Paying;
import org.huibu.disbursement.PaymentOrder.Attention;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes.Told;
import org.huibu.disbursement.spi.TreasuryOutcomes.Verdict;
import org.huibu.party.Protection;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.shared.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the treasury says of an order, five times over and in any order, mixed with what is not true of it: one final state, and its effects once (P10). */
class CallbackHistoryTests {

    private static final int HISTORIES = Integer.getInteger("huibu.callback.histories", 250);
    private static final int COPIES = 5;
    private final JdbcTemplate jdbc = new JdbcTemplate(new DriverManagerDataSource("jdbc:h2:mem:callbacks;DB_CLOSE_DELAY=-1"));

    static LongStream seeds() {
        return Seeds.played("callbacks");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsOnceWhateverComesInWhateverOrder(long seed) {
        jdbc.execute("create table if not exists treasury_event (event_id varchar(100) primary key, key_ varchar(120), state varchar(20), at_ timestamp(6))");
        var random = new Random(seed);
        for (int i = 0; i < HISTORIES; i++) {
            play(random, "seed " + seed + " history " + i, seed + "-" + i + "-" + System.nanoTime());
        }
    }

    private void play(Random random, String what, String id) {
        var budgets = mock(Budgets.class);
        var processes = mock(Processes.class);
        var order = order();
        var settlement = settlement(order, budgets, processes);
        var outcome = random.nextBoolean() ? Treasury.State.SETTLED : Treasury.State.REFUSED;
        var contrary = random.nextInt(4) == 0;
        var told = told(random, order, id, outcome, contrary);
        var early = random.nextInt(3) == 0;
        if (early) {
            told.forEach(one -> assertThat(settlement.told(one)).as(what).isEqualTo(one.key().equals(order.key()) && order.matches(one.orderNumber(), one.amountFen(), one.account())
                    ? Verdict.NOT_SENT : one.key().equals(order.key()) ? Verdict.MISMATCH : Verdict.UNKNOWN_KEY));
            assertThat(order.state()).as(what).isEqualTo(State.DRAFTED);
        }
        order.released("confirmer");
        order.sent();
        if (random.nextBoolean()) {
            order.unknown();
        }
        var seen = new HashSet<String>();
        var first = new ArrayList<Treasury.State>();
        for (var one : told) {
            var verdict = settlement.told(one);
            var right = one.key().equals(order.key()) && order.matches(one.orderNumber(), one.amountFen(), one.account());
            assertThat(verdict).as("%s: %s", what, one).isEqualTo(!one.key().equals(order.key()) ? Verdict.UNKNOWN_KEY : !right ? Verdict.MISMATCH : seen.add(one.eventId()) ? Verdict.TAKEN : Verdict.TWICE);
            if (verdict == Verdict.TAKEN && one.state() != Treasury.State.ACCEPTED) {
                first.add(one.state());
            }
        }
        assertThat(order.state().name()).as(what).isEqualTo(first.get(0).name());
        verify(budgets, order.state() == State.SETTLED ? times(1) : never()).spend(anyString(), anyString());
        verify(processes, times(1)).tell(anyString(), anyString(), anyString(), any());
        assertThat(order.attention()).as(what).isEqualTo(contrary ? Attention.CONTRADICTION : null);
    }

    /** Each event five times: accepted, the outcome, now and then the opposite of it; and what speaks of another amount, account, number or key. */
    private static List<Told> told(Random random, PaymentOrder order, String id, Treasury.State outcome, boolean contrary) {
        var other = outcome == Treasury.State.SETTLED ? Treasury.State.REFUSED : Treasury.State.SETTLED;
        var told = new ArrayList<Told>();
        for (int copy = 0; copy < COPIES; copy++) {
            told.add(event(id + "-a", order, 0, "account", Treasury.State.ACCEPTED));
            told.add(event(id + "-o", order, 0, "account", outcome));
            told.add(event(id + "-f", order, 1 + random.nextInt(3), "account", other));
            told.add(event(id + "-x", order, 0, "elsewhere", other));
            told.add(new Told(id + "-k", "huibu-0", order.number(), "account", order.amount().fen(), other, null, null));
            if (contrary) {
                told.add(event(id + "-c", order, 0, "account", other));
            }
        }
        Collections.shuffle(told, random);
        return told;
    }

    private static Told event(String id, PaymentOrder order, long more, String account, Treasury.State state) {
        return new Told(id, order.key(), order.number(), account, order.amount().fen() + more, state, null, null);
    }

    private static PaymentOrder order() {
        var reservation = mock(Reservation.class);
        when(reservation.caseNumber()).thenReturn("FHJ-990101-2026-000001");
        when(reservation.group()).thenReturn("MAIN");
        return new PaymentOrder(7, "ZF-7", "990101〔2026〕17", reservation, Money.ofFen(800), new CaseWork.Payee("甲", "99010100000090010", "云溪银行"), "-", "account", "preparer", Clock.systemUTC().instant());
    }

    private Settlement settlement(PaymentOrder order, Budgets budgets, Processes processes) {
        var orders = mock(Orders.class);
        when(orders.findByKey(anyString())).thenAnswer(call -> Optional.of(order).filter(one -> one.key().equals(call.getArgument(0))));
        var protection = mock(Protection.class);
        when(protection.index(anyString(), anyString())).thenAnswer(call -> call.getArgument(1));
        var retries = mock(Retries.class);
        when(retries.run(any())).thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
        return new Settlement(orders, mock(Dispatch.class), mock(CaseWork.class), budgets, mock(Paying.class), processes, protection, mock(ApplicationEventPublisher.class),
                JdbcClient.create(jdbc), retries, Clock.systemUTC());
    }
}
