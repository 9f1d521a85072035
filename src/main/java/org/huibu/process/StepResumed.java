package org.huibu.process;

/** A parked step got its answer. */
public record StepResumed(String caseNumber, String group, String element) { }
