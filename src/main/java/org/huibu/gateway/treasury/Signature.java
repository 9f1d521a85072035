package org.huibu.gateway.treasury;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.huibu.shared.signing.MessageSignature;
import org.huibu.shared.signing.Signatures;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Signs what goes to the treasury and verifies what comes from it, within a window against replay; how, says {@code huibu.treasury.signature}. */
@Component
class Signature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private final MessageSignature signature;

    Signature(Environment environment, @Value("${huibu.data-directory}") Path data) throws IOException {
        var settings = new Signatures.Settings(environment.getProperty("huibu.treasury.signature", "HMAC-SHA-256"), environment.getProperty("huibu.treasury.secret", ""),
                environment.getProperty("huibu.treasury.sm2.private-key", ""), environment.getProperty("huibu.treasury.sm2.treasury-key", ""));
        signature = Signatures.of(settings, data, "treasury", "house", "treasury");
    }

    String sign(String timestamp, byte[] body) {
        return signature.sign(timestamp, body);
    }

    boolean verifies(String timestamp, byte[] body, String signed) {
        return signature.verifiesWithin(TOLERANCE, timestamp, body, signed);
    }
}
