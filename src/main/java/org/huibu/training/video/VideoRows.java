package org.huibu.training.video;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.huibu.shared.Ids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of recordings. Who writes into one holds it for a while, on whichever node. */
@Component
class VideoRows {

    /** In real time: the house's clock may be moved. */
    private static final Duration HOLD = Duration.ofSeconds(45);
    private static final String ROWS = "select v.id, v.case_number, v.title, v.recorded_on, v.state, v.name, v.type, v.length_, v.offset_, v.sha256, v.url, v.added_by, v.added_at, "
            + "v.completed_at, (select count(*) from training_video o where o.sha256 = v.sha256 and o.case_number <> v.case_number and o.state = 'COMPLETE'), case when v.state = 'UPLOADING' then coalesce(v.arrived_at, v.added_at) end from training_video v ";
    private static final String LAST = "coalesce(v.arrived_at, v.added_at)";
    private static final int SWEPT = 100;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration patience;

    VideoRows(JdbcClient jdbc, Clock clock, @Value("${huibu.training.upload-days:7}") int days) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.patience = Duration.ofDays(days);
    }

    /** What can no longer be continued is as good as gone, whether it was swept yet or not. */
    private String fresh() {
        return "and (v.state = 'COMPLETE' or " + LAST + " >= ?) ";
    }

    private LocalDateTime oldest() {
        return utc(clock.instant().minus(patience));
    }

    @Transactional(readOnly = true)
    List<Video> ofCase(String number) {
        return jdbc.sql(ROWS + "where v.case_number = ? " + fresh() + "order by v.recorded_on, v.id").params(number, oldest()).query(this::video).list();
    }

    @Transactional(readOnly = true)
    Optional<Video> find(String number, long id) {
        return jdbc.sql(ROWS + "where v.case_number = ? and v.id = ? " + fresh()).params(number, id, oldest()).query(this::video).optional();
    }

    /** Uploads whose time is over, the oldest first. */
    @Transactional(readOnly = true)
    List<Video> expired() {
        return jdbc.sql(ROWS + "where v.state = 'UPLOADING' and " + LAST + " < ? order by v.id limit ?").params(oldest(), SWEPT).query(this::video).list();
    }

    @Transactional
    long add(String number, String title, LocalDate day, String name, long length, String username) {
        var id = Ids.next();
        jdbc.sql("insert into training_video (id, case_number, title, recorded_on, state, name, length_, offset_, stored_, added_by, added_at) values (?, ?, ?, ?, 'UPLOADING', ?, ?, 0, 0, ?, ?)")
                .params(id, number, title, Date.valueOf(day), name, length, username, utc(clock.instant())).update();
        return id;
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the class has the recording already */
    @Transactional
    long link(String number, String title, LocalDate day, String url, String sha256, String username) {
        var id = Ids.next();
        jdbc.sql("insert into training_video (id, case_number, title, recorded_on, state, length_, offset_, stored_, sha256, url, added_by, added_at, completed_at) "
                        + "values (?, ?, ?, ?, 'COMPLETE', 0, 0, 0, ?, ?, ?, ?, ?)")
                .params(id, number, title, Date.valueOf(day), sha256, url, username, utc(clock.instant()), utc(clock.instant())).update();
        return id;
    }

    /** @return false if something else arrived meanwhile or somebody else writes */
    @Transactional
    boolean hold(long id, long offset, String holder) {
        return jdbc.sql("update training_video set held_by = ?, held_until = ? where id = ? and offset_ = ? and state = 'UPLOADING' and (held_until is null or held_until < ? or held_until > ?)")
                .params(holder, utc(Instant.now().plus(HOLD)), id, offset, utc(Instant.now()), utc(Instant.now().plus(HOLD))).update() == 1;
    }

    /** @return false if it is no longer held */
    @Transactional
    boolean arrived(long id, long offset, long stored, String holder) {
        return jdbc.sql("update training_video set offset_ = ?, stored_ = ?, arrived_at = ?, held_until = ? where id = ? and held_by = ?")
                .params(offset, stored, utc(clock.instant()), utc(Instant.now().plus(HOLD)), id, holder).update() == 1;
    }

    @Transactional
    void release(long id, String holder) {
        jdbc.sql("update training_video set held_by = null, held_until = null where id = ? and held_by = ?").params(id, holder).update();
    }

    @Transactional
    void typed(long id, String type) {
        jdbc.sql("update training_video set type = ? where id = ?").params(type, id).update();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the class has the recording already */
    @Transactional
    void complete(long id, String sha256) {
        jdbc.sql("update training_video set state = 'COMPLETE', sha256 = ?, completed_at = ?, held_by = null, held_until = null where id = ?").params(sha256, utc(clock.instant()), id).update();
    }

    @Transactional(readOnly = true)
    long stored(long id) {
        return jdbc.sql("select stored_ from training_video where id = ?").param(id).query(Long.class).single();
    }

    @Transactional
    void remove(long id) {
        jdbc.sql("delete from training_video where id = ?").param(id).update();
    }

    private Video video(ResultSet row, int number) throws SQLException {
        var last = instant(row, 16);
        return new Video(row.getLong(1), row.getString(2), row.getString(3), row.getDate(4).toLocalDate(), Video.State.valueOf(row.getString(5)), row.getString(6), row.getString(7),
                row.getLong(8), row.getLong(9), row.getString(10), row.getString(11), row.getString(12), instant(row, 13), instant(row, 14),
                last == null ? null : last.plus(patience), row.getInt(15));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
