package org.huibu.shared;

/** What is shown of personal numbers to people who need not know them (flows §1.6). */
public final class Mask {

    private Mask() {
    }

    /** {@code 440***********1234}. */
    public static String idNumber(String number) {
        return middle(number, 3, 4);
    }

    /** Only the tail: {@code ****1234}. */
    public static String account(String number) {
        return number == null ? "" : "****" + number.substring(Math.max(0, number.length() - 4));
    }

    public static String mobile(String number) {
        return middle(number, 3, 4);
    }

    private static String middle(String text, int head, int tail) {
        if (text == null || text.length() <= head + tail) {
            return text == null ? "" : "*".repeat(text.length());
        }
        return text.substring(0, head) + "*".repeat(text.length() - head - tail) + text.substring(text.length() - tail);
    }
}
