package org.huibu.studio.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A draft as programs see it.
 *
 * @param state OPEN, SUBMITTED, RELEASED or DISCARDED
 * @param version for {@code If-Match}
 * @param behind true if another release came into force since the draft was begun
 * @param releasedAs number of the release it became; null before
 */
@Schema(name = "Draft")
record DraftView(String id, String scheme, String purpose, String state, long version, int basedOn, int running, boolean behind, List<String> authors, String savedBy,
                 Instant savedAt, Integer releasedAs) {

    /** @param files names, such as {@code incubation-award/parameters.yaml} */
    @Schema(name = "DraftDetail")
    record Detail(DraftView draft, List<String> files, List<Step> story) { }

    /** @param detail file or reason; may be empty */
    @Schema(name = "DraftStep")
    record Step(String what, String by, Instant at, String detail) { }

    @Schema(name = "DraftFile")
    record Text(String name, String text) { }

    /**
     * What a check found.
     *
     * @param line from 1; 0 if the fault belongs to the whole file
     * @param element id in the model, or index of a parameter's row; null if the fault belongs to the whole file
     * @param field of a parameter's row
     */
    @Schema(name = "DraftFault")
    record Wrong(String file, int line, String element, String name, String field, String code, String message) { }

    @Schema(name = "DraftCheck")
    record Check(List<Wrong> faults) { }

    /** @param before and @param after null where there was, or is, nothing */
    @Schema(name = "DraftChangeDetail")
    record Property(String property, String before, String after) { }

    /** @param kind ADDED, REMOVED or CHANGED. @param type of the thing: name of a model's element, {@code parameter}, {@code field} or {@code file} */
    @Schema(name = "DraftChange")
    record Changed(String kind, String file, String type, String id, String name, List<Property> details) { }

    @Schema(name = "DraftDifference")
    record Difference(List<Changed> changes) { }
}
