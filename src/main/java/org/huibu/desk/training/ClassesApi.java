package org.huibu.desk.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Cancellations;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.attendance.FalseAttendance;
import org.huibu.training.attendance.SpotChecks;
import org.huibu.training.video.Video;
import org.huibu.training.video.Videos;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Classes in training of the officer's region, for programs: what is recorded, and what was found false. Recordings are played on the page only, which logs it. */
@RestController
@RequestMapping("/api/v1/classes/{number}")
@Tag(name = "classes", description = "Classes in training as officers see them · 培训班级（工作人员）")
class ClassesApi {

    private final Videos videos;
    private final Attendance attendance;
    private final SpotChecks checks;
    private final Cancellations cancellations;

    ClassesApi(Videos videos, Attendance attendance, SpotChecks checks, Cancellations cancellations) {
        this.videos = videos;
        this.attendance = attendance;
        this.checks = checks;
        this.cancellations = cancellations;
    }

    /** @param id place on the roster @param held hours of all months, null while nothing is recorded @param enough null where nothing says how much is wanted */
    @Schema(name = "ClassPlace")
    record Place(String id, String label, boolean left, Integer held, Integer attended, Boolean enough, boolean falsified) {
        static Place of(Attendance.Row row) {
            var hours = row.hours();
            return new Place(Long.toString(row.id()), row.label(), row.left(), hours == null ? null : hours.held(), hours == null ? null : hours.attended(), row.enough(), row.falsified());
        }
    }

    @Schema(name = "ClassRecording")
    record Recording(String id, String title, LocalDate recordedOn, boolean complete, String sha256) { }

    /** @param of the apprentice; null for the whole class @param lifted taken back by a rechecker */
    @Schema(name = "ClassFinding")
    record Finding(String id, String of, String text, Instant foundAt, boolean lifted) {
        static Finding of(FalseAttendance one) {
            return new Finding(Long.toString(one.id()), one.label(), one.text(), one.foundAt(), one.lifted());
        }
    }

    @Schema(name = "ClassInTraining")
    record Shown(String name, LocalDate start, LocalDate end, boolean closed, List<Recording> recordings, List<Place> places, List<Finding> findings) { }

    /** @param place id of a place; null for the whole class */
    @Schema(name = "ClassFound")
    record Found(String place, String text) { }

    /** @param text why */
    @Schema(name = "ClassLifted")
    record Lifted(String text) { }

    @GetMapping
    @Operation(operationId = "readClass", summary = "What is recorded of a class, and what was found false · 班级记录与抽查")
    Shown read(@PathVariable String number) {
        var of = videos.ofMyRegion(number);
        return new Shown(of.name(), of.start(), of.end(), of.closed(),
                videos.listed(of).stream().map(video -> new Recording(Long.toString(video.id()), video.title(), video.recordedOn(), video.complete(), video.sha256())).toList(),
                attendance.sheet(of).rows().stream().map(Place::of).toList(), checks.of(of).stream().map(Finding::of).toList());
    }

    @PostMapping("/findings")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "findClassFalse", summary = "Find attendance of one apprentice, or the records of the class, false · 登记抽查发现")
    Shown find(@PathVariable String number, @RequestBody Found found) {
        if (found.place() != null && !found.place().matches("\\d{1,18}")) {
            throw Refusal.invalid(List.of(Fault.at("place", "notAnOption")));
        }
        checks.find(number, found.place() == null ? null : Long.valueOf(found.place()), found.text());
        return read(number);
    }

    /** @param number of the change that was opened */
    @Schema(name = "ClassCancellation")
    record Cancellation(String number) { }

    @PostMapping("/cancellation")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "cancelClass", summary = "Open, in the holder's name, the change that gives up a class that never started · 依职权取消未开班的班级")
    Cancellation cancel(@PathVariable String number, @RequestBody Lifted why) {
        return new Cancellation(cancellations.open(number, why.text()));
    }

    @PostMapping("/findings/{id}/lift")
    @Operation(operationId = "liftClassFinding", summary = "Take a finding back; by a rechecker who is somebody else · 撤回抽查发现")
    Shown lift(@PathVariable String number, @PathVariable long id, @RequestBody Lifted lifted) {
        checks.lift(number, id, lifted.text());
        return read(number);
    }
}
