package org.huibu.shared.identifier;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Number of a case: scheme, region, year, sequence and a check character (ISO 7064 MOD 37,36), for instance
 * {@code FHJ-990101-2026-000123-K}. Gaps are normal: numbers are handed out in blocks.
 */
public record CaseNumber(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{3,4}-\\d{6}-\\d{4}-\\d{6,}-[0-9A-Z]");
    private static final String SET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public CaseNumber {
        if (value == null || !SHAPE.matcher(value).matches() || check(value.substring(0, value.length() - 2)) != value.charAt(value.length() - 1)) {
            throw new IllegalArgumentException("not a case number");
        }
    }

    public static CaseNumber of(String scheme, Region region, int year, long sequence) {
        var body = String.format("%s-%s-%04d-%06d", scheme, region.code(), year, sequence);
        return new CaseNumber(body + "-" + check(body));
    }

    public static Optional<CaseNumber> read(String text) {
        try {
            return Optional.of(new CaseNumber(text == null ? null : text.strip().toUpperCase(java.util.Locale.ROOT)));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static char check(String body) {
        int product = 36;
        for (char c : body.toCharArray()) {
            if (c != '-') {
                int sum = (product + SET.indexOf(c)) % 36;
                product = (sum == 0 ? 36 : sum) * 2 % 37;
            }
        }
        return SET.charAt((37 - product) % 36);
    }
}
