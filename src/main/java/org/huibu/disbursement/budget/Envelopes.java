package org.huibu.disbursement.budget;

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

    /** Whoever reserves, commits, releases or looks who is first in an envelope does so one after the other. */
    void lock(Envelope envelope) {
        if (!locked(envelope)) {
            try {
                jdbc.sql("insert into budget (fund, year_, region) values (?, ?, ?)").params(envelope.fund(), envelope.year(), envelope.region()).update();
            } catch (DuplicateKeyException openedMeanwhile) {
                locked(envelope);
            }
        }
    }

    private boolean locked(Envelope envelope) {
        return jdbc.sql("select fund from budget where fund = ? and year_ = ? and region = ? for update")
                .params(envelope.fund(), envelope.year(), envelope.region()).query(String.class).optional().isPresent();
    }
}
