package org.huibu.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huibu.HuibuTest;
import org.huibu.TestData;
import org.huibu.shared.DomainEvent;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Promise P22: whatever is done to sealed entries by SQL is found, also from the command line. */
@HuibuTest
class TrailTests {

    private static int chains;
    @Autowired Trail trail;
    @Autowired ApplicationEventPublisher events;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private record Told(String caseNumber, int what) implements DomainEvent { }

    @TestFactory
    Stream<DynamicTest> findsWhatWasDoneBySql() {
        return Stream.of(
                "update audit_entry set detail = '{}' where chain = '%1$s' and seq = 2",
                "update audit_entry set actor = 'nobody' where chain = '%1$s' and seq = 1",
                "update audit_entry set at_millis = at_millis + 1 where chain = '%1$s' and seq = 4",
                "delete from audit_entry where chain = '%1$s' and seq = 2",
                "delete from audit_entry where chain = '%1$s' and seq = 4",
                "delete from audit_entry where chain = '%1$s'",
                "update audit_entry set seq = case seq when 2 then 3 when 3 then 2 else seq end where chain = '%1$s'",
                "insert into audit_entry (id, chain, type, actor, at_millis, detail, seq, hash) select id + 1, chain, type, actor, at_millis, detail, 5, hash from audit_entry where chain = '%1$s' and seq = 4",
                "update audit_head set seq = 3, hash = (select hash from audit_entry where chain = '%1$s' and seq = 3) where chain = '%1$s'",
                "update audit_head set signature = 'AAAA' where chain = '%1$s'",
                "delete from audit_head where chain = '%1$s'").map(sql -> DynamicTest.dynamicTest(sql.formatted("…"), () -> {
                    var chain = sealed();
                    assertThat(trail.verify(chain).problem()).isEmpty();
                    sql(sql.formatted(chain));
                    assertThat(trail.verify(chain).problem()).isPresent();
                    forget(chain);
                }));
    }

    @Test
    void theCommandSaysSoAndExitsWithOne() {
        var chain = sealed();
        assertThat(command()).isEqualTo("0 OK");
        sql("delete from audit_entry where chain = '" + chain + "' and seq = 3");
        assertThat(command()).isEqualTo("1 PROBLEM in chain " + chain + ": entry 3 was changed, removed or moved");
        forget(chain);
    }

    @Test
    void theCommandRefusesToVerifyWithoutAKey() {
        var out = new ByteArrayOutputStream();
        assertThat(VerifyCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), "--spring.datasource.url=jdbc:h2:mem:award", "--huibu.audit.key=target/no-such.key")).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("there is no key");
    }

    private static String command() {
        var out = new ByteArrayOutputStream();
        var status = VerifyCommand.run(new PrintStream(out, true, StandardCharsets.UTF_8), "--spring.datasource.url=jdbc:h2:mem:award;DB_CLOSE_DELAY=-1", "--huibu.data-directory=" + TestData.directory());
        var text = out.toString(StandardCharsets.UTF_8).strip();
        return status + " " + (text.startsWith("OK: ") ? "OK" : text);
    }

    private String sealed() {
        var chain = "trail-" + ++chains;
        transaction.executeWithoutResult(status -> IntStream.range(0, 4).forEach(what -> events.publishEvent(new Told(chain, what))));
        org.huibu.AwardStory.eventually(() -> {
            try {
                trail.seal();
            } catch (org.springframework.dao.ConcurrencyFailureException raced) {
                return false;
            }
            return trail.entries(chain).stream().allMatch(entry -> entry.seq() != null);
        });
        return chain;
    }

    private void forget(String chain) {
        sql("delete from audit_entry where chain = '" + chain + "'");
        sql("delete from audit_head where chain = '" + chain + "'");
    }

    private void sql(String sql) {
        transaction.executeWithoutResult(status -> jdbc.update(sql));
    }
}
