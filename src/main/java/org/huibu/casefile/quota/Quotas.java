package org.huibu.casefile.quota;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.roster.Rosters;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Ids;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Yearly places of a scheme in a district, one per line that passes; how many there are is the parameter that the scheme's grant names, as
 * the release in force holds it. Who finds too few waits in the order in which he asked, and a later, smaller case never overtakes him.
 */
@Service
public class Quotas {

    private static final Set<String> ENDS_THE_CASE = Set.of("CaseWithdrawn", "CaseRejected", "CorrectionLapsed");
    private static final String SELECT = "select id, scheme_key, region, year_, case_number, places, state from quota_claim where ";
    private final CaseWork work;
    private final Rosters rosters;
    private final Schemes schemes;
    private final JdbcClient jdbc;
    private final Clock clock;

    Quotas(CaseWork work, Rosters rosters, Schemes schemes, JdbcClient jdbc, Clock clock) {
        this.work = work;
        this.rosters = rosters;
        this.schemes = schemes;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A case that holds places or waits for them. */
    record Claim(long id, String scheme, String region, int year, String caseNumber, int places, String state) { }

    /** What decides on a request for places. @param year places of the whole year, {@code free} those that nobody holds @param earlier true if somebody waits longer */
    record Asked(int places, long free, int year, boolean earlier) { }

    /**
     * Queues for as many places as lines pass, unless the case waits already, and tells how things stand; until the end of the transaction nobody else takes any.
     *
     * @throws Refusal CONFLICT {@code limitMissing} where no quota is set
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Asked ask(String caseNumber) {
        var file = work.find(caseNumber);
        int year = WorkingCalendar.dayOf(clock.instant()).getYear();
        lock(file, year);
        var claim = of(caseNumber).filter(one -> one.state().equals("WAITING")).orElseGet(() -> asked(file, year));
        int size = size(claim);
        return new Asked(claim.places(), size - held(claim.scheme(), claim.region(), year), size, waitsLonger(claim));
    }

    /** Takes the places that were asked for. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(String caseNumber) {
        jdbc.sql("update quota_claim set state = 'HELD', year_ = ? where case_number = ? and state = 'WAITING'").params(WorkingCalendar.dayOf(clock.instant()).getYear(), caseNumber).update();
    }

    /** Gives the places of a case back. @throws Refusal CONFLICT {@code quotaReleasedTwice} if it holds none any more */
    @Transactional
    public void release(String caseNumber) {
        if (jdbc.sql("update quota_claim set state = 'RELEASED' where case_number = ? and state <> 'RELEASED'").param(caseNumber).update() == 0) {
            throw Refusal.conflict("quotaReleasedTwice", caseNumber);
        }
    }

    /** Place in the queue, from 1; empty if the case does not wait. */
    @Transactional(readOnly = true)
    public Optional<Long> place(String caseNumber) {
        return of(caseNumber).filter(claim -> claim.state().equals("WAITING")).map(claim -> 1 + jdbc.sql("select count(*) from quota_claim where scheme_key = ? and region = ? "
                + "and state = 'WAITING' and id < ?").params(claim.scheme(), claim.region(), claim.id()).query(Long.class).single());
    }

    /** The first of each queue that would find enough now, or that never will because the whole year has too few. */
    @Transactional(readOnly = true)
    List<Claim> ready() {
        int year = WorkingCalendar.dayOf(clock.instant()).getYear();
        return waiting().stream().filter(claim -> !waitsLonger(claim) && (held(claim.scheme(), claim.region(), year) + claim.places() <= size(claim) || claim.places() > size(claim))).toList();
    }

    /** All that wait, the longest first. */
    @Transactional(readOnly = true)
    List<Claim> waiting() {
        return jdbc.sql(SELECT + "state = 'WAITING' order by id").query(Quotas::read).list();
    }

    @EventListener
    void on(CaseHappened happened) {
        if (ENDS_THE_CASE.contains(happened.what()) && of(happened.caseNumber()).isPresent()) {
            release(happened.caseNumber());
        } else if (happened.what().equals("RosterRecorded")) {
            keep(happened.caseNumber(), rosters.places(happened.caseNumber()));
        }
    }

    /** Gives back the places of lines that were refused after they were taken. */
    private void keep(String caseNumber, int places) {
        jdbc.sql("update quota_claim set places = ? where case_number = ? and state = 'HELD' and places > ?").params(places, caseNumber, places).update();
    }

    Map<String, String> told(String caseNumber) {
        return Map.of("place", place(caseNumber).map(String::valueOf).orElse("-"));
    }

    private Optional<Claim> of(String caseNumber) {
        return jdbc.sql(SELECT + "case_number = ? and state <> 'RELEASED'").param(caseNumber).query(Quotas::read).optional();
    }

    private Claim asked(CaseFile file, int year) {
        int places = (int) work.lines(file.number()).stream().filter(line -> "PASS".equals(line.verdict())).count();
        var claim = new Claim(Ids.next(), file.schemeKey(), file.region(), year, file.number(), places, "WAITING");
        jdbc.sql("insert into quota_claim (id, scheme_key, region, year_, case_number, places, state) values (?, ?, ?, ?, ?, ?, ?)")
                .params(claim.id(), claim.scheme(), claim.region(), year, claim.caseNumber(), places, claim.state()).update();
        return claim;
    }

    private boolean waitsLonger(Claim claim) {
        return jdbc.sql("select count(*) from quota_claim where scheme_key = ? and region = ? and state = 'WAITING' and id < ?")
                .params(claim.scheme(), claim.region(), claim.id()).query(Long.class).single() > 0;
    }

    private long held(String scheme, String region, int year) {
        return jdbc.sql("select coalesce(sum(places), 0) from quota_claim where scheme_key = ? and region = ? and year_ = ? and state = 'HELD'")
                .params(scheme, region, year).query(Long.class).single();
    }

    private int size(Claim claim) {
        var scheme = schemes.scheme(claim.scheme());
        var key = scheme.pack().grants().quota();
        return scheme.parameters().find(key, new Region(claim.region()), WorkingCalendar.dayOf(clock.instant())).orElseThrow(() -> Refusal.conflict("limitMissing", key)).number();
    }

    /** Whoever takes places of a scheme, year and district does so one after the other. */
    private void lock(CaseFile file, int year) {
        if (!locked(file, year)) {
            try {
                jdbc.sql("insert into quota (scheme_key, region, year_) values (?, ?, ?)").params(file.schemeKey(), file.region(), year).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                locked(file, year);
            }
        }
    }

    private boolean locked(CaseFile file, int year) {
        return jdbc.sql("select year_ from quota where scheme_key = ? and region = ? and year_ = ? for update").params(file.schemeKey(), file.region(), year)
                .query(Integer.class).optional().isPresent();
    }

    private static Claim read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Claim(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5), row.getInt(6), row.getString(7));
    }
}
