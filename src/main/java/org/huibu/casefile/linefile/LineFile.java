package org.huibu.casefile.linefile;

/** A document of one roster line. @param subjectIndex whose line it is @param material key of what the scheme asks for */
public record LineFile(long id, String subjectIndex, String material, String name, long fileId) { }
