package org.huibu.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Service;

/**
 * Personal numbers at rest: sealed with AES-256-GCM and bound to their place, so that a ciphertext moved to another row does not open;
 * found again by a keyed blind index.
 */
@Service
public class Protection {

    private static final String PREFIX = "sealed:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final SecureRandom random = new SecureRandom();
    private final Keys keys;

    Protection(Keys keys) {
        this.keys = keys;
    }

    /** @param place what the value is bound to, for instance {@code case:12:operator.account}; {@code null} and blank stay as they are */
    public String seal(String plain, String place) {
        if (plain == null || plain.isBlank() || isSealed(plain)) {
            return plain;
        }
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var cipher = cipher(Cipher.ENCRYPT_MODE, keys.newest(), nonce, place);
            var secret = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
            var all = Arrays.copyOf(nonce, NONCE + secret.length);
            System.arraycopy(secret, 0, all, NONCE, secret.length);
            return PREFIX + keys.newest() + ":" + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalStateException if the value was changed or belongs to another place */
    public String open(String value, String place) {
        if (!isSealed(value)) {
            return value;
        }
        var parts = value.split(":", 3);
        var all = Base64.getUrlDecoder().decode(parts[2]);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, parts[1], Arrays.copyOf(all, NONCE), place);
            return new String(cipher.doFinal(all, NONCE, all.length - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("a sealed value was changed or moved", tampered);
        }
    }

    /** Bytes of any kind, with the name of the key in front. @param place as for texts */
    byte[] seal(byte[] plain, int length, String place) {
        try {
            var nonce = new byte[NONCE];
            random.nextBytes(nonce);
            var secret = cipher(Cipher.ENCRYPT_MODE, keys.newest(), nonce, place).doFinal(plain, 0, length);
            var key = keys.newest().getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(1 + key.length + NONCE + secret.length).put((byte) key.length).put(key).put(nonce).put(secret).array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalStateException if the bytes were changed or belong to another place */
    byte[] open(byte[] sealed, String place) {
        int key = sealed[0];
        var nonce = Arrays.copyOfRange(sealed, 1 + key, 1 + key + NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, new String(sealed, 1, key, StandardCharsets.US_ASCII), nonce, place)
                    .doFinal(sealed, 1 + key + NONCE, sealed.length - 1 - key - NONCE);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("sealed bytes were changed or moved", tampered);
        }
    }

    public boolean isSealed(String value) {
        return value != null && value.startsWith(PREFIX);
    }

    /** Keyed index for equality only; the same number gives another index in another domain. @return 43 characters; null for blank */
    public String index(String domain, String number) {
        if (number == null || number.isBlank()) {
            return null;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.index());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    mac.doFinal((domain + ":" + number.strip().toUpperCase(java.util.Locale.ROOT)).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Cipher cipher(int mode, String key, byte[] nonce, String place) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.sealing(key), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
