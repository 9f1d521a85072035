package org.huibu.evidence.spi;

import java.util.List;
import java.util.Map;

/** Part of a list. @param total entries of the whole list */
public record Listed(int total, List<Map<String, String>> entries) { }
