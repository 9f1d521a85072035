package org.huibu.shared.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;

/** A party's SM2 key in a file, made on first use. */
final class Sm2Keys {

    static final ECDomainParameters CURVE = curve();

    private Sm2Keys() {
    }

    private static ECDomainParameters curve() {
        var named = GMNamedCurves.getByName("sm2p256v1");
        return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
    }

    /** @return the private key, hexadecimal */
    static String own(Path file) throws IOException {
        if (!Files.exists(file)) {
            var generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(CURVE, new SecureRandom()));
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.writeString(file, String.format("%064x", ((ECPrivateKeyParameters) generator.generateKeyPair().getPrivate()).getD()), StandardOpenOption.CREATE_NEW);
            } catch (FileAlreadyExistsException meanwhile) {
                // The other party on this machine made it in the same moment.
            }
        }
        return Files.readString(file).strip();
    }

    /** @return the public key that belongs to a private one, uncompressed, hexadecimal */
    static String publicOf(String own) {
        return HexFormat.of().formatHex(CURVE.getG().multiply(new BigInteger(own, 16)).normalize().getEncoded(false));
    }
}
