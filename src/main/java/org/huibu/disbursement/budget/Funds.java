package org.huibu.disbursement.budget;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.scheme.Calendars;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The funds of the reader's own region with the cases behind every figure. */
@Service
public class Funds {

    private static final String BALANCES = """
            select b.fund, b.budget_code, b.year_, b.region, coalesce(a.balance_fen, 0), coalesce(c.balance_fen, 0), coalesce(r.balance_fen, 0), coalesce(s.balance_fen, 0),
            (select coalesce(sum(w.amount_fen), 0) from reservation w where w.fund = b.fund and w.budget_code = b.budget_code and w.region = b.region and w.state = 'WAITING'),
            (select coalesce(sum(p.open_fen - p.covered_fen), 0) from commitment p where p.fund = b.fund and p.budget_code = b.budget_code and p.year_ = b.year_ and p.region = b.region)
            from budget b
            left join ledger_account a on a.code = concat('budget/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/available')
            left join ledger_account c on c.code = concat('budget/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/committed')
            left join ledger_account r on r.code = concat('budget/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/reserved')
            left join ledger_account s on s.code = concat('budget/', b.fund, '/', b.budget_code, '/', b.year_, '/', b.region, '/spent')
            where %s order by b.year_ desc, b.region, b.fund, b.budget_code
            """;
    private static final ClassPathResource CHECKER = new ClassPathResource("db/checker.sql");
    private static final List<Integer> AGES = List.of(0, 6, 21);
    private final Ledger ledger;
    private final Commitments commitments;
    private final Calendars calendars;
    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Clock clock;

    Funds(Ledger ledger, Commitments commitments, Calendars calendars, JdbcClient jdbc, CurrentUser user, Clock clock) {
        this.ledger = ledger;
        this.commitments = commitments;
        this.calendars = calendars;
        this.jdbc = jdbc;
        this.user = user;
        this.clock = clock;
    }

    /** @return the reader @throws Refusal FORBIDDEN {@code notFinance} unless he works with money, decides on it or audits it */
    public Account reader() {
        var account = user.require();
        if (!account.seesMoney()) {
            throw Refusal.forbidden("notFinance");
        }
        return account;
    }

    /** All envelopes of the region, the newest year first. */
    @Transactional(readOnly = true)
    public List<Envelope.Balance> balances() {
        var region = reader().region();
        return now("(b.region like ? or b.region = ?)", region.prefix() + "%", kept(region));
    }

    /** The same at the end of a past day. What waits and what is promised is known only now. @throws Refusal INVALID {@code dayAhead} for a day to come */
    @Transactional(readOnly = true)
    public List<Envelope.Balance> balances(LocalDate day) {
        if (day.isAfter(WorkingCalendar.dayOf(clock.instant()))) {
            throw Refusal.invalid(List.of(Fault.at("asOf", "dayAhead")));
        }
        var end = day.plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant().minusNanos(1000);
        return envelopes().stream().map(one -> new Envelope.Balance(one, then(one.available(), end), then(one.committed(), end), then(one.reserved(), end),
                then(one.spent(), end), null, null, end)).filter(balance -> !balance.appropriated().isZero()).toList();
    }

    private Money then(AccountCode account, Instant end) {
        // Only where the sandbox's clock was set back can a day have seen spending before its money came; production's clock only goes forward.
        return Money.ofFen(Math.max(0, ledger.balance(account, end)));
    }

    private List<Envelope> envelopes() {
        return jdbc.sql("select fund, budget_code, year_, region from budget where region like ? or region = ? order by year_ desc, region, fund, budget_code")
                .params(reader().region().prefix() + "%", kept(reader().region()))
                .query((row, n) -> envelope(row)).list();
    }

    /** The centre's money for a province, whose books the province keeps; of others nothing besides their own. */
    private static String kept(Region reader) {
        return reader.isProvince() ? Region.CENTRAL.code() : reader.code();
    }

    private static Envelope envelope(ResultSet row) throws SQLException {
        return new Envelope(row.getString(1), row.getString(2), row.getInt(3), row.getString(4));
    }

    /** @throws Refusal NOT_FOUND for an envelope that does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public Envelope.Balance balance(Envelope envelope) {
        return now("b.fund = ? and b.budget_code = ? and b.year_ = ? and b.region = ? and (b.region like ? or b.region = ?)", envelope.fund(), envelope.code(), envelope.year(), envelope.region(),
                reader().region().prefix() + "%", kept(reader().region())).stream().findFirst().orElseThrow(Refusal::notFound);
    }

    /** An approval behind a figure, with what this envelope bears of it. @param amount the whole while it waits @param returned what of it came back since; the figure is without it */
    public record Approval(long id, String caseNumber, String group, Money amount, Money returned, Instant approvedAt) { }

    /** The approvals behind a figure in the order of approval. @param after id to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    public List<Approval> behind(Envelope envelope, State figure, long after, int count) {
        balance(envelope);
        var waits = figure == State.WAITING;
        return jdbc.sql("select r.id, r.case_number, r.group_, " + (waits ? "r.amount_fen" : "s.amount_fen") + ", (select coalesce(sum(t.amount_fen), 0) from budget_return t "
                + "where t.reservation_id = r.id and t.region = :region and r.state = 'SPENT'), r.approved_at from reservation r"
                + (waits ? "" : " join reservation_share s on s.reservation_id = r.id and s.region = :region") + " where r.fund = :fund and r.budget_code = :code"
                + (waits ? " and r.region = :region" : " and r.year_ = :year") + " and r.state = :state and r.id > :after order by r.id limit :count")
                .param("fund", envelope.fund()).param("code", envelope.code()).param("year", envelope.year()).param("region", envelope.region())
                .param("state", figure.name()).param("after", after).param("count", count)
                .query((row, n) -> new Approval(row.getLong(1), row.getString(2), row.getString(3), Money.ofFen(row.getLong(4)),
                        Money.ofFen(row.getLong(5)), row.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
    }

    /** Who bears an approval, the region's own part first (catalogue R39). No authorisation: callers have shown its payment to the reader. */
    @Transactional(readOnly = true)
    public List<Envelope.Share> borne(long reservation) {
        return jdbc.sql("select r.fund, r.budget_code, r.year_, s.region, s.amount_fen from reservation_share s join reservation r on r.id = s.reservation_id where r.id = ? order by s.region desc")
                .param(reservation).query((row, n) -> new Envelope.Share(envelope(row), fen(row, 5))).list();
    }

    /** Approved and not yet paid, by how long ago it was approved (catalogue R01). @param from least, in working days; @param to most; null for no end */
    public record Ageing(int from, Integer to, long cases, Money amount) { }

    /** What is reserved of an envelope, by age: up to 5, up to 20, and more working days. */
    @Transactional(readOnly = true)
    public List<Ageing> ageing(Envelope envelope) {
        balance(envelope);
        var calendar = calendars.calendar(new Region(envelope.region()));
        var today = WorkingCalendar.dayOf(clock.instant());
        var cases = new long[AGES.size()];
        var fen = new long[AGES.size()];
        jdbc.sql("select s.amount_fen, r.approved_at from reservation r join reservation_share s on s.reservation_id = r.id and s.region = :region "
                + "where r.fund = :fund and r.budget_code = :code and r.year_ = :year and r.state = 'RESERVED'")
                .param("fund", envelope.fund()).param("code", envelope.code()).param("year", envelope.year()).param("region", envelope.region()).query(row -> {
                    var age = calendar.between(WorkingCalendar.dayOf(row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)), today);
                    var bucket = (int) AGES.stream().skip(1).filter(from -> age >= from).count();
                    cases[bucket]++;
                    fen[bucket] += row.getLong(1);
                });
        return IntStream.range(0, AGES.size()).mapToObj(i -> new Ageing(AGES.get(i), i + 1 < AGES.size() ? AGES.get(i + 1) - 1 : null, cases[i], Money.ofFen(fen[i]))).toList();
    }

    /** The promises behind what is committed of an envelope, covered or not, in their order. @param after id to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    public List<Commitments.Commitment> promised(Envelope envelope, long after, int count) {
        balance(envelope);
        return commitments.open(envelope, after, count);
    }

    /**
     * What must not exist at any committed instant, by {@code db/checker.sql}: one statement, so that it sees one instant; cheap enough to be asked every few seconds
     * while faults are played (docs/operations.md).
     *
     * @return the check and what it is about, for each difference; empty when all is right
     */
    @Transactional(readOnly = true)
    public List<String> differences() {
        try {
            return jdbc.sql(CHECKER.getContentAsString(StandardCharsets.UTF_8)).query((row, n) -> row.getString(1) + " " + row.getString(2)).list();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private List<Envelope.Balance> now(String condition, Object... values) {
        return jdbc.sql(BALANCES.formatted(condition)).params(values).query((row, n) -> new Envelope.Balance(envelope(row), fen(row, 5), fen(row, 6), fen(row, 7), fen(row, 8),
                fen(row, 9), fen(row, 10), null)).list();
    }

    private static Money fen(ResultSet row, int column) throws SQLException {
        return Money.ofFen(row.getLong(column));
    }
}
