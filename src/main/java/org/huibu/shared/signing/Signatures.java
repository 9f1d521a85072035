package org.huibu.shared.signing;

import java.io.IOException;
import java.nio.file.Path;
import org.huibu.shared.Hmac;

/** The signature of an interface by the name in its configuration. */
public final class Signatures {

    private Signatures() {
    }

    /**
     * How two parties sign.
     *
     * @param algorithm HMAC-SHA-256, HMAC-SM3 or SM2
     * @param secret of both parties for the HMACs; blank for the file {@code <name>.secret}
     * @param ownKey private SM2 key of this side, hexadecimal; blank for the file {@code <name>-<side>.sm2}
     * @param otherKey public SM2 key of the other side, uncompressed point, hexadecimal; blank where both sides keep their files in one directory
     */
    public record Settings(String algorithm, String secret, String ownKey, String otherKey) { }

    /**
     * @param directory where keys lie that are not configured; they are made on first use
     * @param name of the interface; @param side this party's; @param otherSide the other party's
     * @throws IllegalArgumentException for a name that is none of the three, or a key that is no key
     */
    public static MessageSignature of(Settings settings, Path directory, String name, String side, String otherSide) throws IOException {
        return switch (settings.algorithm()) {
            case "HMAC-SHA-256" -> Hmac.of(settings.secret(), directory.resolve(name + ".secret"));
            case "HMAC-SM3" -> new HmacSm3(Hmac.secret(settings.secret(), directory.resolve(name + ".secret")));
            case "SM2" -> new Sm2(settings.ownKey().isBlank() ? Sm2Keys.own(directory.resolve(name + "-" + side + ".sm2")) : settings.ownKey(),
                    settings.otherKey().isBlank() ? Sm2Keys.publicOf(Sm2Keys.own(directory.resolve(name + "-" + otherSide + ".sm2"))) : settings.otherKey());
            default -> throw new IllegalArgumentException("no signature is called " + settings.algorithm() + ": use HMAC-SHA-256, HMAC-SM3 or SM2");
        };
    }
}
