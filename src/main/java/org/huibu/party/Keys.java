package org.huibu.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** The keystore: made under the data directory by default, given from outside in production, which does not start without one. */
@Component
class Keys {

    private static final String INDEX = "index";
    private final KeyStore store;
    private final char[] password;
    private final String newest;
    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

    Keys(Environment environment, @Value("${huibu.keystore.path:}") String path, @Value("${huibu.keystore.password:}") String secret,
            @Value("${huibu.data-directory}") Path data) throws GeneralSecurityException, IOException {
        if (path.isBlank() && environment.acceptsProfiles(Profiles.of("production"))) {
            throw new IllegalStateException("production needs its own keystore: set huibu.keystore.path and huibu.keystore.password");
        }
        var file = path.isBlank() ? data.resolve("keys.p12") : Path.of(path);
        password = path.isBlank() ? ownPassword(data) : secret.toCharArray();
        store = KeyStore.getInstance("PKCS12");
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                store.load(in, password);
            }
        } else if (path.isBlank()) {
            store.load(null, password);
            add("k1");
            add(INDEX);
            try (var out = Files.newOutputStream(file)) {
                store.store(out, password);
            }
        } else {
            throw new IllegalStateException("there is no keystore at huibu.keystore.path");
        }
        newest = Collections.list(store.aliases()).stream().filter(alias -> alias.matches("k\\d+"))
                .max(java.util.Comparator.comparingInt(alias -> Integer.parseInt(alias.substring(1)))).orElseThrow();
    }

    String newest() {
        return newest;
    }

    SecretKey sealing(String alias) {
        return key(alias);
    }

    SecretKey index() {
        return key(INDEX);
    }

    /** Taken out of the store once: each taking derives a key from the password, which is slow on purpose. */
    private SecretKey key(String alias) {
        return keys.computeIfAbsent(alias, this::taken);
    }

    private SecretKey taken(String alias) {
        try {
            return (SecretKey) store.getKey(alias, password);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void add(String alias) throws GeneralSecurityException {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        store.setEntry(alias, new KeyStore.SecretKeyEntry(new SecretKeySpec(bytes, "AES")), new KeyStore.PasswordProtection(password));
    }

    private static char[] ownPassword(Path data) throws IOException {
        Files.createDirectories(data);
        var file = data.resolve("keys.password");
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            new SecureRandom().nextBytes(bytes);
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            }
        }
        return Files.readString(file).toCharArray();
    }
}
