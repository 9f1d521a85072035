package org.huibu.disbursement.reconciliation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.reconciliation.Difference.Kind;
import org.huibu.ledger.LedgerEntry;
import org.huibu.ledger.LedgerSearch;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares a day three ways by the idempotency key, not by the hour: an order that the treasury paid shortly before midnight and the house
 * heard of after it agrees as soon as both sides know it.
 */
@Component
class Comparison {

    /** How the ledger names the spending of what was reserved; the number behind it is the reservation's. */
    private static final String SPENDING = "settlement/";
    private static final int CHUNK = 500;
    private static final String ORDER = "o.number, o.case_number, o.region, o.amount_fen, o.account_index, o.state, o.reservation_id, o.payee";
    private final JdbcClient jdbc;
    private final LedgerSearch ledger;

    Comparison(JdbcClient jdbc, LedgerSearch ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    private record Order(String number, String caseNumber, String region, long fen, String accountIndex, State state, long reservation, String payee) { }

    private record Stated(String key, String number, long fen, String accountIndex, String tail, String payee, String reference, int times, Order order) { }

    /** Everything on which the three sides do not agree for a day; empty when it is green. */
    List<Found> of(DayBook.Day day) {
        var from = day.first().atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var until = day.day().plusDays(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var found = new ArrayList<Found>();
        var settled = new HashMap<String, Order>();
        for (var line : statement(day)) {
            stated(line).ifPresent(kind -> found.add(found(kind, line)));
            if (line.order() != null && line.order().state() == State.SETTLED) {
                settled.put(line.order().number(), line.order());
            }
        }
        settledWithoutLine(from, until).forEach(order -> found.add(found(Kind.MISSING_LINE, order, null, null)));
        settledIn(from, until).forEach(order -> settled.put(order.number(), order));
        found.addAll(unposted(settled));
        found.addAll(postedAlone(from, until));
        found.addAll(inbound(day));
        return found;
    }

    /** By region what came in as the treasury says, against the receipts of those days; nothing where it does not say. */
    private List<Found> inbound(DayBook.Day day) {
        return jdbc.sql("select s.region, sum(s.stated), sum(s.received) from (select region, amount_fen as stated, 0 as received from statement_inbound where day_ = :day and region <> '' "
                        + "union all select region, 0, amount_fen from receipt where received_on between :first and :day and exists (select 1 from statement_inbound where day_ = :day)) s "
                        + "group by s.region having sum(s.stated) <> sum(s.received) order by s.region").param("day", day.day()).param("first", day.first())
                .query((row, n) -> new Found(Kind.INBOUND, row.getString(1), row.getString(1), null, null, row.getLong(2), null, row.getLong(3), null, null, null)).list();
    }

    private static Optional<Kind> stated(Stated line) {
        var order = line.order();
        if (order == null) {
            return Optional.of(Kind.UNORDERED);
        }
        if (line.times() > 1) {
            return Optional.of(Kind.TWICE);
        }
        if (line.fen() != order.fen() || !order.number().equals(line.number())) {
            return Optional.of(Kind.AMOUNT);
        }
        if (!order.accountIndex().equals(line.accountIndex())) {
            return Optional.of(Kind.ACCOUNT);
        }
        // What came back later was paid on the day all the same.
        return order.state() == State.SETTLED || order.state() == State.SENT_BACK ? Optional.empty() : Optional.of(order.state().pending() ? Kind.NOT_SETTLED : Kind.OTHER_OUTCOME);
    }

    private static Found found(Kind kind, Stated line) {
        var order = line.order();
        var subject = line.key() == null ? line.reference() : line.key();
        return new Found(kind, subject == null ? line.number() : subject, order == null ? "" : order.region(), order == null ? line.number() : order.number(),
                order == null ? null : order.caseNumber(), line.fen(), order == null ? null : order.fen(), null, line.payee(), line.tail(), line.reference());
    }

    private static Found found(Kind kind, Order order, Long postedFen, String reference) {
        return new Found(kind, order.number(), order.region(), order.number(), order.caseNumber(), null, order.fen(), postedFen, order.payee(), null, reference);
    }

    private List<Found> unposted(Map<String, Order> settled) {
        var found = new ArrayList<Found>();
        var orders = List.copyOf(settled.values());
        for (int i = 0; i < orders.size(); i += CHUNK) {
            var chunk = orders.subList(i, Math.min(i + CHUNK, orders.size()));
            var posted = new HashMap<String, Long>();
            ledger.of(chunk.stream().map(order -> SPENDING + order.reservation()).toList()).forEach(entry -> posted.put(entry.reference(), sum(entry)));
            chunk.forEach(order -> {
                var fen = posted.get(SPENDING + order.reservation());
                if (fen == null || fen != order.fen()) {
                    found.add(found(Kind.LEDGER, order, fen, SPENDING + order.reservation()));
                }
            });
        }
        return found;
    }

    private List<Found> postedAlone(Instant from, Instant until) {
        var found = new ArrayList<Found>();
        var wanted = LedgerSearch.Wanted.within(SPENDING, from, until);
        for (long before = Long.MAX_VALUE; ; ) {
            var page = ledger.find(wanted, "", before, CHUNK);
            page.stream().filter(entry -> !paid(entry)).forEach(entry -> found.add(new Found(Kind.LEDGER_ALONE, entry.reference(), region(entry), null, entry.caseNumber(), null, null,
                    sum(entry), null, null, entry.reference())));
            if (page.size() < CHUNK) {
                return found;
            }
            before = page.get(page.size() - 1).id();
        }
    }

    private boolean paid(LedgerEntry entry) {
        return jdbc.sql("select count(*) from payment_order where reservation_id = ? and state in ('SETTLED', 'SENT_BACK')")
                .param(Long.parseLong(entry.reference().substring(SPENDING.length()))).query(Long.class).single() > 0;
    }

    /** Of the case; empty where the act belongs to none. */
    private static String region(LedgerEntry entry) {
        return entry.caseNumber() != null && entry.caseNumber().matches("[A-Z]+-\\d{6}-.*") ? entry.caseNumber().split("-")[1] : "";
    }

    private static long sum(LedgerEntry entry) {
        return entry.lines().stream().mapToLong(line -> line.amount().fen()).sum();
    }

    private List<Stated> statement(DayBook.Day day) {
        return jdbc.sql("select l.key_, l.order_number, l.amount_fen, l.account_index, l.account_tail, l.payee, l.reference, "
                        + "(select count(*) from statement_line m where m.key_ = l.key_), " + ORDER
                        + " from statement_line l left join payment_order o on o.key_ = l.key_ where l.day_ = ? order by l.place").param(day.day())
                .query((row, n) -> new Stated(row.getString(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                        row.getInt(8), row.getString(9) == null ? null : order(row, 8))).list();
    }

    private List<Order> settledIn(Instant from, Instant until) {
        return jdbc.sql("select " + ORDER + " from payment_order o where o.state = 'SETTLED' and o.ended_at >= ? and o.ended_at < ?").params(utc(from), utc(until))
                .query((row, n) -> order(row, 0)).list();
    }

    private List<Order> settledWithoutLine(Instant from, Instant until) {
        return jdbc.sql("select " + ORDER + " from payment_order o where o.state = 'SETTLED' and o.ended_at >= ? and o.ended_at < ? "
                        + "and not exists (select 1 from statement_line l where l.key_ = o.key_) order by o.id").params(utc(from), utc(until))
                .query((row, n) -> order(row, 0)).list();
    }

    private static Order order(ResultSet row, int before) throws SQLException {
        return new Order(row.getString(before + 1), row.getString(before + 2), row.getString(before + 3), row.getLong(before + 4), row.getString(before + 5),
                State.valueOf(row.getString(before + 6)), row.getLong(before + 7), row.getString(before + 8));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
