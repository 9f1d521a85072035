package org.huibu.casefile.spi;

import java.util.Map;
import org.huibu.scheme.Scheme;

/** A register of this house beside those of {@code casefile}; what it knows reads as {@code own.<name>} in facts. */
@FunctionalInterface
public interface OwnFacts {

    /**
     * @param caseNumber empty for a check without a case
     * @param form nested values of the form
     */
    Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form);
}
