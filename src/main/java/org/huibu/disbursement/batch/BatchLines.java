package org.huibu.disbursement.batch;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.shared.Money;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The lines of batches, written in masses. A group is in one live batch at most: the database says so. */
@Component
class BatchLines {

    static final String QUEUED = "QUEUED";
    static final String DRAFTED = "DRAFTED";
    static final String RELEASED = "RELEASED";
    static final String FAILED = "FAILED";
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;

    BatchLines(JdbcClient jdbc, JdbcTemplate batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    /** An approved group whose money is reserved. */
    record Group(String caseNumber, String group) { }

    /** @param tries how often the step was not possible yet */
    record Line(int seq, String caseNumber, String group, int tries) { }

    /** @param drafted true if its newest order is a draft already */
    record Candidate(String fund, String code, String region, Group group, Money amount, boolean drafted) { }

    /** Groups of a region whose money is reserved, which have no order that went out, and which are in no live batch; in the order of their approval. */
    List<Candidate> candidates(String region) {
        return jdbc.sql("""
                select r.fund, r.budget_code, r.region, r.case_number, r.group_, r.amount_fen,
                exists (select 1 from payment_order d where d.reservation_id = r.id and d.state = 'DRAFTED') from reservation r where r.region like ? and r.state = 'RESERVED'
                and not exists (select 1 from payment_order o where o.reservation_id = r.id and o.state not in ('DRAFTED', 'REFUSED', 'VOID'))
                and not exists (select 1 from payment_batch_line l where l.case_number = r.case_number and l.group_ = r.group_ and l.live = true)
                order by r.id""").param(region + "%").query((row, n) -> new Candidate(row.getString(1), row.getString(2), row.getString(3),
                        new Group(row.getString(4), row.getString(5)), Money.ofFen(row.getLong(6)), row.getBoolean(7))).list();
    }

    /** True if what was approved of the group last is spent. */
    boolean spent(Line line) {
        return jdbc.sql("select state from reservation where case_number = ? and group_ = ? order by id desc limit 1").params(line.caseNumber(), line.group())
                .query(String.class).optional().filter("SPENT"::equals).isPresent();
    }

    void add(long batchId, List<Group> groups) {
        var rows = new java.util.ArrayList<Object[]>();
        groups.forEach(group -> rows.add(new Object[] {batchId, rows.size() + 1, group.caseNumber(), group.group()}));
        batch.batchUpdate("insert into payment_batch_line (batch_id, seq, case_number, group_, state, tries, live) values (?, ?, ?, ?, 'QUEUED', 0, true)", rows);
    }

    /** Those that still have to take the batch's step, the least often tried first. */
    List<Line> open(long batchId, String state, int most) {
        return jdbc.sql("select seq, case_number, group_, tries from payment_batch_line where batch_id = ? and state = ? order by tries, seq limit ?").params(batchId, state, most)
                .query((row, n) -> new Line(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4))).list();
    }

    /** Nothing happens to a line that another node has moved on. */
    void moved(long batchId, int seq, String from, String state, String reason) {
        jdbc.sql("update payment_batch_line set state = ?, reason = ?, tries = 0 where batch_id = ? and seq = ? and state = ?")
                .params(java.util.Arrays.asList(state, reason, batchId, seq, from)).update();
    }

    void later(long batchId, int seq) {
        jdbc.sql("update payment_batch_line set tries = tries + 1 where batch_id = ? and seq = ?").params(batchId, seq).update();
    }

    /** The groups may be in another batch from now on. */
    void free(long batchId) {
        jdbc.sql("update payment_batch_line set live = null where batch_id = ?").param(batchId).update();
    }

    /** How many lines stand in each state. */
    Map<String, Long> counts(long batchId) {
        var counts = new TreeMap<String, Long>();
        jdbc.sql("select state, count(*) from payment_batch_line where batch_id = ? group by state").param(batchId).query((row, n) -> counts.put(row.getString(1), row.getLong(2))).list();
        return counts;
    }

    Money total(long batchId) {
        return Money.ofFen(jdbc.sql("""
                select coalesce(sum(r.amount_fen), 0) from payment_batch_line l join reservation r on r.case_number = l.case_number and r.group_ = l.group_
                and r.state in ('RESERVED', 'SPENT') where l.batch_id = ?""").param(batchId).query(Long.class).single());
    }

    /** Unknown outcomes and failures first, then by number. */
    List<Batches.Shown> shown(long batchId, int offset, int count) {
        return jdbc.sql("""
                select l.seq, l.case_number, l.group_, l.state, l.reason, o.number, o.payee, o.amount_fen, o.state from payment_batch_line l
                left join payment_order o on o.id = (select max(n.id) from payment_order n where n.case_number = l.case_number and n.group_ = l.group_)
                where l.batch_id = ? order by case when o.state = 'UNKNOWN' then 0 when l.state = 'FAILED' then 1 when o.state = 'REFUSED' then 2 else 3 end, l.seq
                limit ? offset ?""").params(batchId, count, offset)
                .query((row, n) -> new Batches.Shown(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                        row.getString(6) == null ? null : Money.ofFen(row.getLong(8)), row.getString(9))).list();
    }
}
