package org.huibu.casefile.followup;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huibu.party.Protection;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The register of follow-ups. */
@Service
public class Survival {

    private static final int MOST = 100;
    private final JdbcClient jdbc;
    private final Protection protection;

    Survival(JdbcClient jdbc, Protection protection) {
        this.jdbc = jdbc;
        this.protection = protection;
    }

    /** @param left who left twelve months ago or longer. @param alive of them, still in business when last asked */
    public record Counted(int left, int alive) { }

    /** Still in business, or not, or a department knows too little. */
    enum Result { ALIVE, GONE, UNKNOWN }

    /** Somebody to be asked about. @param caseNumber the case that granted the recognition. @param years since it left */
    record Due(long entry, String label, String number, int years, String caseNumber) { }

    /** Where the number of a roster entry is sealed. */
    public static String place(long entry) {
        return "roster:" + entry;
    }

    /** Empty if nobody left so long ago, or somebody has not been asked about or is not known. @param day up to which is counted */
    @Transactional(readOnly = true)
    public Optional<Counted> of(long recognition, LocalDate day) {
        var results = jdbc.sql("select (select f.result from roster_follow_up f where f.entry_id = e.id order by f.years desc limit 1) from roster_entry e "
                + "where e.recognition_id = ? and e.left_on <= ?").params(recognition, Date.valueOf(day.minusYears(1))).query((row, n) -> String.valueOf(row.getString(1))).list();
        var known = results.stream().allMatch(one -> one.equals(Result.ALIVE.name()) || one.equals(Result.GONE.name()));
        return results.isEmpty() || !known ? Optional.empty() : Optional.of(new Counted(results.size(), (int) results.stream().filter(Result.ALIVE.name()::equals).count()));
    }

    /** Who left long enough ago and has not been asked about since. @param kind of recognition. @param years how often they are asked about */
    @Transactional(readOnly = true)
    List<Due> due(String kind, int years, LocalDate today) {
        return java.util.stream.IntStream.rangeClosed(1, years).boxed().flatMap(year -> jdbc.sql("select e.id, e.label, e.number_sealed, r.number from roster_entry e "
                        + "join recognition r on r.id = e.recognition_id where r.kind = ? and e.number_sealed is not null and e.left_on <= ? "
                        + "and not exists (select 1 from roster_follow_up f where f.entry_id = e.id and f.years = ?) order by e.id limit " + MOST)
                .params(kind, Date.valueOf(today.minusYears(year)), year).query((row, n) -> new Due(row.getLong(1), row.getString(2),
                        protection.open(row.getString(3), place(row.getLong(1))), year, row.getString(4).substring("RD-".length()))).list().stream()).toList();
    }

    /** @return false if another node has asked meanwhile */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean keep(Due one, Result result, Instant now) {
        try {
            jdbc.sql("insert into roster_follow_up (entry_id, years, result, asked_at) values (?, ?, ?, ?)")
                    .params(one.entry(), one.years(), result.name(), LocalDateTime.ofInstant(now, ZoneOffset.UTC)).update();
            return true;
        } catch (DuplicateKeyException otherNode) {
            return false;
        }
    }
}
