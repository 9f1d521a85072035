package org.huibu.process;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The few named values that a model routes by. Texts (codes, never personal data), whole numbers, booleans and lists of texts; nothing
 * else ever reaches the engine.
 */
public record Facts(Map<String, Object> values) {

    public static final Facts NONE = new Facts(Map.of());

    public Facts {
        values.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Long || value instanceof Boolean || isTexts(value))) {
                throw new IllegalArgumentException("fact " + name + " is neither text, whole number, boolean nor a list of texts");
            }
        });
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static Facts of(String name, Object value) {
        return NONE.with(name, value);
    }

    public Facts with(String name, Object value) {
        var all = new TreeMap<>(values);
        all.put(name, value instanceof Integer number ? Long.valueOf(number) : value instanceof Enum<?> code ? code.name() : value);
        return new Facts(all);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable((String) values.get(name));
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    private static boolean isTexts(Object value) {
        return value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
    }
}
