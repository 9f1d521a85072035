package org.huibu.process;

/** A foreign source did not answer. Never a reason to reject and never charged to the officer (flows §8.3). */
public class SourceDown extends RuntimeException {

    private final String source;

    public SourceDown(String source, Throwable cause) {
        super("source " + source + " is down", cause);
        this.source = source;
    }

    /** Code of the source, for instance {@code D03}. */
    public String source() {
        return source;
    }
}
