package org.huibu.shared.signing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;

/**
 * SM2 with SM3 (GB/T 32918) and the usual identity 1234567812345678: each party holds a key of its own, so neither can speak for the other.
 * Signatures are DER. In software: no certified module, so no pass of a 密评.
 */
final class Sm2 implements MessageSignature {

    private static final int LONGEST = 80;
    private final ECPrivateKeyParameters own;
    private final ECPublicKeyParameters other;

    /** @param own private key, hexadecimal; @param other public key of the other party, uncompressed point, hexadecimal */
    Sm2(String own, String other) {
        this.own = new ECPrivateKeyParameters(new BigInteger(own.strip(), 16), Sm2Keys.CURVE);
        this.other = new ECPublicKeyParameters(Sm2Keys.CURVE.getCurve().decodePoint(HexFormat.of().parseHex(other.strip())), Sm2Keys.CURVE);
    }

    @Override
    public String sign(String timestamp, byte[] body) {
        try {
            var signer = new SM2Signer();
            signer.init(true, new ParametersWithRandom(own));
            update(signer, timestamp, body);
            return HexFormat.of().formatHex(signer.generateSignature());
        } catch (CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean verifies(String timestamp, byte[] body, String signature) {
        if (signature.length() > 2 * LONGEST || !signature.matches("([0-9a-fA-F]{2})+")) {
            return false;
        }
        var signer = new SM2Signer();
        signer.init(false, other);
        update(signer, timestamp, body);
        return signer.verifySignature(HexFormat.of().parseHex(signature));
    }

    private static void update(SM2Signer signer, String timestamp, byte[] body) {
        var head = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        signer.update(head, 0, head.length);
        signer.update(body, 0, body.length);
    }
}
