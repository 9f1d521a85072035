package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.party.Protection;
import org.huibu.process.clock.MovableClock;
import org.huibu.process.Retries;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Notices;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Twenty payments against a treasury that drops, delays, repeats and reorders, by nodes that die before and after every message (a hundredth
 * of the long run). A death is an error thrown at a named point, after which that node does nothing more for the order.
 */
@HuibuTest
class PaymentFaultsTests {

    private static final int GROUPS = 10;
    private static final List<String> MODES = List.of("up", "callback", "duplicate", "late", "silent", "drop", "forged", "down");

    /** A node that is gone: nothing in the product may catch it and go on. */
    private static final class Killed extends Error { }

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired Notices notices;
    @Autowired Orders orders;
    @Autowired Dispatch dispatch;
    @Autowired Settlement settlement;
    @Autowired Treasury treasury;
    @Autowired Protection protection;
    @Autowired Retries retries;
    @Autowired Funds funds;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    private final Set<String> killedAt = ConcurrentHashMap.newKeySet();

    @Test
    void paysEachOrderOnce() throws InterruptedException {
        long seed = Long.getLong("huibu.seed", System.nanoTime());
        var random = new Random(seed);
        story.begin();
        var claims = List.of(published("2026-08-31"), published("2026-09-30"));
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        var running = new AtomicBoolean(true);
        var nodes = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 2; i++) {
            var own = new Random(random.nextLong());
            nodes.execute(() -> dyingNode(own, running));
        }
        claims.forEach(number -> within(60, () -> inbox.ofCase(number).size() == GROUPS));
        for (var step : List.of("objection.qinghe/NOT_UPHELD", "approver.qinghe/APPROVE", "preparer.qinghe/DRAFTED", "confirmer.qinghe/RELEASED")) {
            for (int i = 0; i < GROUPS * claims.size(); i++) {
                knobs.set(Knobs.TREASURY, MODES.get(random.nextInt(MODES.size())));
                var number = claims.get(i % claims.size());
                if (step.startsWith("confirmer")) {
                    killBeforeCommit(number);
                }
                decide(step.split("/")[0], number, step.split("/")[1]);
            }
        }
        for (int i = 0; i < 10; i++) {
            knobs.set(Knobs.TREASURY, MODES.get(random.nextInt(MODES.size())));
            Thread.sleep(200);
        }
        running.set(false);
        nodes.shutdown();
        assertThat(nodes.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        knobs.set(Knobs.TREASURY, "up");
        // The leases of the dead nodes run out; what they left is asked about.
        clock.forwardTo(clock.now().plus(Duration.ofHours(2)));
        claims.forEach(number -> within(120, () -> work.find(number).state().equals("CLOSED")));
        verify(claims, seed);
    }

    /** As a person does who reads that somebody was faster: once more. */
    private void decide(String officer, String number, String outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                story.decide(officer, number, outcome);
                return;
            } catch (Refusal raced) {
                assertThat(raced.code()).isEqualTo("somebodyWasFaster");
                assertThat(attempt).isLessThan(10);
            }
        }
    }

    private static void within(int seconds, Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(seconds)).until(condition);
    }

    private void verify(List<String> claims, long seed) {
        assertThat(killedAt).as("seed %d", seed).contains("before commit", "after commit, before send", "after send", "after reply");
        var all = claims.stream().flatMap(number -> orders.findByCaseNumberOrderById(number).stream()).toList();
        assertThat(all).as("seed %d", seed).hasSize(GROUPS * claims.size()).extracting(PaymentOrder::state).containsOnly(State.SETTLED);
        var paid = jdbc.sql("select order_number, count(*) as keys_, sum(effects) as effects, sum(amount_fen) as fen from sandbox_payment group by order_number")
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2) + "/" + row.getInt(3) + "/" + row.getLong(4))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        all.forEach(order -> assertThat(paid.get(order.number())).as("keys/effects/fen of %s, seed %d", order.number(), seed).isEqualTo("1/1/" + order.amount().fen()));
        assertThat(jdbc.sql("select count(*) from ledger_entry where reference like 'settlement/%' and case_number in (:cases)").param("cases", claims).query(Long.class).single())
                .as("seed %d", seed).isEqualTo(all.size());
        assertThat(jdbc.sql("select count(*) from payment_outbox").query(Long.class).single()).isZero();
        as("payer.qinghe");
        assertThat(funds.differences()).as("seed %d", seed).isEmpty();
        AwardStory.nobody();
    }

    /** A node like the real one, on a treasury that kills it before it sends, after it sent, or after it got the reply. */
    private void dyingNode(Random random, AtomicBoolean running) {
        var doomed = new Treasury() {
            @Override
            public Reply send(Instruction instruction) {
                point(random, "after commit, before send");
                var reply = treasury.send(instruction);
                point(random, "after send");
                return reply;
            }

            @Override
            public Reply query(Instruction instruction) {
                var reply = treasury.query(instruction);
                point(random, "after reply");
                return reply;
            }
        };
        var node = new Outbox(orders, dispatch, settlement, doomed, protection, work, retries);
        while (running.get()) {
            for (var order : dispatch.claim(1)) {
                try {
                    node.work(order);
                } catch (Killed dead) {
                    // Another node finds the lease run out; here at once, so that the test need not wait a minute.
                    transaction.executeWithoutResult(status -> jdbc.sql("update payment_outbox set lease_until = null where order_id = ?").param(order).update());
                } catch (RuntimeException lost) {
                    // As in the scheduled outbox: the lease runs out.
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        node.destroy();
    }

    private void point(Random random, String name) {
        if (random.nextInt(3) == 0) {
            killedAt.add(name);
            throw new Killed();
        }
    }

    /** The confirmer's node dies before his decision is committed: the draft stands, nothing waits to be sent. */
    private void killBeforeCommit(String number) {
        var waiting = jdbc.sql("select count(*) from payment_outbox").query(Long.class).single();
        try {
            transaction.executeWithoutResult(status -> {
                var draft = orders.findByCaseNumberOrderById(number).stream().filter(order -> order.state() == State.DRAFTED).findFirst().orElseThrow();
                dispatch.put(draft.id());
                draft.released("confirmer.qinghe");
                orders.save(draft);
                throw new Killed();
            });
        } catch (Killed dead) {
            killedAt.add("before commit");
        }
        assertThat(jdbc.sql("select count(*) from payment_outbox").query(Long.class).single()).isLessThanOrEqualTo(waiting);
    }

    /** A claim whose ten lines are all disputed, so that each is a group, an approval and a payment of its own. */
    private String published(String periodEnd) {
        as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        Map<String, String> form = new LinkedHashMap<>(AwardStory.form());
        form.put("claim.periodEnd", periodEnd);
        cases.save(number, null, form, AwardStory.roster("roster-10-pass.csv"));
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        story.toNotice(number);
        var notice = notices.ofCase(number).get(0).id();
        IntStream.range(0, GROUPS).forEach(line -> notices.object(notice, line, "该实体已搬离"));
        return number;
    }
}
