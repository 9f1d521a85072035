package org.huibu.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Ed25519 key that signs the heads of the chains; in production keep {@code huibu.audit.key} outside the machine. */
@Component
class HeadKey {

    private final PrivateKey secret;
    private final PublicKey open;

    HeadKey(@Value("${huibu.audit.key:${huibu.data-directory}/audit.key}") Path file) throws GeneralSecurityException, IOException {
        if (!Files.exists(file)) {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, encode(pair.getPrivate().getEncoded()) + "\n" + encode(pair.getPublic().getEncoded()) + "\n");
        }
        var lines = Files.readAllLines(file);
        var factory = KeyFactory.getInstance("Ed25519");
        secret = factory.generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(lines.get(0))));
        open = factory.generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(lines.get(1))));
    }

    String sign(String text) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return encode(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean verifies(String text, String signed) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initVerify(open);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
