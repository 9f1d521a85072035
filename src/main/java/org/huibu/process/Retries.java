package org.huibu.process;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.huibu.shared.Refusal;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a whole use case in a transaction of its own and, when it lost a race (deadlock, optimistic lock, or a lock not had in time), runs it again up to three
 * times with a little jitter; then says politely that somebody was faster.
 */
@Component
public class Retries {

    private static final int MOST = 3;
    private final TransactionTemplate transaction;

    Retries(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @throws Refusal CONFLICT {@code somebodyWasFaster} after the last try */
    public <T> T run(Supplier<T> useCase) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> useCase.get());
            } catch (ConcurrencyFailureException | QueryTimeoutException raced) {
                if (attempt == MOST) {
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
