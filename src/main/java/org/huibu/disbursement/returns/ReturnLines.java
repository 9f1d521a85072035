package org.huibu.disbursement.returns;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.process.outbox.Lease;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The lines of return files; they move only forward, each by a conditional update, so that no node applies what another did. */
@Component
class ReturnLines {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String SELECT = "select id, place, order_number, amount_text, amount_fen, account_index, account_tail, outcome, reason, reference, state, problem, "
            + "worked_by, worked_at, worked_reason from return_line ";
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;
    private final Lease lease;

    ReturnLines(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
        this.lease = new Lease(jdbc, clock, "return_file", "id", LEASE);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(long file, List<ReturnLine> lines) {
        batches.batchUpdate("insert into return_line (id, file_id, place, order_number, amount_text, amount_fen, account_index, account_tail, outcome, reason, reference, state, problem) "
                + "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", lines.stream().map(line -> new Object[] {line.id(), file, line.place(), line.orderNumber(), line.amountText(),
            line.amount() == null ? null : line.amount().fen(), line.accountIndex(), line.accountTail(), line.outcome() == null ? null : line.outcome().name(), line.reason(),
            line.reference(), line.state().name(), line.problem() == null ? null : line.problem().name()}).toList());
    }

    /** In the order of the file. @param after place to continue behind; 0 for the beginning */
    @Transactional(readOnly = true)
    List<ReturnLine> page(long file, State state, int after, int count) {
        return jdbc.sql(SELECT + "where file_id = ? and state = ? and place > ? order by place limit ?").params(file, state.name(), after, count).query((row, n) -> read(row)).list();
    }

    @Transactional(readOnly = true)
    Optional<ReturnLine> find(long file, long id) {
        return jdbc.sql(SELECT + "where file_id = ? and id = ?").params(file, id).query((row, n) -> read(row)).optional();
    }

    /** How many lines stand in each state; states without a line are left out. */
    @Transactional(readOnly = true)
    Map<State, Long> counts(long file) {
        var counts = new EnumMap<State, Long>(State.class);
        jdbc.sql("select state, count(*) from return_line where file_id = ? group by state").param(file).query(row -> {
            counts.put(State.valueOf(row.getString(1)), row.getLong(2));
        });
        return counts;
    }

    /** Whether a problem of the kind is open in a file. */
    @Transactional(readOnly = true)
    boolean parked(long file, Problem problem) {
        return jdbc.sql("select count(*) from return_line where file_id = ? and state = 'PARKED' and problem = ?").params(file, problem.name()).query(Long.class).single() > 0;
    }

    /** @return false if it is no longer READY */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean leave(long line, State to, Problem problem) {
        return jdbc.sql("update return_line set state = ?, problem = ? where id = ? and state = 'READY'")
                .params(java.util.Arrays.asList(to.name(), problem == null ? null : problem.name(), line)).update() == 1;
    }

    /** @return false if it is not parked */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean worked(long line, String by, String why) {
        return jdbc.sql("update return_line set state = 'WORKED', worked_by = ?, worked_at = ?, worked_reason = ? where id = ? and state = 'PARKED'")
                .params(by, utc(clock.instant()), why, line).update() == 1;
    }

    /** A confirmed file that this node now has. */
    @Transactional
    public Optional<Long> claim() {
        var now = utc(clock.instant());
        return jdbc.sql("select id from return_file where state = 'CONFIRMED' and (lease_until is null or lease_until < ?) order by id limit 1").param(now).query(Long.class).optional()
                .filter(lease::take);
    }

    /** Still at it. */
    @Transactional
    public void holdOn(long file) {
        lease.renew(file);
    }

    /** Some lines have to be tried again, by whichever node comes first after a moment. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void pause(long file) {
        jdbc.sql("update return_file set lease_until = ? where id = ?").params(utc(clock.instant().plus(PAUSE)), file).update();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static ReturnLine read(ResultSet row) throws SQLException {
        var fen = row.getObject(5, Long.class);
        var outcome = row.getString(8);
        var problem = row.getString(12);
        var worked = row.getObject(14, LocalDateTime.class);
        return new ReturnLine(row.getLong(1), row.getInt(2), row.getString(3), row.getString(4), fen == null ? null : Money.ofFen(fen), row.getString(6), row.getString(7),
                outcome == null ? null : PaymentOrder.State.valueOf(outcome), row.getString(9), row.getString(10), State.valueOf(row.getString(11)),
                problem == null ? null : Problem.valueOf(problem), row.getString(13), worked == null ? null : worked.toInstant(ZoneOffset.UTC), row.getString(15));
    }
}
