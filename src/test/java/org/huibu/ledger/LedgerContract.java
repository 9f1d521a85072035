package org.huibu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the books promise on every database; a class per database says where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LedgerContract {

    private static final int THREADS = 16;
    private static final Money GRANT = Money.ofYuan(3_000);
    private final HikariDataSource database;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    final Ledger ledger;

    LedgerContract(String vendor, String url, String user, String password, String instant) {
        Flyway.configure().dataSource(url, user, password).placeholders(Map.of("instant", instant))
                .locations("classpath:db/vendor/" + vendor, "classpath:db/migration").load().migrate();
        database = new HikariDataSource();
        database.setJdbcUrl(url);
        database.setUsername(user);
        database.setPassword(password);
        database.setAutoCommit(false);
        database.setMaximumPoolSize(THREADS);
        database.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        jdbc = JdbcClient.create(database);
        ledger = new Ledger(jdbc, Clock.systemUTC());
    }

    @AfterAll
    void closePool() {
        database.close();
    }

    HikariDataSource database() {
        return database;
    }

    /** Many approvals at once, a budget for ten: exactly ten are reserved, whoever is faster. */
    @Test
    void reservesExactlyWhatThereIs() throws Exception {
        fund("race", GRANT.times(10));
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 64; i++) {
            var reference = "race/" + i;
            acts.add(() -> posted(reference, budget("race", "available"), budget("race", "reserved"), GRANT));
        }
        assertThat(atOnce(acts)).filteredOn(reserved -> reserved).hasSize(10);
        assertThat(ledger.balance(budget("race", "available"))).isZero();
        assertThat(ledger.balance(budget("race", "reserved"))).isEqualTo(GRANT.times(10).fen());
        assertThat(ledger.differences()).isEmpty();
    }

    /** Reservations and releases take the same two rows from both ends; nobody waits for ever and no fen is lost. */
    @Test
    void actsThatCrossDoNotBlockEachOther() throws Exception {
        fund("cross", GRANT.times(64));
        posted("cross/first", budget("cross", "available"), budget("cross", "reserved"), GRANT.times(32));
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 32; i++) {
            var one = i;
            acts.add(() -> posted("cross/there/" + one, budget("cross", "available"), budget("cross", "reserved"), GRANT));
            acts.add(() -> posted("cross/back/" + one, budget("cross", "reserved"), budget("cross", "available"), GRANT));
        }
        assertThat(atOnce(acts)).hasSize(64).containsOnly(true);
        assertThat(ledger.balance(budget("cross", "reserved"))).isEqualTo(GRANT.times(32).fen());
        assertThat(ledger.differences()).isEmpty();
    }

    /** The same act from many sides at once is one act. */
    @Test
    void postsOneReferenceOnce() throws Exception {
        fund("once", GRANT.times(9));
        var acts = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < THREADS; i++) {
            acts.add(() -> posted("once/act", budget("once", "available"), budget("once", "reserved"), GRANT));
        }
        assertThat(atOnce(acts)).containsOnly(true);
        assertThat(ledger.balance(budget("once", "reserved"))).isEqualTo(GRANT.fen());
        assertThatThrownBy(() -> posted("once/act", budget("once", "available"), budget("once", "reserved"), GRANT.times(2)))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo("ledgerReferenceReused");
    }

    /** Random histories against a model in memory; the seed is in the message of a failure. */
    @Test
    void agreesWithAModelAfterEveryStep() {
        long seed = Long.getLong("huibu.seed", System.nanoTime());
        var random = new Random(seed);
        var model = new HashMap<String, Long>(Map.of("available", 0L, "reserved", 0L, "spent", 0L));
        var moves = List.of(List.of("available", "reserved"), List.of("reserved", "available"), List.of("reserved", "spent"));
        var done = new ArrayList<String>();
        for (int step = 0; step < 300; step++) {
            var amount = Money.ofFen(1 + random.nextInt(100_000));
            var reference = "model/" + seed + "/" + step;
            if (random.nextInt(6) == 0) {
                posted(reference, AccountCode.unbounded("treasury/appropriations"), budget("model" + seed, "available"), amount);
                model.merge("available", amount.fen(), Long::sum);
            } else if (!done.isEmpty() && random.nextInt(8) == 0) {
                // An act told twice moves nothing.
                var again = jdbc.sql("select reference from ledger_entry where reference = ?").param(done.get(random.nextInt(done.size()))).query(String.class).single();
                var entry = ledger.ofCase(again).get(0).lines().get(0);
                assertThat(posted(again, AccountCode.bounded(entry.source()), AccountCode.bounded(entry.destination()), entry.amount())).isTrue();
            } else {
                var move = moves.get(random.nextInt(moves.size()));
                var enough = model.get(move.get(0)) >= amount.fen();
                assertThat(posted(reference, budget("model" + seed, move.get(0)), budget("model" + seed, move.get(1)), amount)).as("seed %d step %d", seed, step).isEqualTo(enough);
                if (enough) {
                    model.merge(move.get(0), -amount.fen(), Long::sum);
                    model.merge(move.get(1), amount.fen(), Long::sum);
                    done.add(reference);
                }
            }
            model.forEach((part, fen) -> assertThat(ledger.balance(budget("model" + seed, part))).as("seed %d, %s", seed, part).isEqualTo(fen));
        }
        assertThat(ledger.differences()).as("seed %d", seed).isEmpty();
    }

    @Test
    void findsABalanceThatIsNotTheSumOfItsPostings() {
        fund("audit", GRANT);
        in(() -> jdbc.sql("update ledger_account set balance_fen = balance_fen + 1 where code = ?").param(budget("audit", "available").code()).update());
        assertThat(ledger.differences()).containsExactly(budget("audit", "available").code());
        in(() -> jdbc.sql("update ledger_account set balance_fen = balance_fen - 1 where code = ?").param(budget("audit", "available").code()).update());
        assertThat(ledger.differences()).isEmpty();
    }

    void refusesChange(String sql) {
        fund("kept", GRANT);
        assertThatThrownBy(() -> in(() -> jdbc.sql(sql).update())).as(sql).hasStackTraceContaining("the ledger is kept for ever");
    }

    void fund(String name, Money amount) {
        posted("appropriation/" + name, AccountCode.unbounded("treasury/appropriations"), budget(name, "available"), amount);
    }

    private boolean posted(String reference, AccountCode source, AccountCode destination, Money amount) {
        for (int attempt = 1; ; attempt++) {
            try {
                return in(() -> ledger.post(reference, reference.startsWith("model") ? reference : null, "test", new Posting(source, destination, amount)));
            } catch (ConcurrencyFailureException raced) {
                assertThat(attempt).as("tries of " + reference).isLessThan(6);
            }
        }
    }

    private <T> T in(Supplier<T> act) {
        return transaction.execute(status -> act.get());
    }

    private List<Boolean> atOnce(List<Callable<Boolean>> acts) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var results = new ArrayList<Boolean>();
            for (var result : threads.invokeAll(acts)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static AccountCode budget(String name, String part) {
        return AccountCode.bounded("budget/" + name + "/" + part);
    }
}
