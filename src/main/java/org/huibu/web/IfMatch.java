package org.huibu.web;

import org.huibu.shared.Refusal;

/** The header by which a program says which version of a thing it has seen. */
public final class IfMatch {

    private IfMatch() {
    }

    /** The version, quoted or not. @throws Refusal MALFORMED {@code versionMissing} */
    public static long version(String header) {
        var digits = header == null ? "" : header.strip().replaceAll("^\"|\"$", "");
        if (!digits.matches("\\d{1,18}")) {
            throw new Refusal(Refusal.Kind.MALFORMED, "versionMissing");
        }
        return Long.parseLong(digits);
    }
}
