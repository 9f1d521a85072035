package org.huibu.casefile.lookup;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Earlier cases of the same applicant, and other claims for the same entities. */
@Service
public class RelatedCases {

    private final JdbcClient jdbc;

    RelatedCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param line label of the line that occurs in both; null if the applicant is the same */
    public record Related(String number, String scheme, String region, String state, long release, Instant submittedAt, String line) { }

    /** @param region digits that the reader's regions share */
    @Transactional(readOnly = true)
    public List<Related> sameApplicant(String number, String region, int count) {
        return jdbc.sql("select o.number, o.scheme_key, o.region, o.state, o.release_id, o.first_submitted_at, null from case_file o join case_file c on c.applicant_index = o.applicant_index "
                + "where c.number = :number and o.number <> :number and o.first_submitted_at is not null and o.region like :region order by o.id desc limit :count")
                .param("number", number).param("region", region + "%").param("count", count).query(RelatedCases::read).list();
    }

    /** Other cases of the same scheme with a line for the same entity. */
    @Transactional(readOnly = true)
    public List<Related> sameEntities(String number, String region, int count) {
        return jdbc.sql("select o.number, o.scheme_key, o.region, o.state, o.release_id, o.first_submitted_at, l.label from case_file c join claim_line l on l.case_id = c.id "
                + "join claim_line m on m.subject_index = l.subject_index and m.case_id <> l.case_id join case_file o on o.id = m.case_id and o.scheme_key = c.scheme_key "
                + "where c.number = :number and o.first_submitted_at is not null and o.region like :region order by o.id desc, l.seq limit :count")
                .param("number", number).param("region", region + "%").param("count", count).query(RelatedCases::read).list();
    }

    private static Related read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        var at = row.getObject(6, LocalDateTime.class);
        return new Related(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getLong(5), at == null ? null : at.toInstant(ZoneOffset.UTC), row.getString(7));
    }
}
