package org.huibu.gateway.treasury;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** HMAC-SHA-256 over the time stamp and the raw bytes. Without a configured secret the sandbox makes one in the data directory. */
@Component
class Signature {

    private static final long TOLERANCE_SECONDS = 300;
    private final byte[] secret;

    Signature(@Value("${huibu.treasury.secret:}") String configured, @Value("${huibu.data-directory}") Path data) throws IOException {
        var file = data.resolve("treasury.secret");
        if (configured.isBlank() && !Files.exists(file)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(data);
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        secret = (configured.isBlank() ? Files.readString(file) : configured).getBytes(StandardCharsets.UTF_8);
    }

    String sign(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean verifies(String timestamp, byte[] body, String signature) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")
                || Math.abs(System.currentTimeMillis() / 1000 - Long.parseLong(timestamp)) > TOLERANCE_SECONDS) {
            return false;
        }
        return MessageDigest.isEqual(sign(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
