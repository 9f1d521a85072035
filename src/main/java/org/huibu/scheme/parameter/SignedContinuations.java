package org.huibu.scheme.parameter;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.huibu.shared.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** The few continuations there are, kept in memory because every judgement reads them; other nodes see a new one within half a minute. */
@Component
public class SignedContinuations {

    private final JdbcClient jdbc;
    private volatile List<Continuation> known;

    SignedContinuations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The parameters of a release as they count now, those continued with their new end and the note in their source. */
    public ParameterSet applied(String scheme, ParameterSet parameters) {
        var signed = all().stream().filter(one -> one.schemeKey().equals(scheme)).toList();
        return signed.isEmpty() ? parameters : new ParameterSet(parameters.all().stream().map(parameter -> signed.stream()
                .filter(one -> one.of(scheme, parameter)).findFirst().map(one -> parameter.continued(one.until(), one.note())).orElse(parameter)).toList());
    }

    /** Newest first. */
    List<Continuation> all() {
        var read = known;
        if (read == null) {
            read = jdbc.sql("select scheme_key, key_, region, ended, until_, ground, signed_by, signed_at from parameter_continuation order by id desc")
                    .query((row, n) -> new Continuation(row.getString(1), row.getString(2), row.getString(3), row.getDate(4).toLocalDate(),
                            row.getDate(5).toLocalDate(), row.getString(6), row.getString(7), row.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC))).list();
            known = read;
        }
        return read;
    }

    void add(Continuation one) {
        jdbc.sql("insert into parameter_continuation (id, scheme_key, key_, region, ended, until_, ground, signed_by, signed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Ids.next(), one.schemeKey(), one.key(), one.region(), java.sql.Date.valueOf(one.ended()), java.sql.Date.valueOf(one.until()), one.ground(),
                        one.signedBy(), LocalDateTime.ofInstant(one.signedAt(), ZoneOffset.UTC)).update();
    }

    @TransactionalEventListener
    void on(ContinuationSigned signed) {
        known = null;
    }

    @Scheduled(fixedDelay = 30_000)
    void forget() {
        known = null;
    }
}
