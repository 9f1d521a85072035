package org.huibu.process.task;

import java.util.List;
import java.util.Optional;
import org.huibu.process.Facts;

/** Completing the engine's user tasks. Who holds a task is known to {@code review}, not to the engine. */
public interface Tasks {

    /**
     * Completes an open task with the facts decided, in the caller's transaction.
     *
     * @throws org.huibu.shared.Refusal CONFLICT {@code taskGone} if it is no longer open
     */
    void complete(String taskId, Facts facts);

    /** Ids of open tasks behind {@code after} (empty for the beginning), ascending, at most {@code count}. */
    List<String> openIds(String after, int count);

    /** An open task as it was announced, for whoever keeps a projection and has lost it; empty if it is no longer open. */
    Optional<TaskOpened> announced(String taskId);
}
