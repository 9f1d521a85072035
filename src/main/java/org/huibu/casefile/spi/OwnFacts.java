package org.huibu.casefile.spi;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.Scheme;

/** A register of this house beside those of {@code casefile}; what it knows reads as {@code own.<name>} in facts. */
public interface OwnFacts {

    /**
     * @param caseNumber empty for a check without a case
     * @param form nested values of the form
     */
    default Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        return Map.of();
    }

    /** What it knows of single lines, by their number; nothing where it knows nothing. */
    default Map<Integer, Map<String, Object>> ofLines(Scheme scheme, String caseNumber, List<ClaimLine> lines) {
        return Map.of();
    }
}
