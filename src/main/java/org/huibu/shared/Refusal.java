package org.huibu.shared;

import java.util.List;

/**
 * A request that is understood and answered with no. It carries a stable code, from which the message in the reader's language is
 * made (key {@code refusal.<code>}), and never a stack trace to a user.
 */
public class Refusal extends RuntimeException {

    /** What kind of no it is; each has one HTTP status. */
    public enum Kind {
        /** 400: the request cannot be read. */ MALFORMED,
        /** 403: known, but not allowed. */ FORBIDDEN,
        /** 404: does not exist, or is not yours: the two are not told apart. */ NOT_FOUND,
        /** 409: somebody else was faster, or the state does not allow it. */ CONFLICT,
        /** 413: too large. */ TOO_LARGE,
        /** 415: a kind of content that is not taken. */ UNSUPPORTED,
        /** 422: fields are wrong; see {@link #faults()}. */ INVALID,
        /** 429: too many tries. */ THROTTLED,
        /** 503: a foreign source is down. */ UNAVAILABLE
    }

    private final Kind kind;
    private final String code;
    private final transient List<Object> arguments;
    private final transient List<Fault> faults;

    public Refusal(Kind kind, String code, Object... arguments) {
        this(kind, code, List.of(), arguments);
    }

    public Refusal(Kind kind, String code, List<Fault> faults, Object... arguments) {
        super(kind + " " + code);
        this.kind = kind;
        this.code = code;
        this.faults = List.copyOf(faults);
        this.arguments = List.of(arguments);
    }

    public static Refusal notFound() {
        return new Refusal(Kind.NOT_FOUND, "notFound");
    }

    public static Refusal conflict(String code, Object... arguments) {
        return new Refusal(Kind.CONFLICT, code, arguments);
    }

    public static Refusal forbidden(String code, Object... arguments) {
        return new Refusal(Kind.FORBIDDEN, code, arguments);
    }

    public static Refusal invalid(List<Fault> faults) {
        return new Refusal(Kind.INVALID, "invalid", faults);
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, lower camel case; message key {@code refusal.<code>}. */
    public String code() {
        return code;
    }

    public List<Object> arguments() {
        return arguments;
    }

    public List<Fault> faults() {
        return faults;
    }
}
