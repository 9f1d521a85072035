package org.huibu.workflow.engine;

import java.util.List;

/** A list of texts kept as one text variable, so that no serialised object ever lies in the engine's tables. */
public final class FactList {

    private static final String SEPARATOR = "\u001e";

    private FactList() {
    }

    public static String of(List<?> texts) {
        return SEPARATOR + String.join(SEPARATOR, texts.stream().map(String::valueOf).toList());
    }

    public static boolean is(Object value) {
        return value instanceof String text && text.startsWith(SEPARATOR);
    }

    public static List<String> read(Object value) {
        var text = ((String) value).substring(1);
        return text.isEmpty() ? List.of() : List.of(text.split(SEPARATOR));
    }
}
