package org.huibu.shared.signing;

import java.time.Duration;

/** Signs what one party sends, {@code <time stamp>.<raw bytes>}, and verifies what the other one sent. */
public interface MessageSignature {

    /** @param timestamp seconds since 1970, as it is sent beside the signature @return hexadecimal */
    String sign(String timestamp, byte[] body);

    /** @return false for anything that is not the other party's signature of exactly this, however broken */
    boolean verifies(String timestamp, byte[] body, String signature);

    /** The same within a window against replay, by the machine's own clock: messages are real even where the house's time is moved. */
    default boolean verifiesWithin(Duration tolerance, String timestamp, byte[] body, String signature) {
        return timestamp != null && signature != null && timestamp.matches("\\d{1,12}")
                && Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) <= tolerance.toSeconds() && verifies(timestamp, body, signature);
    }
}
