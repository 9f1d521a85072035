package org.huibu.disbursement.statement;

import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.huibu.disbursement.budget.Funds;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.shared.Fault;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Importing what the bank says came in: read and shown first, then confirmed by another person, also on another day, and taken in the background. */
@Service
public class Statements {

    private static final int MOST_SHOWN = 50;
    private final Receipts receipts;
    private final Funds funds;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final Clock clock;

    Statements(Receipts receipts, Funds funds, Retries retries, CurrentUser user, JdbcClient jdbc, JdbcTemplate batch, Clock clock) {
        this.receipts = receipts;
        this.funds = funds;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.batch = batch;
        this.clock = clock;
    }

    /**
     * @param total of the lines without a fault when it was read
     * @param takenBy null before it is confirmed; @param state READ, TAKING, TAKEN or DROPPED
     * @param faulty lines that are never taken; @param taken lines that became receipts
     */
    public record Statement(long id, String region, String name, int count, Money total, String readBy, Instant readAt, String takenBy, String state, int faulty, int taken) {

        public int good() {
            return count - faulty;
        }

        /** Share of the lines that were taken, in whole percent. */
        public int percent() {
            return good() == 0 ? 100 : taken * 100 / good();
        }
    }

    /**
     * Reads a statement and keeps every line with what is wrong with it; no receipt comes of it yet.
     *
     * @param total sum that the bank's letter says, in yuan; blank if nothing is to be compared
     * @throws Refusal UNSUPPORTED if the file cannot be read or its totals do not agree, INVALID at {@code total}
     */
    public long read(String name, byte[] content, String total) {
        var payer = as(Role.PAYER);
        if (content.length == 0) {
            throw Refusal.invalid(List.of(Fault.at("file", "fileMissing")));
        }
        var typed = total == null || total.isBlank() ? null : StatementLine.Amount.read(total.strip());
        if (typed != null && typed.fault() != null) {
            throw Refusal.invalid(List.of(Fault.at("total", typed.fault())));
        }
        var table = StatementLine.of(name, content);
        if (!table.addsUp(typed == null ? null : typed.money())) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "statementTotals");
        }
        var region = payer.region().code();
        return retries.run(() -> {
            var id = Ids.next();
            var lines = known(region, table.lines());
            jdbc.sql("insert into bank_statement (id, version, region, name, count_, total_fen, read_by, read_at, state) values (?, 0, ?, ?, ?, ?, ?, ?, 'READ')")
                    .params(id, region, cut(name), lines.size(), lines.stream().filter(line -> line.fault() == null).mapToLong(line -> line.amount().fen()).sum(), payer.username(),
                            LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
            batch.batchUpdate("insert into bank_statement_line (statement_id, line_no, reference, received_on, payer, account_tail, amount_fen, remark, fault) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    lines.stream().map(line -> new Object[] {id, line.number(), line.reference(), line.receivedOn() == null ? null : Date.valueOf(line.receivedOn()), line.payer(),
                        line.accountTail(), line.amount().fen(), line.remark(), line.fault()}).toList());
            return id;
        });
    }

    /**
     * Another person has compared it with the bank's own and lets it in: what comes in lessens debts. It is taken in the background.
     *
     * @throws Refusal FORBIDDEN {@code separationSd1} to him who read it; CONFLICT {@code statementDone}
     */
    public void confirm(long id) {
        var account = as(Role.FINANCE_CONFIRMER);
        retries.run(() -> {
            if (find(id).readBy().equals(account.username())) {
                throw Refusal.forbidden("separationSd1");
            }
            if (jdbc.sql("update bank_statement set state = 'TAKING', taken_by = ? where id = ? and state = 'READ'").params(account.username(), id).update() == 0) {
                throw Refusal.conflict("statementDone");
            }
            return null;
        });
    }

    /** A statement that is being taken, in whose name. */
    record Confirmed(long id, String region, String takenBy) { }

    List<Confirmed> confirmed() {
        return jdbc.sql("select id, region, taken_by from bank_statement where state = 'TAKING' order by id").query((row, n) -> new Confirmed(row.getLong(1), row.getString(2), row.getString(3))).list();
    }

    List<StatementLine> left(long id, int count) {
        return read("statement_id = :id and fault is null and taken = false order by line_no limit :count", Map.of("id", id, "count", count));
    }

    /** One line, once for ever: what became a receipt meanwhile is left out. Within a transaction. */
    void take(Confirmed statement, StatementLine line) {
        if (jdbc.sql("update bank_statement_line set taken = true where statement_id = ? and line_no = ? and taken = false and fault is null").params(statement.id(), line.number()).update() == 1) {
            if (known(statement.region(), List.of(line)).get(0).fault() == null) {
                receipts.take(statement.region(), statement.id(), line);
            } else {
                leftOut(statement.id(), line);
            }
        }
    }

    void leftOut(long id, StatementLine line) {
        jdbc.sql("update bank_statement_line set fault = 'alreadyTaken', taken = false where statement_id = ? and line_no = ?").params(id, line.number()).update();
    }

    boolean done(long id) {
        if (!left(id, 1).isEmpty()) {
            return false;
        }
        jdbc.sql("update bank_statement set state = 'TAKEN' where id = ? and state = 'TAKING'").param(id).update();
        return true;
    }

    /** It was the wrong file. */
    @Transactional
    public void drop(long id) {
        as(Role.PAYER);
        find(id);
        if (jdbc.sql("update bank_statement set state = 'DROPPED' where id = ? and state = 'READ'").param(id).update() == 0) {
            throw Refusal.conflict("statementDone");
        }
    }

    /** @throws Refusal NOT_FOUND if it does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public Statement find(long id) {
        return all("id = ?", id).stream().findFirst().orElseThrow(Refusal::notFound);
    }

    /** The newest of the reader's region. */
    @Transactional(readOnly = true)
    public List<Statement> list() {
        return all("id > ?", 0L);
    }

    /** Every line. */
    @Transactional(readOnly = true)
    public List<StatementLine> lines(long id) {
        find(id);
        return read("statement_id = :id order by line_no", Map.of("id", id));
    }

    /** A page of those that have a fault, or of those that have none. @param after number of the line to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    public List<StatementLine> page(long id, boolean faulty, int after, int count) {
        find(id);
        return read("statement_id = :id and line_no > :after and fault is " + (faulty ? "not null" : "null") + " order by line_no limit :count", Map.of("id", id, "after", after, "count", count));
    }

    private List<StatementLine> read(String condition, Map<String, Object> values) {
        return jdbc.sql("select line_no, reference, received_on, payer, account_tail, amount_fen, remark, fault from bank_statement_line where " + condition).params(values)
                .query((row, n) -> new StatementLine(row.getInt(1), row.getString(2), row.getDate(3) == null ? null : row.getDate(3).toLocalDate(), row.getString(4), row.getString(5),
                        Money.ofFen(row.getLong(6)), row.getString(7), row.getString(8))).list();
    }

    private List<Statement> all(String condition, long value) {
        return jdbc.sql("select id, region, name, count_, total_fen, read_by, read_at, taken_by, state, (select count(*) from bank_statement_line l where l.statement_id = s.id and l.fault is not null), "
                + "(select count(*) from bank_statement_line l where l.statement_id = s.id and l.taken = true) from bank_statement s where " + condition
                + " and region like ? order by id desc limit " + MOST_SHOWN)
                .params(value, funds.reader().region().prefix() + "%").query((row, n) -> new Statement(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        Money.ofFen(row.getLong(5)), row.getString(6), row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(8), row.getString(9), row.getInt(10), row.getInt(11))).list();
    }

    private List<StatementLine> known(String region, List<StatementLine> lines) {
        var references = new ArrayList<>(lines.stream().map(StatementLine::reference).filter(text -> !text.isBlank()).distinct().toList());
        var taken = references.isEmpty() ? new HashSet<String>() : new HashSet<>(jdbc.sql("select reference from receipt where region = :region and reference in (:references)")
                .param("region", region).param("references", references).query(String.class).list());
        return lines.stream().map(line -> line.fault() == null && taken.contains(line.reference()) ? line.faulty("alreadyTaken") : line).toList();
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }

    private static String cut(String name) {
        var plain = name == null || name.isBlank() ? "–" : name;
        return plain.length() > 200 ? plain.substring(0, 200) : plain;
    }
}
