package org.huibu.process;

/** A model passed an element with property {@code milestone}. @param group {@code null} for the whole case */
public record MilestoneReached(String caseNumber, String group, String milestone, String element, String definitionId) { }
