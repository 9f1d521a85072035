package org.huibu.shared.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC over SM3 (GB/T 32905, GB/T 15852.2) with a secret that both parties hold. In software: no certified module, so no pass of a 密评. */
final class HmacSm3 implements MessageSignature {

    private final byte[] secret;

    HmacSm3(String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String sign(String timestamp, byte[] body) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret));
        var head = (timestamp + ".").getBytes(StandardCharsets.UTF_8);
        mac.update(head, 0, head.length);
        mac.update(body, 0, body.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    @Override
    public boolean verifies(String timestamp, byte[] body, String signature) {
        return MessageDigest.isEqual(sign(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
