package org.huibu.disbursement.budget;

import java.util.Collection;
import java.util.Comparator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The envelopes that exist. */
@Component
class Envelopes {

    private final JdbcClient jdbc;

    Envelopes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Several at once, the lowest level first and then by code and year, so that two who cross never wait for each other. */
    void lock(Collection<Envelope> several) {
        several.stream().distinct().sorted(Comparator.comparing(Envelope::region).reversed().thenComparing(Envelope::code).thenComparing(Envelope::year)).forEach(this::lock);
    }

    /** Whoever reserves, commits, releases or looks who is first in an envelope does so one after the other. */
    void lock(Envelope envelope) {
        if (!locked(envelope)) {
            try {
                jdbc.sql("insert into budget (fund, budget_code, year_, region) values (?, ?, ?, ?)").params(envelope.fund(), envelope.code(), envelope.year(), envelope.region()).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                locked(envelope);
            }
        }
    }

    private boolean locked(Envelope envelope) {
        return jdbc.sql("select fund from budget where fund = ? and budget_code = ? and year_ = ? and region = ? for update")
                .params(envelope.fund(), envelope.code(), envelope.year(), envelope.region()).query(String.class).optional().isPresent();
    }
}
