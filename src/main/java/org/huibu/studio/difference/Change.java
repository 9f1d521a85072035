package org.huibu.studio.difference;

import java.util.List;

/**
 * One thing that differs between two releases.
 *
 * @param type of the thing: name of a model's element, {@code parameter}, {@code field} or {@code file}
 * @param id element id; for a parameter key, region and first day
 * @param name as people read it; the id if it has none
 */
public record Change(Kind kind, String file, String type, String id, String name, List<Detail> details) {

    public enum Kind { ADDED, REMOVED, CHANGED }

    /** @param before and @param after null where there was, or is, nothing */
    public record Detail(String property, String before, String after) { }
}
