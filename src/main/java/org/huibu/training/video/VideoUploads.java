package org.huibu.training.video;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.huibu.casefile.CaseWork;
import org.huibu.party.LargeFiles;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes the bytes of an upload as they come. What arrived before the line broke is kept, and the upload goes on from there. */
@Service
public class VideoUploads {

    private static final Logger LOG = LoggerFactory.getLogger(VideoUploads.class);
    private final Classes classes;
    private final VideoRows rows;
    private final LargeFiles files;
    private final CaseWork work;
    private final TransactionTemplate transaction;

    VideoUploads(Classes classes, VideoRows rows, LargeFiles files, CaseWork work, TransactionTemplate transaction) {
        this.classes = classes;
        this.rows = rows;
        this.files = files;
        this.work = work;
        this.transaction = transaction;
    }

    /**
     * Holds no transaction while bytes come. An empty part finishes what was interrupted after its last byte.
     *
     * @param at how many bytes had arrived, as the sender believes
     * @return how many have arrived now
     * @throws Refusal CONFLICT {@code videoOffset} if others have, CONFLICT {@code videoHeld} while another request writes, UNSUPPORTED {@code videoDisguised}
     *     and CONFLICT {@code videoTwice}, after both of which the upload is gone
     */
    @Transactional(propagation = Propagation.NEVER)
    public long append(String number, long id, long at, InputStream bytes) {
        classes.open(number);
        var video = rows.find(number, id).orElseThrow(Refusal::notFound);
        var holder = UUID.randomUUID().toString();
        if (!rows.hold(id, at, holder)) {
            throw Refusal.conflict(rows.find(number, id).orElseThrow(Refusal::notFound).offset() == at && !video.complete() ? "videoHeld" : "videoOffset");
        }
        try {
            var now = receive(video, holder, at, bytes);
            check(video, now);
            if (now == video.length()) {
                finish(video);
            }
            return now;
        } finally {
            rows.release(id, holder);
        }
    }

    private long receive(Video video, String holder, long at, InputStream bytes) {
        var piece = new byte[LargeFiles.PIECE];
        var offset = at;
        var stored = rows.stored(video.id());
        int count;
        do {
            count = fill(piece, bytes, (int) Math.min(piece.length, video.length() - offset));
            if (count > 0) {
                stored = files.append(video.id(), stored, piece, count);
                offset += count;
                if (!rows.arrived(video.id(), offset, stored, holder)) {
                    throw Refusal.conflict("videoHeld");
                }
            }
        } while (count == piece.length);
        return offset;
    }

    /** @return how much of the piece was filled before the end, or before the line broke */
    private static int fill(byte[] piece, InputStream bytes, int most) {
        int filled = 0;
        try {
            while (filled < most) {
                int count = bytes.read(piece, filled, most - filled);
                if (count < 0) {
                    break;
                }
                filled += count;
            }
        } catch (IOException broken) {
            LOG.info("an upload broke off and can be continued");
        }
        return filled;
    }

    /** By content, as soon as enough arrived to tell. */
    private void check(Video video, long arrived) {
        if (video.type() != null || arrived < Math.min(video.length(), VideoTypes.TELLING)) {
            return;
        }
        try (var in = files.read(video.id(), 0, rows.stored(video.id()))) {
            var type = VideoTypes.told(video.name(), in.readNBytes(VideoTypes.TELLING));
            if (type == null) {
                drop(video);
                throw new Refusal(Refusal.Kind.UNSUPPORTED, "videoDisguised", video.name());
            }
            rows.typed(video.id(), type);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private void finish(Video video) {
        try {
            var hash = hash(video);
            transaction.executeWithoutResult(status -> {
                rows.complete(video.id(), hash);
                work.happened(video.caseNumber(), "VideoAdded", Map.of("title", video.title()));
            });
        } catch (DuplicateKeyException twice) {
            drop(video);
            throw Refusal.conflict("videoTwice");
        }
    }

    private void drop(Video video) {
        rows.remove(video.id());
        files.remove(video.id());
    }

    private String hash(Video video) {
        try (var in = files.read(video.id(), 0, rows.stored(video.id()))) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[1 << 16];
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException | NoSuchAlgorithmException lost) {
            throw new IllegalStateException(lost);
        }
    }
}
