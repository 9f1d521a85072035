package org.huibu.casefile.postcheck;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.huibu.casefile.postcheck.DrawnCheck.Ground;
import org.huibu.casefile.postcheck.DrawnCheck.State;
import org.huibu.casefile.spi.RiskSignals.Signal;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.shared.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Draws and drawn cases of the reader's region: for those who look again, and for those who watch over the money (R02). */
@Service
public class DrawnChecks {

    private static final String SELECT = "select p.id, d.region, d.period, p.case_number, p.weight, p.signals, p.ground, p.state, p.decided_by, p.decided_at, p.opinion, p.recovery "
            + "from post_check_case p join post_check_draw d on d.id = p.draw_id where d.region like :region ";
    private final JdbcClient jdbc;
    private final CurrentUser user;

    DrawnChecks(JdbcClient jdbc, CurrentUser user) {
        this.jdbc = jdbc;
        this.user = user;
    }

    /** @param period month, as {@code 2026-10} @param cases paid in it @param open of those drawn, not decided yet @param toRecover found not in order */
    public record Draw(long id, String region, String period, String seed, int cases, int atRandom, int byRisk, Instant drawnAt, int open, int toRecover) { }

    /** True for those who may read. */
    public static boolean may(Account account) {
        return account.seesMoney() || account.has(Role.OBJECTION_OFFICER);
    }

    /** Newest first. @param before id to continue from; null for the newest @throws Refusal FORBIDDEN {@code notYourRole}, as all here */
    @Transactional(readOnly = true)
    public List<Draw> draws(Long before, int count) {
        return jdbc.sql("select d.id, d.region, d.period, d.seed, d.cases, d.at_random, d.by_risk, d.drawn_at, "
                + "(select count(*) from post_check_case p where p.draw_id = d.id and p.state in ('DRAWN', 'OPEN')), (select count(*) from post_check_case p where p.draw_id = d.id and p.state = 'TO_RECOVER') "
                + "from post_check_draw d where d.region like :region and d.id < :before order by d.id desc limit :count")
                .param("region", region()).param("before", before == null ? Long.MAX_VALUE : before).param("count", count)
                .query((row, n) -> new Draw(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), row.getInt(6), row.getInt(7), at(row, 8), row.getInt(9), row.getInt(10))).list();
    }

    /** The whole list of a draw by case number, so that it can be drawn again. @param after case number to continue behind; null for the first page @throws Refusal NOT_FOUND */
    @Transactional(readOnly = true)
    public List<DrawnCheck> list(long draw, String after, int count) {
        var region = region();
        if (jdbc.sql("select count(*) from post_check_draw where id = ? and region like ?").params(draw, region).query(Long.class).single() == 0) {
            throw Refusal.notFound();
        }
        return jdbc.sql(SELECT + "and d.id = :draw and p.case_number > :after order by p.case_number limit :count").param("region", region).param("draw", draw)
                .param("after", after == null ? "" : after).param("count", count).query(DrawnChecks::read).list();
    }

    /** Drawn cases, newest first. @param states empty for all @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<DrawnCheck> drawn(Collection<State> states, Long before, int count) {
        return jdbc.sql(SELECT + "and p.state in (:states) and p.id < :before order by p.id desc limit :count").param("region", region())
                .param("states", (states.isEmpty() ? EnumSet.allOf(State.class) : states).stream().map(Enum::name).toList()).param("before", before == null ? Long.MAX_VALUE : before)
                .param("count", count).query(DrawnChecks::read).list();
    }

    private String region() {
        var account = user.require();
        if (!may(account)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account.region().prefix() + "%";
    }

    private static DrawnCheck read(ResultSet row, int number) throws SQLException {
        var signals = Arrays.stream(row.getString(6).split(",")).filter(one -> !one.isEmpty()).map(Signal::valueOf).toList();
        return new DrawnCheck(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), signals, named(row.getString(7)).map(Ground::valueOf).findFirst().orElse(null),
                named(row.getString(8)).map(State::valueOf).findFirst().orElse(null), row.getString(9), at(row, 10), row.getString(11), row.getString(12));
    }

    private static Stream<String> named(String code) {
        return Stream.ofNullable(code);
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }
}
