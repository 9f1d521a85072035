package org.huibu.shared.identifier;

/**
 * A six-digit region code of GB/T 2260. Codes beginning with 99 are unassigned and used by the sandbox only.
 *
 * @param code six digits; province ends in 0000, city in 00; {@link #CENTRAL} is the whole country
 */
public record Region(String code) {

    /** The central level, above every province. */
    public static final Region CENTRAL = new Region("000000");

    public Region {
        if (code == null || !code.matches("\\d{6}")) {
            throw new IllegalArgumentException("a region code has six digits");
        }
    }

    /** True if {@code other} is this region or lies within it: province 990000 covers 990101, city 990100 covers 990101. */
    public boolean covers(Region other) {
        return other.code.startsWith(prefix());
    }

    /** True if this level keeps the books of {@code other}: of each region within it, and a province also of what the centre bears of its payments. */
    public boolean keepsBooksOf(Region other) {
        return covers(other) || isProvince() && other.equals(CENTRAL);
    }

    public boolean isProvince() {
        return equals(province()) && !equals(CENTRAL);
    }

    /** The digits that all regions within this one share: none for the country, 2 for a province, 4 for a city, 6 for a district. */
    public String prefix() {
        return code.equals("000000") ? "" : code.endsWith("0000") ? code.substring(0, 2) : code.endsWith("00") ? code.substring(0, 4) : code;
    }

    public Region city() {
        return new Region(code.substring(0, 4) + "00");
    }

    public Region province() {
        return new Region(code.substring(0, 2) + "0000");
    }
}
