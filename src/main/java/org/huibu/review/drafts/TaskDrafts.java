package org.huibu.review.drafts;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.identity.CurrentUser;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Drafts of decisions, one per task and officer, right or wrong as they were typed; they end with the task. */
@Service
public class TaskDrafts {

    private static final TypeReference<Map<String, String>> TYPED = new TypeReference<>() { };
    private static final int TEXT = 400;
    private final JdbcClient jdbc;
    private final JdbcTemplate batch;
    private final CurrentUser user;
    private final JsonMapper json;
    private final Clock clock;

    TaskDrafts(JdbcClient jdbc, JdbcTemplate batch, CurrentUser user, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.batch = batch;
        this.user = user;
        this.json = json;
        this.clock = clock;
    }

    /** A line as typed. @param amount in yuan, perhaps unreadable */
    public record Line(int seq, String verdict, String amount, String reason) { }

    /** @param typed outcome, opinion and {@code fault.<item>} by field name; @param lines only those that differ from what stands */
    public record Draft(Map<String, String> typed, Map<Integer, Line> lines) { }

    /** My draft; empty if I have typed nothing yet. */
    @Transactional(readOnly = true)
    public Draft mine(String taskId) {
        var me = user.require().username();
        var typed = jdbc.sql("select typed from task_draft where task_id = ? and username = ?").params(taskId, me).query(String.class).optional()
                .map(text -> json.readValue(text, TYPED)).orElse(Map.of());
        var lines = new TreeMap<Integer, Line>();
        jdbc.sql("select seq, verdict, amount, reason from line_draft where task_id = ? and username = ?").params(taskId, me)
                .query((row, n) -> lines.put(row.getInt(1), new Line(row.getInt(1), row.getString(2), row.getString(3), row.getString(4)))).list();
        return new Draft(typed, lines);
    }

    /** @param changed lines that differ from what stands; @param same lines that were put back to it */
    @Transactional
    public void keep(String taskId, Map<String, String> typed, Collection<Line> changed, Collection<Integer> same) {
        var me = user.require().username();
        var now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var text = json.writeValueAsString(typed);
        if (jdbc.sql("update task_draft set typed = ?, at_ = ? where task_id = ? and username = ?").params(text, now, taskId, me).update() == 0) {
            jdbc.sql("insert into task_draft (task_id, username, typed, at_) values (?, ?, ?, ?)").params(taskId, me, text, now).update();
        }
        var gone = new java.util.ArrayList<Object[]>();
        same.forEach(seq -> gone.add(new Object[] {taskId, me, seq}));
        changed.forEach(line -> gone.add(new Object[] {taskId, me, line.seq()}));
        batch.batchUpdate("delete from line_draft where task_id = ? and username = ? and seq = ?", gone);
        batch.batchUpdate("insert into line_draft (task_id, username, seq, verdict, amount, reason) values (?, ?, ?, ?, ?, ?)", changed.stream()
                .map(line -> new Object[] {taskId, me, line.seq(), cut(line.verdict(), 20), cut(line.amount(), 40), cut(line.reason(), TEXT)}).toList());
    }

    /** Everybody's drafts of a task that is over. */
    @Transactional
    public void drop(String taskId) {
        jdbc.sql("delete from task_draft where task_id = ?").param(taskId).update();
        jdbc.sql("delete from line_draft where task_id = ?").param(taskId).update();
    }

    private static String cut(String text, int most) {
        return text == null ? "" : text.length() > most ? text.substring(0, most) : text;
    }
}
