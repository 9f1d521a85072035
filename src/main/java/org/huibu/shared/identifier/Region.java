package org.huibu.shared.identifier;

/**
 * A six-digit region code of GB/T 2260. Codes beginning with 99 are unassigned and used by the sandbox only.
 *
 * @param code six digits; province ends in 0000, city in 00
 */
public record Region(String code) {

    public Region {
        if (code == null || !code.matches("\\d{6}")) {
            throw new IllegalArgumentException("a region code has six digits");
        }
    }

    /** True if {@code other} is this region or lies within it: province 990000 covers 990101, city 990100 covers 990101. */
    public boolean covers(Region other) {
        return other.code.startsWith(prefix());
    }

    /** The digits that all regions within this one share: 2 for a province, 4 for a city, 6 for a district. */
    public String prefix() {
        return code.endsWith("0000") ? code.substring(0, 2) : code.endsWith("00") ? code.substring(0, 4) : code;
    }

    public Region city() {
        return new Region(code.substring(0, 4) + "00");
    }

    public Region province() {
        return new Region(code.substring(0, 2) + "0000");
    }
}
