package org.huibu.casefile.lookup;

import java.util.Collection;
import java.util.List;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lines of a claim page by page, without opening what is sealed in them: thousands are no burden. */
@Service
public class CaseLines {

    private static final String SELECT = "select l.seq, l.label, l.proposed, l.proposed_fen, l.verdict, l.reason, l.amount_fen, l.officer_reason, l.group_, l.state "
            + "from claim_line l where l.case_id = (select id from case_file where number = :number) ";
    private final JdbcClient jdbc;

    CaseLines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What to show of them. */
    public enum Which { ALL, FAIL, NEEDS_PERSON }

    /**
     * A line in a list.
     *
     * @param proposed verdict by the rule; null before it was judged. @param allowed what the rule allows for it
     * @param verdict as it stands, perhaps an officer's. @param officerReason why it differs from the rule; null if it does not
     */
    public record Line(int seq, String label, String proposed, Money allowed, String verdict, String reason, Money amount, String officerReason, String group, String state) { }

    /** @param group line group; null for all. @param after line number to continue behind; -1 for the beginning */
    @Transactional(readOnly = true)
    public List<Line> page(String number, String group, Which which, int after, int count) {
        return jdbc.sql(SELECT + "and (l.group_ = :group or :group is null) and (:which = 'ALL' or l.verdict = :which) and l.seq > :after order by l.seq limit :count")
                .param("number", number).param("group", group).param("which", which.name()).param("after", after).param("count", count).query(CaseLines::read).list();
    }

    /** Those lines of a case, in their order. */
    @Transactional(readOnly = true)
    public List<Line> some(String number, Collection<Integer> seqs) {
        return seqs.isEmpty() ? List.of() : jdbc.sql(SELECT + "and l.seq in (:seqs) order by l.seq").param("number", number).param("seqs", seqs).query(CaseLines::read).list();
    }

    private static Line read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Line(row.getInt(1), row.getString(2), row.getString(3), Money.ofFen(row.getLong(4)), row.getString(5), row.getString(6), Money.ofFen(row.getLong(7)),
                row.getString(8), row.getString(9), row.getString(10));
    }
}
