package org.huibu.casefile.lookup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many lines of a case pass, fail or need a person. Who may know is authorised by the caller. */
@Service
public class CaseTallies {

    private static final String COUNTS = "coalesce(sum(case when verdict = 'PASS' then 1 else 0 end), 0), coalesce(sum(case when verdict = 'FAIL' then 1 else 0 end), 0), "
            + "coalesce(sum(case when verdict = 'NEEDS_PERSON' then 1 else 0 end), 0)";
    private final JdbcClient jdbc;

    CaseTallies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param group line group; null for the whole case. A case without lines counts as its claim. */
    @Transactional(readOnly = true)
    public Tally of(String number, String group) {
        var lines = jdbc.sql("select " + COUNTS + " from claim_line where case_id = (select id from case_file where number = :number) and (group_ = :group or :group is null)")
                .param("number", number).param("group", group).query((row, n) -> read(row)).single();
        return lines.pass() + lines.fail() + lines.doubt() > 0 ? lines
                : jdbc.sql("select " + COUNTS + " from claim_finding where case_number = ?").param(number).query((row, n) -> read(row)).single();
    }

    private static Tally read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Tally(row.getInt(1), row.getInt(2), row.getInt(3));
    }
}
