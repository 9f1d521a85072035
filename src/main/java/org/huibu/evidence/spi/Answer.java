package org.huibu.evidence.spi;

import java.util.Map;

/** What a department said. @param facts scalars only */
public record Answer(Question question, Result result, Map<String, Object> facts) {

    /** flows §1.10. A source that is down gives no answer at all. */
    public enum Result { MATCH, MISMATCH, NOT_FOUND }
}
