package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.huibu.ApiClient;
import org.huibu.AwardStory;
import org.huibu.MovingStory;
import org.huibu.MySqlServer;
import org.huibu.NeedsMySql;
import org.huibu.NodeProcess;
import org.huibu.disbursement.batch.Batches;
import org.huibu.disbursement.batch.PaymentBatch;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.review.inbox.Inbox;
import org.huibu.sandbox.Knobs;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The long run: two nodes, processes of their own on one MySQL. First many more approvals than the budget is for, from both at once; then money for all, and every
 * payment through batches while the treasury drops, delays, repeats and reorders and the nodes are killed at random. This JVM plays treasury and departments
 * and is never killed; it sends nothing itself. {@code -Dhuibu.faults.cases=…} (default 2,000), {@code -Dhuibu.faults.kills=…} (default 40), {@code -Dhuibu.seed=…}.
 */
@NeedsMySql
@Import({AwardStory.class, MovingStory.class, GraduatesStory.class})
@ActiveProfiles({"mysql", "sandbox"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"huibu.data-directory=target/test-data-faults", "huibu.workflow.poll=300ms",
    "huibu.payments.every=1h", "huibu.batches.every=1h", "huibu.demo.cases=false", "huibu.clock.poll=300ms", "huibu.sandbox.treasury.delay=500ms", "huibu.sandbox.treasury.every=200ms",
    "huibu.sandbox.treasury.lost=3s", "huibu.treasury.secret=0123456789abcdef0123456789abcdef"})
class MoneyFaults {

    private static final int CASES = Integer.getInteger("huibu.faults.cases", 2_000);
    private static final int KILLS = Integer.getInteger("huibu.faults.kills", 40);
    private static final int THREADS = 64;
    private static final List<String> MODES = List.of("up", "callback", "duplicate", "late", "silent", "drop", "forged", "down");
    private static final List<String> JVM = List.of("-Xmx640m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static String url;
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired GraduatesStory graduates;
    @Autowired Inbox inbox;
    @Autowired Budgets budgets;
    @Autowired Funds funds;
    @Autowired Batches batches;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    private final long seed = Long.getLong("huibu.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
    private int checks;
    private volatile int killed;
    private volatile int killedWhilePaying;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        url = MySqlServer.use(registry, "faults");
    }

    @Test
    void reservesWhatThereIsAndPaysEachOnce() throws Exception {
        var begin = Instant.now();
        story.morning();
        var all = graduates.toApproval(CASES);
        say("%d cases wait for approval after %s, seed %d", all.size(), Duration.between(begin, Instant.now()), seed);
        var race = all.subList(0, all.size() / 2);
        int affordable = Math.max(1, race.size() / 10);
        as("admin");
        budgets.appropriate(envelope("990101"), part(affordable, 66_667), "faults-own");
        budgets.appropriate(envelope("990100"), part(affordable, 33_333), "faults-city");
        var checking = new AtomicBoolean(true);
        var checker = new Thread(() -> check(checking));
        checker.start();
        var nodes = new ArrayList<AtomicReference<NodeProcess>>();
        try {
            for (int i = 0; i < 2; i++) {
                nodes.add(new AtomicReference<>(node(i, 0)));
            }
            approve(race, nodes);
            assertThat(states("RESERVED")).as("exactly as many as there is money for, seed %d", seed).isEqualTo(affordable);
            assertThat(states("WAITING")).isEqualTo(race.size() - affordable);
            say("%d approvals on two nodes with %d threads: %d reserved, %d wait", race.size(), THREADS, affordable, race.size() - affordable);
            as("admin");
            budgets.appropriate(envelope("990101"), part(all.size(), 66_667), "faults-own-more");
            budgets.appropriate(envelope("990100"), part(all.size(), 33_333), "faults-city-more");
            approve(all.subList(all.size() / 2, all.size()), nodes);
            GraduatesStory.within(1_800, () -> states("RESERVED") == all.size());
            pay(all, nodes);
            say("everything after %s", Duration.between(begin, Instant.now()));
        } finally {
            checking.set(false);
            checker.join();
            nodes.forEach(node -> node.get().close());
        }
        verify(all);
    }

    private static Money part(int count, long fen) {
        return Money.ofFen(fen * count);
    }

    private static Envelope envelope(String region) {
        return new Envelope("EMPLOYMENT_SUBSIDY", "2080713", AwardStory.BEGIN.getYear(), region);
    }

    private NodeProcess node(int number, int life) throws java.io.IOException {
        return NodeProcess.start("faults-node-" + number + "-" + life, JVM, List.of("--spring.profiles.active=mysql,sandbox", "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + MySqlServer.user(), "--spring.datasource.password=" + MySqlServer.password(), "--huibu.demo.cases=false",
                "--huibu.data-directory=target/test-data-faults", "--spring.datasource.hikari.maximum-pool-size=20", "--huibu.treasury.url=http://localhost:" + port + "/sandbox/treasury/payments",
                "--huibu.treasury.secret=0123456789abcdef0123456789abcdef", "--huibu.sandbox.treasury.every=1h", "--huibu.payments.every=300ms", "--huibu.payments.ask-after=1s",
                "--huibu.batches.every=500ms", "--huibu.batches.lease=10s", "--huibu.treasury.timeout=2s", "--huibu.workflow.poll=500ms", "--huibu.budget.retry=1s"));
    }

    /** Each case once from either node; whoever lost a race of the database asks again, as a person does. */
    private void approve(List<String> some, List<AtomicReference<NodeProcess>> nodes) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        var tasks = some.stream().map(number -> inbox.ofCase(number).stream().filter(row -> row.role().equals("APPROVER")).findFirst().orElseThrow().taskId()).toList();
        for (var done : pool.invokeAll(tasks.stream().<Callable<Integer>>map(task -> () -> {
            for (int attempt = 0; ; attempt++) {
                var api = new ApiClient(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())).get().port(), "approver.qinghe");
                var answer = api.post("/tasks/" + task + "/complete", Map.of("outcome", "APPROVE", "opinion", "同意"));
                if (answer.status() == 204 || attempt > 30) {
                    return answer.status();
                }
                assertThat(answer.status()).as(answer.code()).isEqualTo(409);
                Thread.sleep(50L + ThreadLocalRandom.current().nextInt(200));
            }
        }).toList())) {
            assertThat(done.get()).isEqualTo(204);
        }
        pool.shutdown();
    }

    private void pay(List<String> all, List<AtomicReference<NodeProcess>> nodes) throws Exception {
        as("preparer.qinghe");
        var number = batches.create("EMPLOYMENT_SUBSIDY", "2080713", "990101");
        var paying = new AtomicBoolean(true);
        var killer = new Thread(() -> killAtRandom(nodes, paying));
        killer.start();
        GraduatesStory.within(3_600, () -> state(number) == PaymentBatch.State.DRAFTED);
        say("batch %s of %d drafted", number, batches.find(number).lines());
        GraduatesStory.within(600, () -> jdbc.sql("select count(*) from inbox_task where role = 'FINANCE_CONFIRMER'").query(Long.class).single() == all.size());
        as("confirmer.qinghe");
        batches.release(number);
        GraduatesStory.within(3_600, () -> state(number) == PaymentBatch.State.DONE && !killer.isAlive());
        paying.set(false);
        killer.join();
        knobs.set(Knobs.TREASURY, "up");
        // What dead nodes had leased is free again, and what was silent long is asked about.
        clock.forwardTo(clock.now().plus(Duration.ofHours(2)));
        GraduatesStory.within(1_800, () -> jdbc.sql("select count(*) from payment_order where state = 'SETTLED'").query(Long.class).single() == all.size());
        GraduatesStory.within(600, () -> jdbc.sql("select count(*) from case_file where state = 'CLOSED'").query(Long.class).single() == all.size());
        AwardStory.nobody();
    }

    private void killAtRandom(List<AtomicReference<NodeProcess>> nodes, AtomicBoolean paying) {
        try {
            for (int kill = 1; kill <= KILLS && paying.get(); kill++) {
                for (int pause = random.nextInt(8); pause >= 0; pause--) {
                    knobs.set(Knobs.TREASURY, MODES.get(random.nextInt(MODES.size())));
                    Thread.sleep(500);
                }
                var victim = random.nextInt(nodes.size());
                var under = jdbc.sql("select count(*) from payment_batch_line where live = true").query(Long.class).single() + jdbc.sql("select count(*) from payment_outbox").query(Long.class).single();
                nodes.get(victim).get().kill();
                killed++;
                killedWhilePaying += under > 0 ? 1 : 0;
                nodes.get(victim).set(node(victim, kill));
            }
        } catch (InterruptedException | java.io.IOException broken) {
            differences.add(broken.toString());
        }
    }

    private void check(AtomicBoolean checking) {
        try {
            while (checking.get()) {
                funds.differences().forEach(differences::add);
                checks++;
                Thread.sleep(2_000);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            differences.add(broken.toString());
        }
    }

    private void verify(List<String> all) {
        assertThat(checks).isGreaterThan(1);
        // Payment waits for the last kill; a short run may have nothing left to pay by then.
        assertThat(killed).as("nodes that were really killed, seed %d", seed).isEqualTo(KILLS);
        assertThat(killedWhilePaying).as("of them while something was under way, seed %d", seed).isBetween(Math.min(1, KILLS), KILLS);
        assertThat(differences).as("of %d looks, seed %d", checks, seed).isEmpty();
        assertThat(jdbc.sql("select count(*) from payment_order where state = 'SETTLED'").query(Long.class).single()).isEqualTo(all.size());
        assertThat(jdbc.sql("select count(*) from payment_outbox").query(Long.class).single()).as("nothing stays unknown").isZero();
        assertThat(jdbc.sql("select o.number from payment_order o left join sandbox_payment p on p.key_ = o.key_ where o.state = 'SETTLED' and (p.effects is null or p.effects <> 1 or p.amount_fen <> o.amount_fen)")
                .query(String.class).list()).as("the treasury counted one effect per order, seed %d", seed).isEmpty();
        assertThat(jdbc.sql("select count(*) from sandbox_payment where effects > 0").query(Long.class).single()).as("and none besides").isEqualTo(all.size());
        assertThat(jdbc.sql("select sum(amount_fen) from sandbox_payment where effects > 0").query(Long.class).single()).isEqualTo(GraduatesStory.GRANT.times(all.size()).fen());
        as("auditor");
        var spent = funds.balance(envelope("990101")).spent().plus(funds.balance(envelope("990100")).spent());
        assertThat(spent).as("ledger and treasury agree").isEqualTo(GraduatesStory.GRANT.times(all.size()));
        assertThat(funds.behind(envelope("990101"), Reservation.State.WAITING, 0, 1)).isEmpty();
        AwardStory.nobody();
        say("%d payments, %d kills (%d of them while payments were under way), one effect each; the invariants held in %d looks; requests at the treasury: %d", all.size(), killed, killedWhilePaying, checks,
                jdbc.sql("select sum(requests) from sandbox_payment").query(Long.class).single());
    }

    private PaymentBatch.State state(String batch) {
        return PaymentBatch.State.valueOf(jdbc.sql("select state from payment_batch where number = ?").param(batch).query(String.class).single());
    }

    private long states(String state) {
        return jdbc.sql("select count(*) from reservation where state = ?").param(state).query(Long.class).single();
    }


    private static void say(String text, Object... values) {
        System.out.println("faults: " + String.format(text, values));
    }
}
