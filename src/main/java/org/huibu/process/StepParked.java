package org.huibu.process;

/** A step waits for a source that is down; published each time the question fails. */
public record StepParked(String caseNumber, String group, String element, String name, String source) { }
