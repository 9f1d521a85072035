package org.huibu.portal.training;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.huibu.shared.Refusal;
import org.huibu.training.video.Video;
import org.huibu.training.video.VideoUploads;
import org.huibu.training.video.Videos;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The core protocol of tus 1.0.0 with its extensions creation, expiration and termination, for pages and programs alike. */
@Component
class Tus {

    static final String RESUMABLE = "Tus-Resumable";
    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";
    static final String BYTES = "application/offset+octet-stream";
    private static final String VERSION = "1.0.0";
    private final Videos videos;
    private final VideoUploads uploads;

    Tus(Videos videos, VideoUploads uploads) {
        this.videos = videos;
        this.uploads = uploads;
    }

    ResponseEntity<Void> options(String number) {
        videos.mine(number);
        return answer(HttpStatus.NO_CONTENT).header("Tus-Version", VERSION).header("Tus-Extension", "creation,expiration,termination")
                .header("Tus-Max-Size", Long.toString(Videos.MOST_BYTES)).build();
    }

    /** @param under address below which the upload is found */
    ResponseEntity<Void> create(String number, String version, long length, String metadata, String under) {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        var told = told(metadata);
        var video = videos.begin(number, told.get("title"), told.get("recordedOn"), told.get("filename"), length);
        return expiring(answer(HttpStatus.CREATED).location(URI.create(under + "/" + video.id())), video).build();
    }

    ResponseEntity<Void> offset(String number, long id) {
        var video = videos.find(number, id);
        return expiring(answer(HttpStatus.OK).cacheControl(CacheControl.noStore()).header(OFFSET, Long.toString(video.offset())).header(LENGTH, Long.toString(video.length())), video).build();
    }

    ResponseEntity<Void> append(String number, long id, String version, long offset, String type, InputStream bytes) throws IOException {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        if (!BYTES.equals(type)) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "mediaType");
        }
        var now = uploads.append(number, id, offset, bytes);
        return expiring(answer(HttpStatus.NO_CONTENT).header(OFFSET, Long.toString(now)), videos.find(number, id)).build();
    }

    ResponseEntity<Void> terminate(String number, long id, String version) {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        videos.remove(number, id);
        return answer(HttpStatus.NO_CONTENT).build();
    }

    private static <B extends ResponseEntity.HeadersBuilder<B>> B expiring(B answer, Video video) {
        return video.expiresAt() == null ? answer : answer.headers(headers -> headers.setInstant("Upload-Expires", video.expiresAt()));
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).header(RESUMABLE, VERSION);
    }

    private static ResponseEntity<Void> otherVersion() {
        return answer(HttpStatus.PRECONDITION_FAILED).header("Tus-Version", VERSION).build();
    }

    /** {@code title 5o2u,filename YS5tcDQ=}: names with base64 of UTF-8. */
    private static Map<String, String> told(String metadata) {
        var told = new HashMap<String, String>();
        try {
            Arrays.stream(metadata.split(",")).map(pair -> pair.strip().split(" ", 2)).filter(pair -> pair.length == 2)
                    .forEach(pair -> told.put(pair[0], new String(Base64.getDecoder().decode(pair[1].strip()), StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notBase64) {
            throw new Refusal(Refusal.Kind.MALFORMED, "unreadable");
        }
        return told;
    }
}
