package org.huibu.disbursement.reconciliation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.spi.TreasuryStatements;
import org.huibu.party.Protection;
import org.huibu.shared.Mask;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The business days with how far each is, which node has it, and the statement's lines as they came. */
@Component
class DayBook {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String SELECT = "select day_, first_day, state, done_at from reconciliation_day ";
    private final JdbcClient jdbc;
    private final Protection protection;
    private final Clock clock;

    DayBook(JdbcClient jdbc, Protection protection, Clock clock) {
        this.jdbc = jdbc;
        this.protection = protection;
        this.clock = clock;
    }

    /** @param first the day itself or the first day off before it, whose payments count to it */
    record Day(LocalDate day, LocalDate first, String state, Instant doneAt) { }

    @Transactional(readOnly = true)
    Optional<Day> find(LocalDate day) {
        return jdbc.sql(SELECT + "where day_ = ?").param(day).query((row, n) -> read(row)).optional();
    }

    @Transactional(readOnly = true)
    Optional<LocalDate> last() {
        return jdbc.sql("select max(day_) from reconciliation_day").query(LocalDate.class).optional();
    }

    /** When the first order was drafted. */
    @Transactional(readOnly = true)
    Optional<Instant> beginning() {
        return jdbc.sql("select min(drafted_at) from payment_order").query(LocalDateTime.class).optional().map(at -> at.toInstant(ZoneOffset.UTC));
    }

    /** Several nodes may find the same day missing; it is added once. */
    @Transactional
    public void add(LocalDate day, LocalDate first) {
        try {
            jdbc.sql("insert into reconciliation_day (day_, first_day, state) values (?, ?, 'WAITING')").params(day, first).update();
        } catch (DuplicateKeyException added) {
            // Another node was as quick; the row is there, which is all we want.
        }
    }

    /** The earliest day that is to be done and that this node now has. */
    @Transactional
    public Optional<Day> claim() {
        var now = utc(clock.instant());
        return jdbc.sql(SELECT + "where state <> 'DONE' and (lease_until is null or lease_until < ?) order by day_ limit 1").param(now)
                .query((row, n) -> read(row)).optional()
                .filter(day -> jdbc.sql("update reconciliation_day set lease_until = ? where day_ = ? and state <> 'DONE' and (lease_until is null or lease_until < ?)")
                        .params(utc(clock.instant().plus(LEASE)), day.day(), now).update() == 1);
    }

    /** @return false if the day is known and being done already, or not known */
    @Transactional
    public boolean again(LocalDate day) {
        return jdbc.sql("update reconciliation_day set state = 'WAITING', lease_until = null where day_ = ?").param(day).update() == 1;
    }

    /** The treasury was silent: again after a pause. */
    @Transactional
    public void silent(LocalDate day) {
        jdbc.sql("update reconciliation_day set state = 'SILENT', lease_until = ? where day_ = ?").params(utc(clock.instant().plus(PAUSE)), day).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void done(LocalDate day) {
        jdbc.sql("update reconciliation_day set state = 'DONE', lease_until = null, done_at = ? where day_ = ?").params(utc(clock.instant()), day).update();
    }

    /** The statement as it came now, in place of what came before for the same day. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(LocalDate day, List<TreasuryStatements.Line> lines) {
        jdbc.sql("delete from statement_line where day_ = ?").param(day).update();
        int place = 0;
        for (var line : lines) {
            jdbc.sql("insert into statement_line (day_, place, key_, order_number, amount_fen, account_index, account_tail, payee, reference) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                    .params(java.util.Arrays.asList(day, place++, line.key(), line.orderNumber(), line.amountFen(), protection.index("ACCOUNT", line.account()),
                            Mask.account(line.account()), line.payee(), line.reference())).update();
        }
    }

    /** What came in, as the treasury tells now. @param inbound null if it does not tell */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepInbound(LocalDate day, List<TreasuryStatements.Inbound> inbound) {
        jdbc.sql("delete from statement_inbound where day_ = ?").param(day).update();
        if (inbound != null) {
            var sums = new java.util.TreeMap<String, long[]>();
            // The row without a region says that the treasury told, even if nothing came in.
            sums.put("", new long[2]);
            inbound.forEach(one -> {
                var sum = sums.computeIfAbsent(one.region(), region -> new long[2]);
                sum[0] += one.count();
                sum[1] += one.amountFen();
            });
            sums.forEach((region, sum) -> jdbc.sql("insert into statement_inbound (day_, region, count_, amount_fen, received_fen) values (?, ?, ?, ?, "
                    + "(select coalesce(sum(r.amount_fen), 0) from receipt r join reconciliation_day d on r.received_on between d.first_day and d.day_ where d.day_ = ?))")
                    .params(day, region, sum[0], sum[1], day).update());
        }
    }

    /** Of the last days compared, those of which receipts were imported since: the treasury may know of more by now as well. */
    @Transactional(readOnly = true)
    List<LocalDate> receivedSince(int most) {
        return jdbc.sql("select d.day_ from (select day_, first_day from reconciliation_day where state = 'DONE' order by day_ desc limit ?) d "
                        + "join statement_inbound i on i.day_ = d.day_ and i.region = '' "
                        + "where i.received_fen <> (select coalesce(sum(r.amount_fen), 0) from receipt r where r.received_on between d.first_day and d.day_)").param(most).query(LocalDate.class).list();
    }

    /** Days on which something is open, the newest first. */
    @Transactional(readOnly = true)
    List<LocalDate> open(int most) {
        return jdbc.sql("select distinct day_ from reconciliation_difference where state in ('OPEN', 'PROPOSED') order by day_ desc limit ?").param(most)
                .query(LocalDate.class).list();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static Day read(java.sql.ResultSet row) throws java.sql.SQLException {
        var done = row.getObject(4, LocalDateTime.class);
        return new Day(row.getObject(1, LocalDate.class), row.getObject(2, LocalDate.class), row.getString(3), done == null ? null : done.toInstant(ZoneOffset.UTC));
    }
}
