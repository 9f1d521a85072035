package org.huibu.shared.identifier;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * 公民身份号码 (and 港澳台居民居住证, beginning 81 to 83) of 18 characters with its check character (flows §1.3, SRC-71a).
 *
 * @param value upper case, checked
 */
public record IdNumber(String value) {

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    public IdNumber {
        value = value == null ? "" : value.toUpperCase(java.util.Locale.ROOT);
        shapeFault(value).ifPresent(code -> {
            throw new IllegalArgumentException(code);
        });
    }

    /** {@code idNumber.shape}, {@code idNumber.birthDate}, {@code idNumber.future} or {@code idNumber.check}; nothing if it is right. */
    public static Optional<String> fault(String text, LocalDate today) {
        var number = text == null ? "" : text.toUpperCase(java.util.Locale.ROOT);
        var shape = shapeFault(number);
        if (shape.isPresent()) {
            return shape;
        }
        return new IdNumber(number).birthDate().isAfter(today) ? Optional.of("idNumber.future") : Optional.empty();
    }

    private static Optional<String> shapeFault(String number) {
        if (!number.matches("\\d{17}[\\dX]")) {
            return Optional.of("idNumber.shape");
        }
        try {
            birthDate(number);
        } catch (DateTimeException noDate) {
            return Optional.of("idNumber.birthDate");
        }
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (number.charAt(i) - '0') * WEIGHTS[i];
        }
        return number.charAt(17) == CHECKS.charAt(sum % 11) ? Optional.empty() : Optional.of("idNumber.check");
    }

    public LocalDate birthDate() {
        return birthDate(value);
    }

    public boolean male() {
        return (value.charAt(16) - '0') % 2 == 1;
    }

    /** Full years on the day. */
    public int ageOn(LocalDate day) {
        return Period.between(birthDate(), day).getYears();
    }

    private static LocalDate birthDate(String number) {
        return LocalDate.of(Integer.parseInt(number.substring(6, 10)), Integer.parseInt(number.substring(10, 12)),
                Integer.parseInt(number.substring(12, 14)));
    }
}
