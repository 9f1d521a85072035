package org.huibu.shared;

import java.util.Optional;
import java.util.regex.Pattern;

/** Formats of flows §1.3 that carry no checksum: each returns a stable fault code or nothing. */
public final class Formats {

    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern ENTITY_ACCOUNT = Pattern.compile("\\d{6,32}");
    private static final Pattern PERSON_ACCOUNT = Pattern.compile("\\d{15,19}");
    private static final Pattern HK_MACAU = Pattern.compile("[HM]\\d{8}(\\d{2})?");

    private Formats() {
    }

    public static Optional<String> mobile(String text) {
        return matches(MOBILE, text, "mobile.shape");
    }

    /** A basic deposit account of an entity: 6 to 32 digits, no public checksum. */
    public static Optional<String> entityAccount(String text) {
        return matches(ENTITY_ACCOUNT, text, "account.shape");
    }

    public static Optional<String> personAccount(String text) {
        return matches(PERSON_ACCOUNT, text, "account.shape");
    }

    /** 港澳居民来往内地通行证, format only (未核实). */
    public static Optional<String> hkMacauPermit(String text) {
        return matches(HK_MACAU, text, "permit.shape");
    }

    /** A card number that fails the Luhn sum is worth a warning, never a stop (未核实). */
    public static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 1 ? digit * 2 : digit;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    private static Optional<String> matches(Pattern pattern, String text, String code) {
        return text != null && pattern.matcher(text).matches() ? Optional.empty() : Optional.of(code);
    }
}
