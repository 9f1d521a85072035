package org.huibu.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Promise P21: sealed values open only in their place and only unchanged; keys rotate without touching what is stored. */
class ProtectionTests {

    private static final String NUMBER = "990101199102111089";
    @TempDir Path data;

    @Test
    void opensOnlyInItsPlaceAndUnchanged() throws Exception {
        var protection = new Protection(keys());
        var sealed = protection.seal(NUMBER, "case:1:person.idNo");
        assertThat(sealed).doesNotContain(NUMBER).isNotEqualTo(protection.seal(NUMBER, "case:1:person.idNo"));
        assertThat(protection.open(sealed, "case:1:person.idNo")).isEqualTo(NUMBER);
        assertThatThrownBy(() -> protection.open(sealed, "case:2:person.idNo")).as("moved to another row").isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> protection.open(sealed, "case:1:person.mobile")).as("moved to another field").isInstanceOf(IllegalStateException.class);
        var changed = sealed.substring(0, sealed.length() - 2) + (sealed.endsWith("A") ? "BB" : "AA");
        assertThatThrownBy(() -> protection.open(changed, "case:1:person.idNo")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sealsWithTheNewestKeyAndStillOpensTheOld() throws Exception {
        var before = new Protection(keys());
        var old = before.seal(NUMBER, "place");
        var index = before.index("PERSON", NUMBER);
        addKey("k2");
        var after = new Protection(keys());
        assertThat(old).startsWith("sealed:k1:");
        assertThat(after.open(old, "place")).isEqualTo(NUMBER);
        assertThat(after.seal(NUMBER, "place")).startsWith("sealed:k2:");
        assertThat(after.open(after.seal(NUMBER, "place"), "place")).isEqualTo(NUMBER);
        assertThat(after.index("PERSON", NUMBER)).as("what was found stays found").isEqualTo(index);
    }

    @Test
    void indexesAreKeyedAndOfOneDomain() throws Exception {
        var protection = new Protection(keys());
        assertThat(protection.index("PERSON", " 99010119910211108x ")).isEqualTo(protection.index("PERSON", "99010119910211108X")).hasSize(43);
        assertThat(protection.index("PERSON", NUMBER)).isNotEqualTo(protection.index("ENTERPRISE", NUMBER)).doesNotContain(NUMBER);
        assertThat(protection.index("PERSON", " ")).isNull();
        var others = new Protection(new Keys(new MockEnvironment(), "", "", Files.createTempDirectory(data, "other")));
        assertThat(others.index("PERSON", NUMBER)).as("another house, another key").isNotEqualTo(protection.index("PERSON", NUMBER));
    }

    @Test
    void productionDoesNotStartWithoutItsOwnKeystore() {
        var production = new MockEnvironment();
        production.setActiveProfiles("production");
        assertThatThrownBy(() -> new Keys(production, "", "", data)).hasMessageContaining("huibu.keystore.path");
        assertThatThrownBy(() -> new Keys(production, data.resolve("none.p12").toString(), "x", data)).hasMessageContaining("huibu.keystore.path");
    }

    private Keys keys() throws GeneralSecurityException, IOException {
        return new Keys(new MockEnvironment(), "", "", data);
    }

    private void addKey(String alias) throws GeneralSecurityException, IOException {
        var password = Files.readString(data.resolve("keys.password")).toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(data.resolve("keys.p12"))) {
            store.load(in, password);
        }
        store.setEntry(alias, new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")), new KeyStore.PasswordProtection(password));
        try (var out = Files.newOutputStream(data.resolve("keys.p12"))) {
            store.store(out, password);
        }
    }
}
