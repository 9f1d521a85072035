package org.huibu.gateway.treasury;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.huibu.shared.Hmac;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Signs what goes to the treasury and verifies what comes from it, within a window against replay. */
@Component
class Signature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private final Hmac hmac;

    Signature(@Value("${huibu.treasury.secret:}") String configured, @Value("${huibu.data-directory}") Path data) throws IOException {
        hmac = Hmac.of(configured, data.resolve("treasury.secret"));
    }

    String sign(String timestamp, byte[] body) {
        return hmac.sign(timestamp, body);
    }

    boolean verifies(String timestamp, byte[] body, String signature) {
        return timestamp != null && signature != null && timestamp.matches("\\d{1,12}")
                && Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) <= TOLERANCE.toSeconds() && hmac.verifies(timestamp, body, signature);
    }
}
