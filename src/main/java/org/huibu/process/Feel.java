package org.huibu.process;

import java.util.Map;
import java.util.Optional;

/** FEEL expressions; the only expression language that data may carry. */
public interface Feel {

    /** The value, null where a name is unknown. Numbers are BigDecimal, dates LocalDate. */
    Object evaluate(String expression, Map<String, Object> context);

    /** A unary test as form conditions use it: with a null result read as true (design/frontend §3). */
    boolean test(String expression, Map<String, Object> context);

    /** What is wrong with the text, or nothing. */
    Optional<String> fault(String expression);
}
