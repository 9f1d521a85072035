package org.huibu.workflow.engine;

import java.util.function.Supplier;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.huibu.shared.Refusal;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;

/** The engine's exceptions in the words of the house: a refusal of a block stays itself; a lost race is a Spring concurrency failure. */
public final class Translate {

    private static final int DEADLOCK = 10_000;

    private Translate() {
    }

    public static <T> T engine(Supplier<T> call) {
        try {
            return call.get();
        } catch (MismatchingMessageCorrelationException nobodyWaits) {
            throw Refusal.conflict("notWaiting");
        } catch (OptimisticLockingException raced) {
            throw new OptimisticLockingFailureException("somebody was faster", raced);
        } catch (ProcessEngineException failure) {
            throw translated(failure);
        }
    }

    private static RuntimeException translated(ProcessEngineException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof org.springframework.dao.ConcurrencyFailureException raced) {
                return raced;
            }
            if (cause instanceof org.springframework.dao.QueryTimeoutException waited) {
                return waited;
            }
            if (cause instanceof org.springframework.dao.DuplicateKeyException second) {
                return second;
            }
        }
        if (failure.getCode() == DEADLOCK) {
            return new PessimisticLockingFailureException("deadlock", failure);
        }
        return failure instanceof BadUserRequestException ? Refusal.conflict("taskGone") : failure;
    }
}
