package org.huibu.disbursement.receivable;

import java.security.SecureRandom;
import java.util.List;
import java.util.regex.Pattern;

/** What a payer writes into the transfer so that it finds its debt: {@code TK}, ten digits and two check digits (ISO 7064, mod 97-10). */
final class PaymentCode {

    private static final Pattern WRITTEN = Pattern.compile("(?<![A-Z0-9])TK\\d{12}(?!\\d)");
    private static final SecureRandom RANDOM = new SecureRandom();

    private PaymentCode() {
    }

    static String fresh() {
        long number = RANDOM.nextLong(10_000_000_000L);
        return "TK%010d%02d".formatted(number, check(number));
    }

    /** Codes in a remark that are whole and whose check digits are right, each once; blanks and small letters do not matter. */
    static List<String> in(String remark) {
        var text = remark == null ? "" : remark.toUpperCase(java.util.Locale.ROOT).replaceAll("(?<=[TK\\d])[\\s-]+(?=[K\\d])", "");
        return WRITTEN.matcher(text).results().map(java.util.regex.MatchResult::group).filter(PaymentCode::right).distinct().toList();
    }

    private static boolean right(String code) {
        return check(Long.parseLong(code.substring(2, 12))) == Integer.parseInt(code.substring(12));
    }

    private static int check(long number) {
        return (int) (98 - number * 100 % 97);
    }
}
