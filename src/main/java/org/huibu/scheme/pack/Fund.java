package org.huibu.scheme.pack;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import org.huibu.scheme.Text;
import org.huibu.shared.Clause;
import org.huibu.shared.identifier.Region;

/**
 * A fund and what it may pay: a hard rule, not a default (catalogue R04, R43).
 *
 * @param pays kind of spending → budget code; a kind that is missing here is never paid from the fund
 * @param never kind of spending → the clause that forbids it; said for the reader of the fault, the rule is {@code pays}
 * @param shares level above the case's region (CENTRAL, PROVINCE, CITY) → parameter with the ratio of each payment that it bears (R39)
 */
public record Fund(@JsonProperty(required = true) String key, @JsonProperty(required = true) Text name, @JsonProperty(required = true) Map<String, String> pays,
                   Map<String, String> never, Map<Level, String> shares, @JsonProperty(required = true) String source,
                   @JsonProperty(required = true) Clause.Verification verification) {

    /** A level of government that bears part of a payment, the lowest first. */
    public enum Level {
        CITY, PROVINCE, CENTRAL;

        /** Whose money the level is for a case of a region. */
        public Region of(Region region) {
            return switch (this) {
                case CITY -> region.city();
                case PROVINCE -> region.province();
                case CENTRAL -> Region.CENTRAL;
            };
        }
    }

    public Fund {
        never = never == null ? Map.of() : never;
        shares = shares == null ? Map.of() : shares;
    }

    /** The budget code of a kind of spending; empty if the fund may not pay it. */
    public Optional<String> code(String spending) {
        return Optional.ofNullable(spending).map(pays::get);
    }

    /** True if some kind of spending of the fund is booked under the code. */
    public boolean has(String code) {
        return pays.containsValue(code);
    }
}
