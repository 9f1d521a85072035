package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.AwardStory;
import org.huibu.MovingStory;
import org.huibu.MySqlServer;
import org.huibu.NeedsMySql;
import org.huibu.bench.Series;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.batch.Batches;
import org.huibu.shared.Ids;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the whole life of a payment order costs, from the preparer's batch to the settlement, round by round beside two ways to write the same rows of
 * {@code payment_order} three times (drafted, sent, settled): JPA with a transaction per row and step, and JDBC with one statement per step. Both leave out
 * everything else that the product does for an order: its two human steps, the recheck, the ledger, the audit chain, the message over HTTP.
 * {@code -Dhuibu.bench.rounds=…} (default 3 here at most), {@code -Dhuibu.bench.payments=…} orders a round (default 100).
 */
@NeedsMySql
@DirtiesContext
@Import({AwardStory.class, MovingStory.class, GraduatesStory.class})
@ActiveProfiles({"mysql", "sandbox"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"huibu.data-directory=target/bench-payments", "huibu.demo.cases=false",
    "logging.level.root=WARN", "huibu.workflow.poll=300ms", "huibu.payments.every=50ms", "huibu.batches.every=50ms", "huibu.clock.poll=300ms", "huibu.sandbox.treasury.delay=0ms"})
class PaymentsBench {

    private static final int ROUNDS = Math.min(3, Integer.getInteger("huibu.bench.rounds", 3));
    private static final int ORDERS = Integer.getInteger("huibu.bench.payments", 100);
    @Autowired AwardStory story;
    @Autowired GraduatesStory graduates;
    @Autowired Batches batches;
    @Autowired Orders orders;
    @Autowired EntityManager entities;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Clock clock;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        MySqlServer.use(registry, "payments");
    }

    @Test
    void wholeLifeOfPaymentOrders() throws Exception {
        story.begin();
        var product = new Series();
        var rowByRow = new Series();
        var setBased = new Series();
        for (int round = -1; round < ROUNDS; round++) {
            var approved = graduates.toApproval(ORDERS);
            approved.forEach(number -> graduates.decide("approver.qinghe", number, "APPROVE", List.of()));
            GraduatesStory.within(120, () -> count("select count(*) from inbox_task where role = 'PAY_PREPARER'") == ORDERS);
            var whole = perSecond(this::batch);
            var paid = approved.stream().map(number -> orders.findByCaseNumberOrderById(number).get(0)).toList();
            assertThat(paid).extracting(PaymentOrder::state).containsOnly(State.SETTLED);
            var jpa = perSecond(() -> rowByRow(paid));
            away();
            var sets = perSecond(() -> setBased(paid));
            away();
            if (round >= 0) {
                product.add(whole);
                rowByRow.add(jpa);
                setBased.add(sets);
            }
        }
        report(List.of("the product's batch: two human steps, recheck, ledger, audit, treasury over HTTP | " + product.row() + " | " + ratio(product, rowByRow) + " | " + ratio(product, setBased),
                "the same order rows, JPA row by row | " + rowByRow.row() + " | 1 | " + ratio(rowByRow, setBased),
                "the same order rows, JDBC, one statement per step | " + setBased.row() + " | " + ratio(setBased, rowByRow) + " | 1"));
    }

    private void batch() {
        as("preparer.qinghe");
        var number = batches.create("EMPLOYMENT_SUBSIDY", "2080713", "990101");
        GraduatesStory.within(600, () -> "DRAFTED".equals(jdbc.queryForObject("select state from payment_batch where number = ?", String.class, number)));
        as("confirmer.qinghe");
        batches.release(number);
        GraduatesStory.within(600, () -> "DONE".equals(jdbc.queryForObject("select state from payment_batch where number = ?", String.class, number)));
        GraduatesStory.within(600, () -> count("select count(*) from payment_order where state not in ('SETTLED')") == 0);
        AwardStory.nobody();
    }

    private void rowByRow(List<PaymentOrder> paid) {
        var ids = new ArrayList<Long>();
        for (var order : paid) {
            var id = Ids.next();
            var reservation = transaction.execute(status -> entities.find(Reservation.class, order.reservationId()));
            transaction.executeWithoutResult(status -> entities.persist(new PaymentOrder(id, "bench-" + id, order.decision(), reservation, order.amount(),
                    new CaseWork.Payee(order.payee(), "6222990101000000777", order.bank()), order.account(), "bench", "bench", clock.instant())));
            ids.add(id);
        }
        ids.forEach(id -> transaction.executeWithoutResult(status -> {
            var order = entities.find(PaymentOrder.class, id);
            order.released("another");
            order.sent();
        }));
        ids.forEach(id -> transaction.executeWithoutResult(status -> entities.find(PaymentOrder.class, id).settled("bench", clock.instant())));
    }

    private void setBased(List<PaymentOrder> paid) {
        var rows = jdbc.queryForList("select * from payment_order where id in (" + paid.stream().map(order -> String.valueOf(order.id())).collect(Collectors.joining(",")) + ")");
        var columns = List.copyOf(rows.get(0).keySet());
        var insert = "insert into payment_order (" + String.join(", ", columns) + ") values (" + columns.stream().map(column -> "?").collect(Collectors.joining(", ")) + ")";
        transaction.executeWithoutResult(status -> {
            jdbc.batchUpdate(insert, rows.stream().map(row -> drafted(row, columns)).toList());
        });
        transaction.executeWithoutResult(status -> jdbc.update("update payment_order set state = 'SENT', released_by = 'another', version = 1 where number like 'bench-%' and state = 'DRAFTED'"));
        transaction.executeWithoutResult(status -> jdbc.update("update payment_order set state = 'SETTLED', treasury_reference = 'bench', ended_at = ?, version = 2 where number like 'bench-%' and state = 'SENT'",
                java.sql.Timestamp.from(clock.instant())));
    }

    private static Object[] drafted(Map<String, Object> row, List<String> columns) {
        var id = Ids.next();
        return columns.stream().map(column -> switch (column) {
            case "id" -> id;
            case "number", "key_" -> "bench-" + id;
            case "state" -> "DRAFTED";
            case "version" -> 0;
            case "released_by", "ended_at", "treasury_reference" -> null;
            default -> row.get(column);
        }).toArray();
    }

    private void away() {
        transaction.executeWithoutResult(status -> assertThat(jdbc.update("delete from payment_order where number like 'bench-%'")).isEqualTo(ORDERS));
    }

    private long count(String sql) {
        return jdbc.queryForObject(sql, Long.class);
    }

    private static double perSecond(Runnable life) {
        long begin = System.nanoTime();
        life.run();
        return ORDERS / ((System.nanoTime() - begin) / 1e9);
    }

    private static String ratio(Series one, Series other) {
        return String.format(Locale.ROOT, "%.4f", one.median() / other.median());
    }

    private static void report(List<String> rows) throws IOException {
        var text = "| orders per second, " + ORDERS + " a round | min / median / max | to row by row | to set-based |\n|---|---|---|---|\n| " + String.join(" |\n| ", rows) + " |\n";
        System.out.println(text);
        Files.createDirectories(Path.of("target/bench"));
        Files.writeString(Path.of("target/bench", "payments.md"), text);
    }
}
