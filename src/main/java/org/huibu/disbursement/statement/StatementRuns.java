package org.huibu.disbursement.statement;

import java.time.Clock;
import java.time.Duration;
import org.huibu.identity.Acting;
import org.huibu.process.Retries;
import org.huibu.process.outbox.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Takes confirmed statements in the background, each line in a transaction of its own and in the name of who confirmed. A node that dies
 * leaves the rest of the lines to the next; what was taken is taken.
 */
@Component
class StatementRuns {

    private static final Logger LOG = LoggerFactory.getLogger(StatementRuns.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int CHUNK = 50;
    private final Statements statements;
    private final Acting acting;
    private final Retries retries;
    private final Lease lease;

    StatementRuns(Statements statements, Acting acting, Retries retries, JdbcClient jdbc, Clock clock) {
        this.statements = statements;
        this.acting = acting;
        this.retries = retries;
        this.lease = new Lease(jdbc, clock, "bank_statement", "id", LEASE);
    }

    @Scheduled(fixedDelayString = "${huibu.statements.every:2s}")
    void work() {
        for (var confirmed : retries.run(statements::confirmed)) {
            if (retries.run(() -> lease.take(confirmed.id()))) {
                try {
                    acting.as(confirmed.takenBy(), () -> {
                        while (taken(confirmed)) {
                            retries.run(() -> {
                                lease.renew(confirmed.id());
                                return null;
                            });
                        }
                        return null;
                    });
                } catch (RuntimeException fault) {
                    LOG.warn("statement {} could not be taken", confirmed.id(), fault);
                } finally {
                    retries.run(() -> {
                        lease.end(confirmed.id());
                        return null;
                    });
                }
            }
        }
    }

    /** @return false when nothing is left */
    private boolean taken(Statements.Confirmed statement) {
        var lines = retries.run(() -> statements.left(statement.id(), CHUNK));
        for (var line : lines) {
            try {
                retries.run(() -> {
                    statements.take(statement, line);
                    return null;
                });
            } catch (DataIntegrityViolationException twice) {
                // Another statement with the same line was taken at the same moment: it counts once.
                retries.run(() -> {
                    statements.leftOut(statement.id(), line);
                    return null;
                });
            }
        }
        return !lines.isEmpty() || !retries.run(() -> statements.done(statement.id()));
    }
}
