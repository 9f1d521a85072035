package org.huibu.shared;

import java.util.List;

/**
 * One wrong thing at one place.
 *
 * @param path where: a field path such as {@code operator.uscc} or {@code lines[17].founderIdNo}; empty for the whole
 * @param code what: stable, message key {@code fault.<code>}
 * @param arguments for the message, in order
 */
public record Fault(String path, String code, List<Object> arguments) {

    public Fault {
        arguments = List.copyOf(arguments);
    }

    public static Fault at(String path, String code, Object... arguments) {
        return new Fault(path, code, List.of(arguments));
    }
}
