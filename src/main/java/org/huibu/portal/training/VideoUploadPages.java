package org.huibu.portal.training;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.huibu.shared.Refusal;
import org.huibu.training.video.VideoUploads;
import org.huibu.training.video.Videos;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Uploads that can be continued: the core protocol of tus 1.0.0 with its extensions creation and termination. */
@Controller
@RequestMapping("/my/cases/{number}/training/uploads")
class VideoUploadPages {

    private static final String RESUMABLE = "Tus-Resumable";
    private static final String VERSION = "1.0.0";
    private static final String OFFSET = "Upload-Offset";
    private final Videos videos;
    private final VideoUploads uploads;

    VideoUploadPages(Videos videos, VideoUploads uploads) {
        this.videos = videos;
        this.uploads = uploads;
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(@PathVariable String number) {
        videos.mine(number);
        return answer(HttpStatus.NO_CONTENT).header("Tus-Version", VERSION).header("Tus-Extension", "creation,termination")
                .header("Tus-Max-Size", Long.toString(Videos.MOST_BYTES)).build();
    }

    @PostMapping
    ResponseEntity<Void> create(@PathVariable String number, @RequestHeader(value = RESUMABLE, required = false) String version,
            @RequestHeader(value = "Upload-Length", defaultValue = "-1") long length, @RequestHeader(value = "Upload-Metadata", defaultValue = "") String metadata) {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        var told = told(metadata);
        var video = videos.begin(number, told.get("title"), told.get("recordedOn"), told.get("filename"), length);
        return answer(HttpStatus.CREATED).location(URI.create("/my/cases/" + number + "/training/uploads/" + video.id())).build();
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(@PathVariable String number, @PathVariable long id) {
        var video = videos.find(number, id);
        return answer(HttpStatus.OK).cacheControl(CacheControl.noStore()).header(OFFSET, Long.toString(video.offset())).header("Upload-Length", Long.toString(video.length())).build();
    }

    @PatchMapping("/{id}")
    ResponseEntity<Void> append(@PathVariable String number, @PathVariable long id, @RequestHeader(value = RESUMABLE, required = false) String version,
            @RequestHeader(value = OFFSET, defaultValue = "-1") long offset, HttpServletRequest request) throws IOException {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        if (!"application/offset+octet-stream".equals(request.getContentType())) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "mediaType");
        }
        var now = uploads.append(number, id, offset, request.getInputStream());
        return answer(HttpStatus.NO_CONTENT).header(OFFSET, Long.toString(now)).build();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> terminate(@PathVariable String number, @PathVariable long id, @RequestHeader(value = RESUMABLE, required = false) String version) {
        if (!VERSION.equals(version)) {
            return otherVersion();
        }
        videos.remove(number, id);
        return answer(HttpStatus.NO_CONTENT).build();
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
