package org.huibu.party;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/**
 * Files too large for memory, such as recordings: written piece by piece under the data directory, each piece encrypted and bound to its
 * file and place, and read from anywhere. How much of a file counts is known by its owner, so that a piece lost half-way is written again.
 */
@Service
public class LargeFiles {

    /** Bytes of one piece at most. */
    public static final int PIECE = 1024 * 1024;
    private static final int HEAD = 8;
    private final Path root;
    private final Protection protection;

    LargeFiles(@Value("${huibu.data-directory}") Path data, Protection protection) {
        this.root = data.resolve("files");
        this.protection = protection;
    }

    /**
     * @param at how many bytes on disk count so far; what stands behind them is dropped
     * @param length of the piece, at most {@link #PIECE}
     * @return how many bytes on disk count now
     */
    public long append(long id, long at, byte[] piece, int length) {
        var sealed = protection.seal(piece, length, place(id, at));
        var out = ByteBuffer.allocate(HEAD + sealed.length).putInt(sealed.length).putInt(length).put(sealed).flip();
        try {
            Files.createDirectories(path(id).getParent());
            try (var file = FileChannel.open(path(id), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                file.truncate(at);
                file.position(at);
                while (out.hasRemaining()) {
                    file.write(out);
                }
                file.force(false);
                return file.position();
            }
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** What counts of the file. @param from first byte wanted, from 0 @param size bytes on disk that count */
    public InputStream read(long id, long from, long size) {
        try {
            return new Pieces(FileChannel.open(path(id), StandardOpenOption.READ), id, from, size);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public void remove(long id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException busy) {
            throw new UncheckedIOException(busy);
        }
    }

    /** Bytes that the disk still takes. */
    public long free() {
        try {
            Files.createDirectories(root);
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException unknown) {
            throw new UncheckedIOException(unknown);
        }
    }

    private Path path(long id) {
        return root.resolve(String.format("%02x", id & 0xff)).resolve(id + ".pieces");
    }

    private static String place(long id, long at) {
        return "large:" + id + ":" + at;
    }

    /** One piece is in clear at a time. */
    private final class Pieces extends InputStream {

        private final FileChannel file;
        private final long id;
        private final long size;
        private long at;
        private byte[] open = new byte[0];
        private int next;

        Pieces(FileChannel file, long id, long from, long size) throws IOException {
            this.file = file;
            this.id = id;
            this.size = size;
            var left = from;
            while (at < size) {
                var head = bytes(HEAD);
                int sealed = head.getInt();
                int plain = head.getInt();
                if (left < plain) {
                    load();
                    next = (int) left;
                    return;
                }
                left -= plain;
                at += HEAD + sealed;
            }
        }

        @Override
        public int read() throws IOException {
            return more() ? open[next++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, open.length - next);
            System.arraycopy(open, next, into, offset, count);
            next += count;
            return count;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }

        private boolean more() throws IOException {
            while (next == open.length && at < size) {
                load();
            }
            return next < open.length;
        }

        private void load() throws IOException {
            var sealed = new byte[bytes(HEAD).getInt()];
            var into = ByteBuffer.wrap(sealed);
            fill(into, at + HEAD);
            open = protection.open(sealed, place(id, at));
            next = 0;
            at += HEAD + sealed.length;
        }

        private ByteBuffer bytes(int count) throws IOException {
            return fill(ByteBuffer.allocate(count), at);
        }

        private ByteBuffer fill(ByteBuffer into, long from) throws IOException {
            while (into.hasRemaining()) {
                if (file.read(into, from + into.position()) < 0) {
                    throw new EOFException("a piece of file " + id + " is missing");
                }
            }
            return into.flip();
        }
    }
}
