package org.huibu.sandbox.treasury;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.huibu.shared.signing.MessageSignature;
import org.huibu.shared.signing.Signatures;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The simulated treasury's side of the signature, by the same setting as the house's; under SM2 with a key of its own. */
@Component
@Profile("sandbox")
class TreasurySignature {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private final MessageSignature signature;

    TreasurySignature(Environment environment, @Value("${huibu.data-directory}") Path data) throws IOException {
        var settings = new Signatures.Settings(environment.getProperty("huibu.treasury.signature", "HMAC-SHA-256"), environment.getProperty("huibu.treasury.secret", ""), "", "");
        signature = Signatures.of(settings, data, "treasury", "treasury", "house");
    }

    String sign(String timestamp, byte[] body) {
        return signature.sign(timestamp, body);
    }

    boolean verifies(String timestamp, byte[] body, String signed) {
        return signature.verifiesWithin(TOLERANCE, timestamp, body, signed);
    }
}
