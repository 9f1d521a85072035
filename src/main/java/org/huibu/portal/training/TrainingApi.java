package org.huibu.portal.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.video.Video;
import org.huibu.training.video.Videos;
import org.huibu.web.Ranges;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The own class in training and its recordings. The class of somebody else does not exist. */
@RestController
@RequestMapping("/api/v1/cases/{number}/training")
@Tag(name = "training", description = "What is recorded of one's own class in training · 培训记录")
class TrainingApi {

    private final Videos videos;
    private final Attendance attendance;

    TrainingApi(Videos videos, Attendance attendance) {
        this.videos = videos;
        this.attendance = attendance;
    }

    /**
     * @param start first day @param end last day @param closed nothing is recorded any more
     * @param videosWanted null if nothing says how many @param attendanceWanted least share, 0 to 1; null if nothing says so
     * @param months of which attendance can be recorded
     */
    @Schema(name = "Training")
    record Training(String name, LocalDate start, LocalDate end, boolean closed, BigDecimal videosWanted, long videosComplete, BigDecimal attendanceWanted, List<String> months) { }

    /** @param length bytes, 0 for a link @param offset bytes that arrived @param sha256 null while it is unfinished @param url null for an upload
     *     @param expiresAt until when it can be continued; null once it is complete */
    @Schema(name = "Recording")
    record Recording(String id, String title, LocalDate recordedOn, Video.State state, String name, long length, long offset, String sha256, String url, Instant expiresAt) {
        static Recording of(Video video) {
            return new Recording(Long.toString(video.id()), video.title(), video.recordedOn(), video.state(), video.name(), video.length(), video.offset(), video.sha256(), video.url(),
                    video.expiresAt());
        }
    }

    @Schema(name = "RecordingList")
    record RecordingList(List<Recording> items) { }

    /** A recording that is kept elsewhere. @param sha256 64 hexadecimal digits of the file */
    @Schema(name = "LinkedRecording")
    record Linked(String title, @Schema(example = "2026-12-01") String recordedOn, @Schema(example = "https://video.example/lesson-1") String url, String sha256) { }

    @GetMapping
    @Operation(operationId = "readTraining", summary = "The class, and what has to be recorded of it · 班级与应记录的内容")
    Training training(@PathVariable String number) {
        var mine = videos.mine(number);
        return new Training(mine.name(), mine.start(), mine.end(), mine.closed(), mine.videos(), videos.listed(mine).stream().filter(Video::complete).count(), mine.attendance(),
                attendance.months(mine));
    }

    @GetMapping("/recordings")
    @Operation(operationId = "listRecordings", summary = "Recordings, complete and unfinished · 教学录像")
    RecordingList list(@PathVariable String number) {
        return new RecordingList(videos.listed(videos.mine(number)).stream().map(Recording::of).toList());
    }

    @PostMapping("/recordings")
    @Operation(operationId = "linkRecording", summary = "Register a recording by hash and link · 登记散列值与链接")
    ResponseEntity<Recording> link(@PathVariable String number, @RequestBody Linked linked) {
        var id = videos.link(number, linked.title(), linked.recordedOn(), linked.url(), linked.sha256());
        return ResponseEntity.created(URI.create("/api/v1/cases/" + number + "/training/recordings/" + id)).body(Recording.of(videos.find(number, id)));
    }

    @GetMapping("/recordings/{id}")
    @Operation(operationId = "readRecording", summary = "One recording: how far it is, its hash · 一段录像的情况")
    Recording read(@PathVariable String number, @PathVariable long id) {
        return Recording.of(videos.find(number, id));
    }

    @GetMapping("/recordings/{id}/content")
    @Operation(operationId = "playRecording", summary = "The recording itself, or a range of its bytes · 录像内容")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "application/octet-stream", schema = @Schema(type = "string", format = "binary")))
    void content(@PathVariable String number, @PathVariable long id, @RequestHeader(value = HttpHeaders.RANGE, required = false) String range, HttpServletResponse response)
            throws IOException {
        var video = videos.playable(number, id);
        Ranges.send(response, range, video.name(), video.type(), video.length(), from -> videos.content(video, from));
    }

    @DeleteMapping("/recordings/{id}")
    @Operation(operationId = "removeRecording", summary = "Remove a recording while training goes on · 删除录像")
    ResponseEntity<Void> remove(@PathVariable String number, @PathVariable long id) {
        videos.remove(number, id);
        return ResponseEntity.noContent().build();
    }
}
