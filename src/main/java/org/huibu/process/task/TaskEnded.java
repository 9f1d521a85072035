package org.huibu.process.task;

/** A user task is gone; {@code completed} is false if the process took it away (withdrawal, timer, objection). */
public record TaskEnded(String taskId, String caseNumber, boolean completed) { }
