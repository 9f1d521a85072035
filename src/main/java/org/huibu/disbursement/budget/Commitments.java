package org.huibu.disbursement.budget;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Envelope.Share;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What decisions of today bind of this and coming years (flows §8.7). A promise is covered as soon as its year has money, in the order of
 * the promises and before later approvals; until then it is shown as uncovered. A payment that was promised draws on the promise.
 */
@Service
public class Commitments {

    private static final Set<String> ENDS_THE_CASE = Set.of("CaseWithdrawn", "CaseRejected", "CorrectionLapsed");
    private static final String SELECT = "select id, case_number, fund, budget_code, year_, region, promised_fen, open_fen, covered_fen from commitment where ";
    private static final String IN = "fund = ? and budget_code = ? and year_ = ? and region = ?";
    private final Ledger ledger;
    private final Envelopes envelopes;
    private final Waiting waiting;
    private final Sources sources;
    private final CaseWork work;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    Commitments(Ledger ledger, Envelopes envelopes, Waiting waiting, Sources sources, CaseWork work, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.ledger = ledger;
        this.envelopes = envelopes;
        this.waiting = waiting;
        this.sources = sources;
        this.work = work;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A promise for one year. @param open of what was promised: neither drawn nor given back; @param covered of what is open: held in the ledger */
    public record Commitment(long id, String caseNumber, Envelope envelope, Money promised, Money open, Money covered) {

        public Money uncovered() {
            return open.minus(covered);
        }
    }

    /**
     * Promises amounts by fiscal year, each envelope its part, as a payment would be borne; what the case promised before and is still open is given back first.
     * Years of nothing are left out.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void commit(String caseNumber, String fund, Map<Integer, Money> years) {
        release(caseNumber);
        var shares = new TreeMap<>(years).entrySet().stream().filter(year -> !year.getValue().isZero())
                .flatMap(year -> sources.shares(caseNumber, sources.own(caseNumber, fund, year.getKey()), year.getValue(), firstDay(year.getKey())).stream()).toList();
        envelopes.lock(shares.stream().map(Share::envelope).toList());
        for (var share : shares) {
            var envelope = share.envelope();
            jdbc.sql("insert into commitment (id, case_number, fund, budget_code, year_, region, promised_fen, open_fen, covered_fen, moves) values (?, ?, ?, ?, ?, ?, ?, ?, 0, 0)")
                    .params(Ids.next(), caseNumber, fund, envelope.code(), envelope.year(), envelope.region(), share.amount().fen(), share.amount().fen()).update();
            cover(envelope);
        }
    }

    /** From when a promise of a year can be drawn: by the ratios of that day it is parted. */
    private LocalDate firstDay(int year) {
        var today = WorkingCalendar.dayOf(clock.instant());
        return year > today.getYear() ? LocalDate.of(year, 1, 1) : today;
    }

    /** Gives back all that is open of a case; nothing happens if nothing is. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String caseNumber) {
        var open = list("case_number = ? and open_fen > 0 order by year_, id", caseNumber);
        envelopes.lock(open.stream().map(Commitment::envelope).toList());
        open.forEach(one -> {
            var now = now(one);
            take(now, now.open());
        });
    }

    /** All promises of a case by year, those that are done too. No authorisation: callers show them to officers of the case. */
    @Transactional(readOnly = true)
    public List<Commitment> of(String caseNumber) {
        return list("case_number = ? order by year_, id", caseNumber);
    }

    /** Open promises of an envelope, the oldest first. @param after id to continue behind; 0 for the first page */
    @Transactional(readOnly = true)
    List<Commitment> open(Envelope envelope, long after, int count) {
        return list(IN + " and open_fen > 0 and id > ? order by id limit ?", envelope.fund(), envelope.code(), envelope.year(), envelope.region(), after, count);
    }

    /** Envelopes with money for a promise that has none yet. */
    @Transactional(readOnly = true)
    List<Envelope> coverable() {
        return jdbc.sql("select distinct fund, budget_code, year_, region from commitment where open_fen > covered_fen")
                .query((row, n) -> new Envelope(row.getString(1), row.getString(2), row.getInt(3), row.getString(4))).list().stream().filter(one -> ledger.balance(one.available()) > 0).toList();
    }

    /** Covers promises in their order, but none that came after an approval which waits for the money of the same year. The caller holds the lock. */
    @Transactional(propagation = Propagation.MANDATORY)
    void cover(Envelope envelope) {
        var uncovered = list(IN + " and open_fen > covered_fen order by id", envelope.fund(), envelope.code(), envelope.year(), envelope.region());
        if (uncovered.isEmpty()) {
            return;
        }
        var first = envelope.year() > WorkingCalendar.dayOf(clock.instant()).getYear() ? Long.MAX_VALUE
                : waiting.first(envelope).orElse(Long.MAX_VALUE);
        for (var one : uncovered) {
            var most = Math.min(one.uncovered().fen(), ledger.balance(envelope.available()));
            if (most == 0 || one.id() > first) {
                return;
            }
            post(one, new Posting(envelope.available(), envelope.committed(), Money.ofFen(most)));
            jdbc.sql("update commitment set covered_fen = covered_fen + ?, moves = moves + 1 where id = ?").params(most, one.id()).update();
        }
    }

    /** The envelope's lock is taken by itself. */
    @Transactional
    void coverNow(Envelope envelope) {
        envelopes.lock(envelope);
        cover(envelope);
    }

    /** Frees up to an amount of what was promised, so that it can be reserved. The caller holds the lock. */
    void draw(String caseNumber, Envelope envelope, Money amount) {
        var left = amount;
        for (var one : promised(caseNumber, envelope)) {
            var most = left.compareTo(one.open()) < 0 ? left : one.open();
            take(one, most);
            left = left.minus(most);
        }
    }

    @EventListener
    void on(CaseHappened happened) {
        if (ENDS_THE_CASE.contains(happened.what())) {
            release(happened.caseNumber());
        }
    }

    private List<Commitment> promised(String caseNumber, Envelope envelope) {
        var holder = work.grantedBy(caseNumber).orElse(caseNumber);
        return list("case_number in (?, ?) and " + IN + " and open_fen > 0 order by id", caseNumber, holder, envelope.fund(), envelope.code(), envelope.year(), envelope.region());
    }

    private void take(Commitment one, Money amount) {
        if (amount.isZero()) {
            return;
        }
        var freed = amount.compareTo(one.covered()) < 0 ? amount : one.covered();
        if (!freed.isZero()) {
            post(one, new Posting(one.envelope().committed(), one.envelope().available(), freed));
        }
        jdbc.sql("update commitment set open_fen = open_fen - ?, covered_fen = covered_fen - ?, moves = moves + 1 where id = ?").params(amount.fen(), freed.fen(), one.id()).update();
    }

    /** @throws IllegalStateException if the envelope holds less than was looked for: the promise must not say that it is covered */
    private void post(Commitment one, Posting posting) {
        if (!ledger.post(reference(one), one.caseNumber(), user.actor(), posting)) {
            throw new IllegalStateException("an envelope holds too little for " + reference(one));
        }
    }

    private Commitment now(Commitment one) {
        return list("id = ?", one.id()).get(0);
    }

    private String reference(Commitment one) {
        return "commitment/" + one.id() + "/" + jdbc.sql("select moves from commitment where id = ?").param(one.id()).query(Integer.class).single();
    }

    private List<Commitment> list(String condition, Object... values) {
        return jdbc.sql(SELECT + condition).params(values).query((row, n) -> new Commitment(row.getLong(1), row.getString(2),
                new Envelope(row.getString(3), row.getString(4), row.getInt(5), row.getString(6)), Money.ofFen(row.getLong(7)), Money.ofFen(row.getLong(8)), Money.ofFen(row.getLong(9)))).list();
    }
}
