package org.huibu.scheme.parameter;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A signed "continues until … because …" for a value that ended without successor (flows §8.1).
 *
 * @param ended first day on which the value was no more in force
 * @param until first day on which it is no more continued
 */
public record Continuation(String schemeKey, String key, String region, LocalDate ended, LocalDate until, String ground, String signedBy, Instant signedAt) {

    boolean of(String scheme, Parameter parameter) {
        return schemeKey.equals(scheme) && key.equals(parameter.key()) && region.equals(parameter.region()) && ended.equals(parameter.to());
    }

    /** What every judgement under it shows behind the source, in signs that need no language. */
    String note() {
        return ended + " → " + until + " @" + signedBy + ": " + ground;
    }
}
