package org.huibu.workflow.engine.step;

/** A question to the outside was written; the worker fetches it after the commit. */
public record TopicWaiting() { }
