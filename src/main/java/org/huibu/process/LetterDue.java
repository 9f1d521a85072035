package org.huibu.process;

/** A model passed an element with property {@code letter}. @param letter code such as {@code DOC-01} */
public record LetterDue(String caseNumber, String group, String letter, String element) { }
