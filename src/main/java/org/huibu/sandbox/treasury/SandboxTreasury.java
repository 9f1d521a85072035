package org.huibu.sandbox.treasury;

import java.util.List;
import org.huibu.sandbox.Knobs;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The simulated treasury: one effect per key, whatever is sent how often. Its state survives restarts. */
@RestController
@Profile("sandbox")
public class SandboxTreasury {

    private final JdbcClient jdbc;
    private final Knobs knobs;
    private final TransactionTemplate transaction;

    SandboxTreasury(JdbcClient jdbc, Knobs knobs, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.knobs = knobs;
        this.transaction = new TransactionTemplate(transactions);
    }

    record Instruction(String key, String orderNumber, long amountFen, String payeeName, String payeeAccount, String payeeBank, String fund) { }

    record Answer(String state, String reason) { }

    /** A payment the simulated treasury executed or refused. */
    public record Executed(String key, String orderNumber, long amountFen, String payeeName, String state) { }

    @PostMapping("/sandbox/treasury/payments")
    ResponseEntity<Answer> pay(@RequestHeader("Idempotency-Key") String key, @RequestBody Instruction instruction) throws InterruptedException {
        var mode = knobs.of("treasury");
        if (mode.equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        var known = find(key);
        if (known != null) {
            return known.amountFen() == instruction.amountFen() && known.orderNumber().equals(instruction.orderNumber())
                    ? ResponseEntity.ok(new Answer(known.state(), null)) : ResponseEntity.status(HttpStatus.CONFLICT).build();
        }
        var state = mode.equals("refuse") ? "REFUSED" : mode.equals("silent") ? "ACCEPTED" : "SETTLED";
        transaction.executeWithoutResult(status -> jdbc.sql("insert into sandbox_payment (key_, order_number, amount_fen, payee, state) values (?, ?, ?, ?, ?)")
                .params(key, instruction.orderNumber(), instruction.amountFen(), instruction.payeeName(), state).update());
        if (mode.equals("drop")) {
            Thread.sleep(8_000);
        }
        return ResponseEntity.ok(new Answer(state, state.equals("REFUSED") ? "收款账户状态异常" : null));
    }

    @GetMapping("/sandbox/treasury/payments/{key}")
    ResponseEntity<Answer> query(@PathVariable String key) {
        if (knobs.of("treasury").equals("down")) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        var known = find(key);
        return known == null ? ResponseEntity.notFound().build() : ResponseEntity.ok(new Answer(known.state(), null));
    }

    /** Everything executed, newest first; at most 200. */
    public List<Executed> executed() {
        return jdbc.sql("select key_, order_number, amount_fen, payee, state from sandbox_payment order by order_number desc limit 200")
                .query((row, n) -> new Executed(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5))).list();
    }

    private Executed find(String key) {
        return jdbc.sql("select key_, order_number, amount_fen, payee, state from sandbox_payment where key_ = ?").param(key)
                .query((row, n) -> new Executed(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5))).optional().orElse(null);
    }
}
