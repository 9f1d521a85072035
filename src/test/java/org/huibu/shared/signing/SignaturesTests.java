package org.huibu.shared.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.huibu.shared.signing.Signatures.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each algorithm between two parties, and the two of the SM family against values that OpenSSL 3.0 gave. */
class SignaturesTests {

    private static final byte[] BODY = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
    private static final String TIME = "1700000000";
    private static final String KEY = "a3fabaaede752f74316eb745bc20df18af9c3bc8fc389b183cfde7cfbba044b6";
    private static final String POINT = "04fd8132898b20ccd7af774b06a7b82a0d6485b5a03e7d8d3b6fbc5d6e32ebd21ef2f51269e1518b65470d0a4af0e00886411641ca35f4077edabcfdb788b9fb22";
    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"HMAC-SHA-256", "HMAC-SM3", "SM2"})
    void believesOnlyTheOtherParty(String algorithm) throws IOException {
        var house = of(algorithm, "house", "treasury");
        var treasury = of(algorithm, "treasury", "house");
        for (var speaker : new MessageSignature[] {house, treasury}) {
            var listener = speaker == house ? treasury : house;
            var signed = speaker.sign(TIME, BODY);
            assertThat(listener.verifies(TIME, BODY, signed)).isTrue();
            assertThat(listener.verifies("1700000001", BODY, signed)).as("another time").isFalse();
            assertThat(listener.verifies(TIME, "{\"a\":2}".getBytes(StandardCharsets.UTF_8), signed)).as("another content").isFalse();
            assertThat(listener.verifies(TIME, BODY, signed.substring(2))).as("cut").isFalse();
            assertThat(listener.verifies(TIME, BODY, "0".repeat(64))).as("forged").isFalse();
            assertThat(listener.verifies(TIME, BODY, "no hex")).as("nonsense").isFalse();
            assertThat(listener.verifiesWithin(Duration.ofMinutes(5), TIME, BODY, signed)).as("long ago").isFalse();
            var now = Long.toString(System.currentTimeMillis() / 1000);
            assertThat(listener.verifiesWithin(Duration.ofMinutes(5), now, BODY, speaker.sign(now, BODY))).isTrue();
            assertThat(listener.verifiesWithin(Duration.ofMinutes(5), null, BODY, null)).isFalse();
        }
        var stranger = Signatures.of(new Settings(algorithm, "another secret", "", ""), directory.resolve("elsewhere"), "treasury", "treasury", "house");
        assertThat(house.verifies(TIME, BODY, stranger.sign(TIME, BODY))).as("of a stranger").isFalse();
    }

    @Test
    void aPartyCannotSpeakForTheOtherUnderSm2() throws IOException {
        var house = of("SM2", "house", "treasury");
        assertThat(house.verifies(TIME, BODY, house.sign(TIME, BODY))).isFalse();
    }

    @Test
    void agreesWithOpenSsl() throws IOException {
        assertThat(Signatures.of(new Settings("HMAC-SM3", "secret", "", ""), directory, "x", "a", "b").sign(TIME, BODY))
                .isEqualTo("4ed643460bacdce883bc110b28cbb9feeb68c23f521be4f0cbab9687f6234be5");
        assertThat(Sm2Keys.publicOf(KEY)).isEqualTo(POINT);
        assertThat(Signatures.of(new Settings("SM2", "", KEY, POINT), directory, "x", "a", "b").verifies(TIME, BODY,
                "3046022100c15118a4f78bc02d642b73547ed6de63d3d79c27cbfc2c50587f44b6b519d6ce022100d716e2b38ad8b52dcc30343791d79773d0d6ee7917daed490c0d296385311768")).isTrue();
    }

    @Test
    void refusesAnotherName() {
        assertThatThrownBy(() -> of("RSA", "house", "treasury")).hasMessageContaining("RSA");
        assertThatThrownBy(() -> Signatures.of(new Settings("SM2", "", KEY, "04" + "0".repeat(128)), directory, "x", "a", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    private MessageSignature of(String algorithm, String side, String other) throws IOException {
        return Signatures.of(new Settings(algorithm, "", "", ""), directory, "treasury", side, other);
    }
}
