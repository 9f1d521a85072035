package org.huibu.sandbox.treasury;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.huibu.sandbox.treasury.SandboxTreasury.Executed;
import org.huibu.sandbox.treasury.SandboxTreasury.Instruction;
import org.huibu.shared.Ids;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the simulated treasury remembers: payments by key with their effects, and the callbacks it has yet to make. */
@Component
@Profile("sandbox")
class TreasuryBook {

    private static final String SELECT = "select key_, order_number, amount_fen, payee, account, fund, budget_code, decision, state, effects, requests from sandbox_payment ";
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration delay;

    TreasuryBook(JdbcClient jdbc, Clock clock, @Value("${huibu.sandbox.treasury.delay:3s}") Duration delay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.delay = delay;
    }

    /** Takes an instruction once; later ones under the same key are counted and change nothing. */
    @Transactional
    Executed take(String key, Instruction instruction, String mode) {
        var state = switch (mode) {
            case "refuse" -> "REFUSED";
            case "callback", "duplicate", "late", "silent", "forged" -> "ACCEPTED";
            default -> "SETTLED";
        };
        try {
            jdbc.sql("insert into sandbox_payment (key_, order_number, amount_fen, payee, account, fund, budget_code, decision, state, settles_at, effects, requests) "
                            + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)")
                    .params(key, instruction.orderNumber(), instruction.amountFen(), instruction.payeeName(), instruction.payeeAccount(), instruction.fund(),
                            instruction.budgetCode(), instruction.decision(), state, after(1), state.equals("SETTLED") ? 1 : 0).update();
            plan(key, instruction, mode);
        } catch (DuplicateKeyException known) {
            jdbc.sql("update sandbox_payment set requests = requests + 1 where key_ = ?").param(key).update();
        }
        return find(key).orElseThrow();
    }

    /** What came in, as the bank that wrote the statements knows it: by region and the day it was received on. */
    @Transactional(readOnly = true)
    List<SandboxStatements.Inbound> cameBetween(LocalDate first, LocalDate last) {
        return jdbc.sql("select region, count(*), sum(amount_fen) from receipt where received_on between ? and ? group by region order by region").params(first, last)
                .query((row, n) -> new SandboxStatements.Inbound(row.getString(1), row.getInt(2), row.getLong(3))).list();
    }

    private void plan(String key, Instruction instruction, String mode) {
        switch (mode) {
            case "callback" -> callback(key, UUID.randomUUID(), "SETTLED", instruction.amountFen(), false, 1);
            case "duplicate" -> {
                var event = UUID.randomUUID();
                for (int time = 1; time <= 3; time++) {
                    callback(key, event, "SETTLED", instruction.amountFen(), false, time);
                }
            }
            case "late" -> {
                callback(key, UUID.randomUUID(), "SETTLED", instruction.amountFen(), false, 1);
                callback(key, UUID.randomUUID(), "ACCEPTED", instruction.amountFen(), false, 2);
            }
            case "forged" -> {
                callback(key, UUID.randomUUID(), "SETTLED", instruction.amountFen() + 1, false, 0);
                callback(key, UUID.randomUUID(), "SETTLED", instruction.amountFen(), true, 0);
            }
            default -> { }
        }
    }

    private void callback(String key, UUID event, String state, long amountFen, boolean forged, int delays) {
        jdbc.sql("insert into sandbox_callback (id, key_, event_id, state, amount_fen, forged, due_at, tries) values (?, ?, ?, ?, ?, ?, ?, 0)")
                .params(Ids.next(), key, event.toString(), state, amountFen, forged, after(delays)).update();
    }

    /** Executes what was accepted and whose time has come; each once. */
    @Transactional
    void settleWhatIsDue() {
        jdbc.sql("update sandbox_payment set state = 'SETTLED', effects = effects + 1 where state = 'ACCEPTED' and settles_at <= ?").param(after(0)).update();
    }

    /** A callback to make. */
    record Due(long id, String key, String eventId, String state, long amountFen, boolean forged, int tries) { }

    @Transactional(readOnly = true)
    List<Due> dueCallbacks() {
        return jdbc.sql("select id, key_, event_id, state, amount_fen, forged, tries from sandbox_callback where due_at <= ? order by due_at, id limit 50")
                .param(after(0)).query((row, n) -> new Due(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5), row.getBoolean(6), row.getInt(7))).list();
    }

    @Transactional
    void called(Due due) {
        jdbc.sql("delete from sandbox_callback where id = ?").param(due.id()).update();
    }

    @Transactional
    void callAgain(Due due) {
        jdbc.sql("update sandbox_callback set tries = tries + 1, due_at = ? where id = ?").params(after(due.tries() + 1), due.id()).update();
    }

    @Transactional(readOnly = true)
    Optional<Executed> find(String key) {
        return jdbc.sql(SELECT + "where key_ = ?").param(key).query((row, n) -> read(row)).optional();
    }

    @Transactional(readOnly = true)
    List<Executed> newest(int count) {
        return jdbc.sql(SELECT + "order by order_number desc limit ?").param(count).query((row, n) -> read(row)).list();
    }

    /** What moved from the first to the last day, in the order of its execution. */
    @Transactional(readOnly = true)
    List<SandboxStatements.Line> paidBetween(LocalDate first, LocalDate last) {
        return jdbc.sql("select key_, order_number, amount_fen, account, payee from sandbox_payment where state = 'SETTLED' and settles_at >= ? and settles_at < ? order by settles_at, key_")
                .params(start(first), start(last.plusDays(1)))
                .query((row, n) -> new SandboxStatements.Line(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), reference(row.getString(1)))).list();
    }

    private static LocalDateTime start(LocalDate day) {
        return LocalDateTime.ofInstant(day.atStartOfDay(WorkingCalendar.ZONE).toInstant(), ZoneOffset.UTC);
    }

    static String reference(String key) {
        return "GK-" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    private LocalDateTime after(int delays) {
        return LocalDateTime.ofInstant(clock.instant().plus(delay.multipliedBy(delays)), ZoneOffset.UTC);
    }

    private static Executed read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Executed(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8),
                row.getString(9), row.getInt(10), row.getInt(11));
    }
}
