package org.huibu.shared.identifier;

import java.util.Locale;
import java.util.Optional;

/**
 * 统一社会信用代码 of 18 characters with its check character (flows §1.3, SRC-70a).
 *
 * @param value upper case, checked
 */
public record UnifiedCreditCode(String value) {

    private static final String SET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    public UnifiedCreditCode {
        fault(value).ifPresent(code -> {
            throw new IllegalArgumentException(code);
        });
        value = value.toUpperCase(Locale.ROOT);
    }

    /** What is wrong: {@code uscc.length}, {@code uscc.character} or {@code uscc.check}; nothing if it is right. */
    public static Optional<String> fault(String text) {
        if (text == null || text.length() != 18) {
            return Optional.of("uscc.length");
        }
        var code = text.toUpperCase(Locale.ROOT);
        if (!code.chars().allMatch(c -> SET.indexOf(c) >= 0)) {
            return Optional.of("uscc.character");
        }
        return code.charAt(17) == check(code) ? Optional.empty() : Optional.of("uscc.check");
    }

    private static char check(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += SET.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return SET.charAt((31 - sum % 31) % 31);
    }
}
