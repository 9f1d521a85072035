package org.huibu.review.inbox;

import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.identity.CurrentUser;
import org.huibu.review.Participation;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The inbox as one list: role and region inside every query, most urgent first, paged by key. */
@Service
public class InboxList {

    private static final int CANDIDATES = 100;
    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Participation participation;
    private final Clock clock;

    InboxList(JdbcClient jdbc, CurrentUser user, Participation participation, Clock clock) {
        this.jdbc = jdbc;
        this.user = user;
        this.participation = participation;
        this.clock = clock;
    }

    /** @param next cursor; null on the last page. @param barred why a task cannot be mine, by task id; what is not in it may be claimed */
    public record Page(List<InboxRow> rows, String next, Map<String, Refusal> barred) { }

    /** Counts beside the queues, with the filter but for its lane. */
    public record Counts(Map<Lane, Long> lanes, long mine, long overdue) {

        public long all() {
            return lanes.values().stream().mapToLong(Long::longValue).sum();
        }

        public long of(Lane lane) {
            return lanes.getOrDefault(lane, 0L);
        }
    }

    /** @param after cursor of the last row shown; null for the beginning */
    @Transactional(readOnly = true)
    public Page page(InboxFilter filter, String after, int count) {
        var account = user.requireOfficer();
        var query = new InboxQuery(filter, account, clock.instant()).behind(after);
        var rows = jdbc.sql(InboxRows.SELECT + query.text() + " order by urgency, task_id limit " + (count + 1)).params(query.values()).query(InboxRows::read).list();
        var shown = rows.stream().limit(count).toList();
        return new Page(shown, rows.size() > count ? shown.get(count - 1).cursor() : null, participation.barred(shown, account));
    }

    @Transactional(readOnly = true)
    public Counts counts(InboxFilter filter) {
        var query = new InboxQuery(filter.anyLane(), user.requireOfficer(), clock.instant());
        var lanes = new EnumMap<Lane, Long>(Lane.class);
        var sums = new long[2];
        jdbc.sql("select lane, count(*), sum(case when assignee = :me then 1 else 0 end), sum(case when due_at < :now then 1 else 0 end) from inbox_task "
                + query.text() + " group by lane").params(query.values()).query(row -> {
                    lanes.put(Lane.valueOf(row.getString(1)), row.getLong(2));
                    sums[0] += row.getLong(3);
                    sums[1] += row.getLong(4);
                });
        return new Counts(lanes, sums[0], sums[1]);
    }

    /** The next right thing for me: what I hold first, then the most urgent that I may take. */
    @Transactional(readOnly = true)
    public Optional<InboxRow> next(InboxFilter filter) {
        var account = user.requireOfficer();
        var query = new InboxQuery(filter, account, clock.instant());
        var rows = jdbc.sql(InboxRows.SELECT + query.text() + " and " + InboxRows.TASKS + " order by case when assignee = :me then 0 else 1 end, urgency, task_id limit " + CANDIDATES)
                .params(query.values()).query(InboxRows::read).list();
        var barred = participation.barred(rows, account);
        return rows.stream().filter(row -> !barred.containsKey(row.taskId())).findFirst();
    }
}
