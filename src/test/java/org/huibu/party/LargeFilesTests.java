package org.huibu.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Long files are encrypted piece by piece, each bound to its file and place, and read from anywhere. */
class LargeFilesTests {

    @TempDir Path data;
    private LargeFiles files;
    private final byte[] content = new byte[2_500_000];

    @BeforeEach
    void open() throws Exception {
        files = new LargeFiles(data, new Protection(new Keys(new MockEnvironment(), "", "", data)));
        new Random(7).nextBytes(content);
        Arrays.fill(content, 100, 200, (byte) 'x');
    }

    @Test
    void readsFromAnywhereWhatWasWrittenInPieces() throws IOException {
        var size = write(1);
        assertThat(files.read(1, 0, size)).hasBinaryContent(content);
        for (int from : new int[] {1, 150, 999_999, 1_000_000, 1_000_001, 2_499_999}) {
            assertThat(files.read(1, from, size)).hasBinaryContent(Arrays.copyOfRange(content, from, content.length));
        }
        assertThat(files.read(1, content.length, size).read()).isEqualTo(-1);
        assertThat(Files.readString(path(1), java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("xxxxxxxxxx");
    }

    @Test
    void writesAgainWhatWasLostHalfWay() {
        var first = files.append(2, 0, content, 1000);
        files.append(2, first, content, 500);
        var size = files.append(2, first, Arrays.copyOfRange(content, 1000, 3000), 2000);
        assertThat(files.read(2, 0, size)).hasBinaryContent(Arrays.copyOf(content, 3000));
        files.remove(2);
        assertThatThrownBy(() -> files.read(2, 0, size)).isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void opensNoPieceOfAnotherFileOrOneThatWasChanged() throws IOException {
        var size = write(3);
        Files.copy(path(3), path(4));
        assertThatThrownBy(() -> files.read(4, 0, size).read()).isInstanceOf(IllegalStateException.class);
        var bytes = Files.readAllBytes(path(3));
        bytes[bytes.length - 1] ^= 1;
        Files.write(path(3), bytes);
        assertThatThrownBy(() -> files.read(3, 0, size).readAllBytes()).isInstanceOf(IllegalStateException.class);
    }

    private long write(long id) throws IOException {
        Files.createDirectories(path(4).getParent());
        long size = 0;
        for (int at = 0; at < content.length; at += 1_000_000) {
            size = files.append(id, size, Arrays.copyOfRange(content, at, content.length), Math.min(1_000_000, content.length - at));
        }
        return size;
    }

    private Path path(long id) {
        return data.resolve("files").resolve("%02x".formatted(id)).resolve(id + ".pieces");
    }
}
