package org.huibu.casefile.postcheck;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.postcheck.DrawnCheck.Ground;
import org.huibu.casefile.spi.RiskSignals;
import org.huibu.casefile.spi.RiskSignals.Signal;
import org.huibu.process.Retries;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Draws once per region and month which of the cases that were paid in it are looked at again (R02): {@code POST_CHECK_RATE} of them by lot, so that each may
 * be drawn, and {@code POST_CHECK_RISK_RATE} by the weight of what is known of them.
 */
@Component
class Draws {

    private static final Logger LOG = LoggerFactory.getLogger(Draws.class);
    /** A house that stood still catches up with so many months. */
    private static final int MONTHS_BACK = 3;
    private static final int CHUNK = 500;
    private static final int SEED_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final PostChecks checks;
    private final List<RiskSignals> signals;
    private final Schemes schemes;
    private final Retries retries;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Draws(PostChecks checks, List<RiskSignals> signals, Schemes schemes, Retries retries, ApplicationEventPublisher events, JdbcClient jdbc, Clock clock) {
        this.checks = checks;
        this.signals = signals;
        this.schemes = schemes;
        this.retries = retries;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A month is drawn from its second day after on: what was paid in its last second has been written by then. */
    @Scheduled(fixedDelayString = "${huibu.post-check.draw:10m}", initialDelayString = "${huibu.post-check.draw:10m}")
    void draw() {
        var month = YearMonth.from(WorkingCalendar.dayOf(clock.instant()).minusDays(1));
        for (int back = MONTHS_BACK; back >= 1; back--) {
            var period = month.minusMonths(back);
            paid(period).forEach((region, cases) -> {
                try {
                    retries.run(() -> draw(region, period, cases));
                } catch (DuplicateKeyException otherNodeWasFirst) {
                    LOG.debug("{} of {} was drawn meanwhile", period, region);
                } catch (RuntimeException fault) {
                    LOG.warn("{} of {} could not be drawn and is drawn again", period, region, fault);
                }
            });
        }
        checks.openDrawn();
    }

    /** By region, those of which money went in that month, unless the month was drawn there. */
    private Map<String, List<String>> paid(YearMonth period) {
        var from = period.atDay(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var to = period.plusMonths(1).atDay(1).atStartOfDay(WorkingCalendar.ZONE).toInstant();
        var found = new TreeMap<String, List<String>>();
        jdbc.sql("select distinct c.region, c.number from case_event e join case_file c on c.number = e.case_number where e.what = 'GroupPaid' and e.at_ >= :from and e.at_ < :to "
                + "and exists (select 1 from claim_line l where l.case_id = c.id and l.state = '" + ClaimLine.State.PAID + "' and l.amount_fen > 0) "
                + "and not exists (select 1 from post_check_draw d where d.region = c.region and d.period = :period) order by c.number")
                .param("from", LocalDateTime.ofInstant(from, ZoneOffset.UTC)).param("to", LocalDateTime.ofInstant(to, ZoneOffset.UTC)).param("period", period.toString())
                .query(row -> {
                    found.computeIfAbsent(row.getString(1), one -> new java.util.ArrayList<>()).add(row.getString(2));
                });
        return found;
    }

    private Void draw(String region, YearMonth period, List<String> cases) {
        var today = WorkingCalendar.dayOf(clock.instant());
        var weights = weights(region, today);
        var known = signals(cases);
        var tickets = cases.stream().map(one -> new Lot.Ticket(one, known.getOrDefault(one, Set.of()).stream().mapToInt(weights::get).sum())).toList();
        var seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        var lot = new Lot(HexFormat.of().formatHex(seed));
        var drawn = lot.draw(tickets, parameter("POST_CHECK_RATE", region, today), parameter("POST_CHECK_RISK_RATE", region, today));
        var id = Ids.next();
        var atRandom = (int) drawn.values().stream().filter(Ground.RANDOM::equals).count();
        jdbc.sql("insert into post_check_draw (id, region, period, seed, cases, at_random, by_risk, drawn_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(id, region, period.toString(), lot.seed(), cases.size(), atRandom, drawn.size() - atRandom, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
        tickets.forEach(ticket -> {
            var ground = drawn.get(ticket.caseNumber());
            var said = known.getOrDefault(ticket.caseNumber(), Set.of()).stream().filter(one -> weights.get(one) > 0).map(Enum::name).collect(Collectors.joining(","));
            jdbc.sql("insert into post_check_case (id, draw_id, case_number, weight, signals, ground, state) values (?, ?, ?, ?, ?, ?, ?)")
                    .params(Arrays.asList(Ids.next(), id, ticket.caseNumber(), ticket.weight(), said, ground == null ? null : ground.name(), ground == null ? null : DrawnCheck.State.DRAWN.name())).update();
        });
        events.publishEvent(new PostCheckDrawn(id, region, period.toString(), lot.seed(), cases.size(), atRandom, drawn.size() - atRandom));
        return null;
    }

    private Map<String, Set<Signal>> signals(List<String> cases) {
        var found = new HashMap<String, Set<Signal>>();
        for (int from = 0; from < cases.size(); from += CHUNK) {
            var some = cases.subList(from, Math.min(cases.size(), from + CHUNK));
            signals.forEach(source -> source.of(some).forEach((number, these) -> found.computeIfAbsent(number, one -> EnumSet.noneOf(Signal.class)).addAll(these)));
        }
        return found;
    }

    private Map<Signal, Integer> weights(String region, LocalDate day) {
        var weights = new EnumMap<Signal, Integer>(Signal.class);
        for (var signal : Signal.values()) {
            weights.put(signal, parameter("RISK_" + signal, region, day).intValueExact());
        }
        return weights;
    }

    /** The highest that any scheme in force states. */
    private BigDecimal parameter(String key, String region, LocalDate day) {
        return schemes.active().stream().flatMap(scheme -> scheme.parameters().find(key, new Region(region), day).stream()).map(one -> new BigDecimal(one.value().toString()))
                .max(Comparator.naturalOrder()).orElseThrow(() -> Refusal.conflict("limitMissing", key));
    }
}
