package org.huibu.process;

/** Completing the engine's user tasks. Who holds a task is known to {@code review}, not to the engine. */
public interface Tasks {

    /**
     * Completes an open task with the facts decided, in the caller's transaction.
     *
     * @throws org.huibu.shared.Refusal CONFLICT {@code taskGone} if it is no longer open
     */
    void complete(String taskId, Facts facts);
}
