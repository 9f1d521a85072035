package org.huibu.disbursement.budget;

import java.util.Collection;
import java.util.Comparator;
import org.huibu.shared.Money;
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

    /** What is kept off a payment for what its payee owes. @param state PENDING until it is paid, then DONE */
    Money setOff(long reservation, String state) {
        return Money.ofFen(jdbc.sql("select coalesce(sum(amount_fen), 0) from receivable_movement where reservation_id = ? and state = ?").params(reservation, state)
                .query(Long.class).single());
    }

    /** Whether a debt was made of what a payment paid. */
    boolean askedBack(long reservation) {
        return jdbc.sql("select count(*) from receivable where reservation_id = ? and overpaid is null").param(reservation).query(Long.class).single() > 0;
    }

    /** What of a payment has come back to an envelope that bore part of it. */
    Money back(long reservation, Envelope envelope) {
        return Money.ofFen(jdbc.sql("select coalesce(sum(amount_fen), 0) from budget_return where reservation_id = ? and region = ?").params(reservation, envelope.region())
                .query(Long.class).single());
    }

    /** @param kept true if it can be used again, false if it is the treasury's */
    void cameBack(String reference, long reservation, Envelope.Share part, boolean kept) {
        var to = part.envelope();
        jdbc.sql("insert into budget_return (reference, reservation_id, fund, budget_code, year_, region, amount_fen, kept) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(reference, reservation, to.fund(), to.code(), to.year(), to.region(), part.amount().fen(), kept).update();
    }

    private boolean locked(Envelope envelope) {
        return jdbc.sql("select fund from budget where fund = ? and budget_code = ? and year_ = ? and region = ? for update")
                .params(envelope.fund(), envelope.code(), envelope.year(), envelope.region()).query(String.class).optional().isPresent();
    }
}
