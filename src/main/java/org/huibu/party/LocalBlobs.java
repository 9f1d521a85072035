package org.huibu.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Encrypted files under the data directory, bound to their id: a file put in the place of another does not open. */
@Component
class LocalBlobs {

    private final Path root;
    private final Protection protection;

    LocalBlobs(@Value("${huibu.data-directory}") Path data, Protection protection) {
        this.root = data.resolve("files");
        this.protection = protection;
    }

    void put(long id, byte[] content) {
        try {
            java.nio.file.Files.createDirectories(path(id).getParent());
            java.nio.file.Files.writeString(path(id), protection.seal(Base64.getEncoder().encodeToString(content), "file:" + id));
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    byte[] get(long id) {
        try {
            return Base64.getDecoder().decode(protection.open(java.nio.file.Files.readString(path(id)), "file:" + id));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private Path path(long id) {
        return root.resolve(String.format("%02x", id & 0xff)).resolve(Long.toString(id));
    }
}
