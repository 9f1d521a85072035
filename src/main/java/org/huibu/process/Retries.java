package org.huibu.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.huibu.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a whole use case in a transaction of its own and, when it lost a race (deadlock, optimistic lock, a lock not had in time, or a row that somebody else wrote
 * first), runs it again up to three times with a little jitter; then says politely that somebody was faster.
 */
@Component
public class Retries {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final int MOST = 3;
    private final TransactionTemplate transaction;

    Retries(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    /**
     * @throws Refusal CONFLICT {@code somebodyWasFaster} after the last try
     * @throws IllegalTransactionStateException inside a transaction: it would hold a connection while it waits for a second one, and many at once would wait for ever
     */
    public <T> T run(Supplier<T> useCase) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("a use case is run again as a whole or not at all: it must not be part of a transaction");
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> useCase.get());
            } catch (ConcurrencyFailureException | QueryTimeoutException | DuplicateKeyException raced) {
                if (attempt == MOST) {
                    LOG.info("gave up after {} tries: {}", MOST, raced.getClass().getSimpleName());
                    throw Refusal.conflict("somebodyWasFaster");
                }
                pause(attempt);
            }
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(5, 30L * attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
