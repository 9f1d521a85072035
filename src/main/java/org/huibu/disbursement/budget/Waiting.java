package org.huibu.disbursement.budget;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Envelope.Share;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.ledger.Ledger;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose turn it is. Within a region the order of approval is strict. Over regions there is one queue per envelope that several bear on, such as a city's: a later
 * case of another district gets nothing of it that an earlier one waits for. Who waits for money that the other does not ask for, such as its own district's,
 * holds nobody up.
 */
@Component
class Waiting {

    private static final int PAGE = 50;
    private static final String NOBODY = "-";
    private final Reservations reservations;
    private final Sources sources;
    private final Ledger ledger;
    private final CaseWork work;
    private final JdbcClient jdbc;
    private final Clock clock;

    Waiting(Reservations reservations, Sources sources, Ledger ledger, CaseWork work, JdbcClient jdbc, Clock clock) {
        this.reservations = reservations;
        this.sources = sources;
        this.ledger = ledger;
        this.work = work;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What each envelope would bear of it in the year of today. @throws Refusal as {@link Sources#shares} */
    List<Share> shares(Reservation one) {
        var today = WorkingCalendar.dayOf(clock.instant());
        return sources.shares(one.caseNumber(), one.own(today.getYear()), one.amount(), today);
    }

    /** What promises hold for a case, its own and those of the case that granted what it settles. */
    Money covered(String caseNumber, Envelope envelope) {
        return Money.ofFen(jdbc.sql("select coalesce(sum(covered_fen), 0) from commitment where case_number in (?, ?) and fund = ? and budget_code = ? and year_ = ? and region = ? and open_fen > 0")
                .params(caseNumber, work.grantedBy(caseNumber).orElse(caseNumber), envelope.fund(), envelope.code(), envelope.year(), envelope.region()).query(Long.class).single());
    }

    /** True if enough is there beside what was promised to others and what earlier ones wait for. So that it stays true the caller holds the locks of its shares. */
    boolean turn(Reservation one) {
        var need = needs(one, shares(one));
        if (need.isEmpty()) {
            return true;
        }
        var left = new Left(need.keySet());
        return reservations.ahead(one) == 0 && left.covers(need) && earlier(one, left).noneMatch(ahead -> ahead && !left.covers(need));
    }

    /** How many were approved earlier and wait for some of the same money. */
    long ahead(Reservation one) {
        return reservations.ahead(one) + earlier(one, new Left(needs(one, shares(one)).keySet())).filter(ahead -> ahead).count();
    }

    /** The first approval of any region that waits for the envelope's money; what was promised later is covered later. */
    Optional<Long> first(Envelope envelope) {
        return reservations.queues().stream().filter(queue -> queue[0].equals(envelope.fund()) && queue[1].equals(envelope.code()))
                .flatMap(queue -> reservations.first(envelope.in(queue[2])).stream())
                .filter(head -> head.region().equals(envelope.region()) || new Left(Set.of(envelope)).serves(head)).map(Reservation::id).min(Long::compare);
    }

    /** For each of the other regions who was approved earlier, in that order: whether it waits for what is asked for here. Read as far as anybody looks. */
    private Stream<Boolean> earlier(Reservation one, Left left) {
        return Stream.iterate(page(one, 0, left), page -> !page.isEmpty(), page -> page(one, page.get(page.size() - 1).id(), left)).flatMap(List::stream).map(left::serves);
    }

    private List<Reservation> page(Reservation one, long after, Left left) {
        var without = Stream.concat(Stream.of(one.region(), NOBODY), left.stuck.stream()).collect(Collectors.toSet());
        return reservations.findByFundAndBudgetCodeAndStateAndRegionNotInAndIdGreaterThanAndIdLessThanOrderById(one.fund(), one.budgetCode(), State.WAITING, without, after, one.id(), Limit.of(PAGE));
    }

    /** In fen what has to be free in each envelope; what was promised to the case need not. */
    private Map<Envelope, Long> needs(Reservation one, List<Share> shares) {
        return shares.stream().map(share -> Map.entry(share.envelope(), share.amount().fen() - covered(one.caseNumber(), share.envelope()).fen()))
                .filter(part -> part.getValue() > 0).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Money as it would be left once the earlier ones had theirs. */
    private final class Left {

        private final Set<Envelope> asked;
        private final Map<Envelope, Long> fen = new HashMap<>();
        /** Regions whose first waits for other money than is asked for here; within a region nobody overtakes. */
        private final Set<String> stuck = new HashSet<>();

        Left(Set<Envelope> asked) {
            this.asked = asked;
        }

        boolean covers(Map<Envelope, Long> need) {
            return need.entrySet().stream().allMatch(part -> of(part.getKey()) >= part.getValue());
        }

        /** @return whether it waits for some of what is asked for, which is then set aside for it */
        boolean serves(Reservation earlier) {
            if (stuck.contains(earlier.region())) {
                return false;
            }
            var need = needs(earlier);
            if (need.entrySet().stream().anyMatch(part -> !asked.contains(part.getKey()) && of(part.getKey()) < part.getValue())) {
                stuck.add(earlier.region());
                return false;
            }
            need.forEach((envelope, part) -> fen.put(envelope, of(envelope) - part));
            return need.keySet().stream().anyMatch(asked::contains);
        }

        /** A case whose sources cannot be told waits for a person, and nobody for it. */
        private Map<Envelope, Long> needs(Reservation earlier) {
            try {
                return Waiting.this.needs(earlier, shares(earlier));
            } catch (Refusal unknown) {
                stuck.add(earlier.region());
                return Map.of();
            }
        }

        private long of(Envelope envelope) {
            return fen.computeIfAbsent(envelope, one -> ledger.balance(one.available()));
        }
    }
}
