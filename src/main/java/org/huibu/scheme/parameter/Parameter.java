package org.huibu.scheme.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import org.huibu.shared.Clause.Verification;

/**
 * One dated value of a rule. Every number of the policy is one of these, never a constant.
 *
 * @param value null where it is known to be unset: it hides what holds for a wider region
 * @param region six digits; {@code 000000} everywhere
 * @param from first day, @param to first day no more in force; null without end
 * @param blocking true if applicants are not served while it is missing for their region
 */
public record Parameter(@JsonProperty(required = true) String key, @JsonProperty(required = true) Object value,
                        @JsonProperty(required = true) String unit, @JsonProperty(required = true) String region,
                        @JsonProperty(required = true) LocalDate from, LocalDate to, @JsonProperty(required = true) String source,
                        @JsonProperty(required = true) Verification verification, boolean blocking) {

    public int number() {
        return ((Number) value).intValue();
    }

    /** The same value with a later end; the note stands behind its source. */
    Parameter continued(LocalDate until, String note) {
        return new Parameter(key, value, unit, region, from, until, source + "; " + note, verification, blocking);
    }

    boolean sameRule(Parameter other) {
        return key.equals(other.key) && region.equals(other.region);
    }

    boolean inForce(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }
}
