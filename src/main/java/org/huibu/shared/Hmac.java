package org.huibu.shared;

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
import org.huibu.shared.signing.MessageSignature;

/** HMAC-SHA-256 over {@code <time stamp>.<raw bytes>}, in hexadecimal, with a secret that two parties share. */
public final class Hmac implements MessageSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private final byte[] secret;

    public Hmac(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** With the configured secret or, where none is, the one in the file. */
    public static Hmac of(String configured, Path file) throws IOException {
        return new Hmac(secret(configured, file));
    }

    /** The configured secret or, where none is, the one in the file, which is made on first use. */
    public static String secret(String configured, Path file) throws IOException {
        if (!configured.isBlank()) {
            return configured;
        }
        if (!Files.exists(file)) {
            var bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, HexFormat.of().formatHex(bytes));
        }
        return Files.readString(file);
    }

    @Override
    public String sign(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Compares in constant time. */
    @Override
    public boolean verifies(String timestamp, byte[] body, String signature) {
        return MessageDigest.isEqual(sign(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
