package org.huibu.portal.training;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.attendance.Hours;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Attendance of the own class, for programs. */
@RestController
@RequestMapping("/api/v1/cases/{number}/training/attendance")
@Tag(name = "training")
class AttendanceApi {

    private final Classes classes;
    private final Attendance attendance;

    AttendanceApi(Classes classes, Attendance attendance) {
        this.classes = classes;
        this.attendance = attendance;
    }

    /** @param id place on the roster @param held hours, null while nothing is recorded @param enough null where nothing says how much is wanted
     *     @param falsified an officer's finding stands */
    @Schema(name = "Attendance")
    record Place(String id, String label, boolean left, Integer held, Integer attended, Boolean enough, boolean falsified) {
        static Place of(Attendance.Row row, Hours hours) {
            return new Place(Long.toString(row.id()), row.label(), row.left(), hours == null ? null : hours.held(), hours == null ? null : hours.attended(), row.enough(), row.falsified());
        }
    }

    @Schema(name = "AttendanceList")
    record PlaceList(List<Place> items) { }

    /** @param attended place → hours; null forgets them, places left out stay */
    @Schema(name = "AttendanceMonth")
    record Month(@Schema(example = "40") Integer held, Map<String, Integer> attended) { }

    @Schema(name = "AttendanceRow")
    record Row(@Schema(example = "990101199602027019") String idNo, @Schema(example = "2027-01") String month, @Schema(example = "40") Integer held, @Schema(example = "38") Integer attended) { }

    @Schema(name = "AttendanceRows")
    record Rows(List<Row> rows) { }

    @Schema(name = "AttendanceRecorded")
    record Recorded(int rows) { }

    @GetMapping
    @Operation(operationId = "listAttendance", summary = "Hours of every apprentice, all months together · 每名学徒的累计课时")
    PlaceList list(@PathVariable String number) {
        return new PlaceList(attendance.sheet(classes.mine(number)).rows().stream().map(row -> Place.of(row, row.hours())).toList());
    }

    @PostMapping
    @Operation(operationId = "recordAttendance", summary = "Record a table, all rows or none; an earlier row of the same month is replaced · 登记考勤表")
    Recorded record(@PathVariable String number, @RequestBody Rows typed) {
        var rows = Objects.requireNonNullElse(typed.rows(), List.<Row>of());
        var nothing = IntStream.range(0, rows.size()).filter(at -> rows.get(at) == null).mapToObj(at -> Fault.at("rows[" + at + "]", "required")).toList();
        if (!nothing.isEmpty()) {
            throw Refusal.invalid(nothing);
        }
        return new Recorded(attendance.record(number, IntStream.range(0, rows.size()).mapToObj(at -> typed(at, rows.get(at))).toList()));
    }

    @GetMapping("/{month}")
    @Operation(operationId = "readAttendanceMonth", summary = "Hours of one month · 一个月的课时")
    PlaceList month(@PathVariable String number, @PathVariable String month) {
        var mine = classes.mine(number);
        if (!attendance.months(mine).contains(month)) {
            throw Refusal.notFound();
        }
        var recorded = attendance.month(mine, month);
        return new PlaceList(attendance.sheet(mine).rows().stream().map(row -> Place.of(row, recorded.get(row.id()))).toList());
    }

    @PutMapping("/{month}")
    @Operation(operationId = "recordAttendanceMonth", summary = "Record one month · 登记一个月的课时")
    PlaceList recordMonth(@PathVariable String number, @PathVariable String month, @RequestBody Month typed) {
        var places = attendance.sheet(classes.mine(number)).rows().stream().collect(Collectors.toMap(row -> Long.toString(row.id()), Attendance.Row::id));
        var attended = new HashMap<Long, String>();
        var faults = new ArrayList<Fault>();
        new TreeMap<>(Objects.requireNonNullElse(typed.attended(), Map.<String, Integer>of())).forEach((place, hours) -> {
            if (places.containsKey(place)) {
                attended.put(places.get(place), Objects.toString(hours, ""));
            } else {
                faults.add(Fault.at("attended." + place, "notOnRoster"));
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        attendance.recordMonth(number, month, Objects.toString(typed.held(), ""), attended);
        return month(number, month);
    }

    private static Attendance.Typed typed(int line, Row row) {
        return new Attendance.Typed(line, row.idNo(), row.month(), Objects.toString(row.held(), null), Objects.toString(row.attended(), null));
    }
}
