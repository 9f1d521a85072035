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

/** Importing what the bank says came in: read and shown first, taken by a second click, also on another day. */
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

    /** @param state READ, TAKEN or DROPPED */
    public record Statement(long id, String region, String name, int count, Money total, String readBy, Instant readAt, String state) { }

    /**
     * Reads a statement and keeps every line with what is wrong with it; no receipt comes of it yet.
     *
     * @param total sum that the bank's letter says, in yuan; blank if nothing is to be compared
     * @throws Refusal UNSUPPORTED if the file cannot be read or its totals do not agree, INVALID at {@code total}
     */
    public long read(String name, byte[] content, String total) {
        var payer = payer();
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

    /** Takes the lines without a fault, each once for ever: one that became a receipt meanwhile is left out. @throws Refusal CONFLICT {@code statementDone} */
    public int take(long id) {
        payer();
        var statement = find(id);
        try {
            return taken(id, statement);
        } catch (org.springframework.dao.DataIntegrityViolationException another) {
            // Another statement with the same line was taken at the same moment; what that one took, this one leaves out on the next try.
            throw Refusal.conflict("somebodyWasFaster");
        }
    }

    private int taken(long id, Statement statement) {
        return retries.run(() -> {
            if (jdbc.sql("update bank_statement set state = 'TAKEN' where id = ? and state = 'READ'").param(id).update() == 0) {
                throw Refusal.conflict("statementDone");
            }
            var lines = known(statement.region(), lines(id));
            lines.stream().filter(line -> line.fault() == null).forEach(line -> receipts.take(statement.region(), id, line));
            batch.batchUpdate("update bank_statement_line set fault = ? where statement_id = ? and line_no = ?",
                    lines.stream().filter(line -> line.fault() != null).map(line -> new Object[] {line.fault(), id, line.number()}).toList());
            return (int) lines.stream().filter(line -> line.fault() == null).count();
        });
    }

    /** It was the wrong file. */
    @Transactional
    public void drop(long id) {
        payer();
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

    @Transactional(readOnly = true)
    public List<StatementLine> lines(long id) {
        find(id);
        return jdbc.sql("select line_no, reference, received_on, payer, account_tail, amount_fen, remark, fault from bank_statement_line where statement_id = ? order by line_no").param(id)
                .query((row, n) -> new StatementLine(row.getInt(1), row.getString(2), row.getDate(3) == null ? null : row.getDate(3).toLocalDate(), row.getString(4), row.getString(5),
                        Money.ofFen(row.getLong(6)), row.getString(7), row.getString(8))).list();
    }

    private List<Statement> all(String condition, long value) {
        return jdbc.sql("select id, region, name, count_, total_fen, read_by, read_at, state from bank_statement where " + condition + " and region like ? order by id desc limit " + MOST_SHOWN)
                .params(value, funds.reader().region().prefix() + "%").query((row, n) -> new Statement(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                        Money.ofFen(row.getLong(5)), row.getString(6), row.getObject(7, LocalDateTime.class).toInstant(ZoneOffset.UTC), row.getString(8))).list();
    }

    private List<StatementLine> known(String region, List<StatementLine> lines) {
        var references = new ArrayList<>(lines.stream().map(StatementLine::reference).filter(text -> !text.isBlank()).distinct().toList());
        var taken = references.isEmpty() ? new HashSet<String>() : new HashSet<>(jdbc.sql("select reference from receipt where region = :region and reference in (:references)")
                .param("region", region).param("references", references).query(String.class).list());
        return lines.stream().map(line -> line.fault() == null && taken.contains(line.reference()) ? line.faulty("alreadyTaken") : line).toList();
    }

    private Account payer() {
        var account = user.require();
        if (!account.has(Role.PAYER)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }

    private static String cut(String name) {
        var plain = name == null || name.isBlank() ? "–" : name;
        return plain.length() > 200 ? plain.substring(0, 200) : plain;
    }
}
