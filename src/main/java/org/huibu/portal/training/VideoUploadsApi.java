package org.huibu.portal.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.huibu.web.NoEffect;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Uploads of recordings by the tus protocol, for programs: whatever breaks, the server is asked where it stands and the rest is sent. */
@RestController
@RequestMapping("/api/v1/cases/{number}/training/uploads")
@Tag(name = "training")
class VideoUploadsApi {

    private final Tus tus;

    VideoUploadsApi(Tus tus) {
        this.tus = tus;
    }

    @PostMapping
    @Operation(operationId = "beginUpload", summary = "Begin an upload of at most 2 GB (tus 1.0.0): its address is in Location · 开始上传录像",
            description = "Upload-Metadata names title, recordedOn and filename, each with base64 of UTF-8. Upload-Expires tells until when it can be continued.")
    ResponseEntity<Void> create(@PathVariable String number, @RequestHeader(value = Tus.RESUMABLE, required = false) String version,
            @RequestHeader(value = Tus.LENGTH, defaultValue = "-1") long length, @RequestHeader(value = Tus.METADATA, defaultValue = "") String metadata) {
        return tus.create(number, version, length, metadata, "/api/v1/cases/" + number + "/training/uploads");
    }

    @NoEffect
    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    @Operation(operationId = "askUpload", summary = "How many bytes arrived (Upload-Offset) and until when it can be continued · 查询已到字节数")
    ResponseEntity<Void> offset(@PathVariable String number, @PathVariable long id) {
        return tus.offset(number, id);
    }

    @NoEffect(placed = true)
    @PatchMapping(path = "/{id}", consumes = Tus.BYTES)
    @Operation(operationId = "continueUpload", summary = "Send bytes from Upload-Offset on; the last ones complete the recording · 从断点续传",
            requestBody = @RequestBody(required = true, content = @Content(mediaType = Tus.BYTES, schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<Void> append(@PathVariable String number, @PathVariable long id, @RequestHeader(value = Tus.RESUMABLE, required = false) String version,
            @RequestHeader(value = Tus.OFFSET, defaultValue = "-1") long offset, HttpServletRequest request) throws IOException {
        return tus.append(number, id, version, offset, request.getContentType(), request.getInputStream());
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "giveUpUpload", summary = "Give up an upload with its bytes · 放弃上传")
    ResponseEntity<Void> terminate(@PathVariable String number, @PathVariable long id, @RequestHeader(value = Tus.RESUMABLE, required = false) String version) {
        return tus.terminate(number, id, version);
    }
}
