package org.huibu.portal.training;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.huibu.portal.form.RosterFile;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.attendance.Attendance;
import org.huibu.web.Formats;
import org.huibu.web.sheet.SheetDownload;
import org.huibu.web.sheet.SheetWriter;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Attendance of the own class: by file for many months, or one month by hand. */
@Controller
@RequestMapping("/my/cases/{number}/training/attendance")
class AttendancePages {

    private static final int TOLD = 100;
    private static final List<FormField> COLUMNS = List.of(column("name", "姓名", "Name", false), column("idNo", "公民身份号码", "Citizen ID number", true),
            column("month", "月份", "Month", true), column("held", "应到课时", "Hours held", true), column("attended", "实到课时", "Hours attended", true));
    private final Attendance attendance;
    private final Classes classes;
    private final TrainingPage page;
    private final Formats formats;

    AttendancePages(Attendance attendance, Classes classes, TrainingPage page, Formats formats) {
        this.attendance = attendance;
        this.classes = classes;
        this.page = page;
        this.formats = formats;
    }

    @PostMapping
    String upload(@PathVariable String number, @RequestParam MultipartFile file, Model model, HttpServletResponse response) throws IOException {
        try {
            var rows = RosterFile.read(file.getOriginalFilename(), file.getBytes(), COLUMNS);
            attendance.record(number, IntStream.range(0, rows.size()).mapToObj(at -> typed(at + 2, rows.get(at))).toList());
            return "redirect:/my/cases/" + number + "/training?saved#attendance";
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.INVALID && refused.kind() != Refusal.Kind.UNSUPPORTED) {
                throw refused;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            page.show(number, Map.of(), Map.of(), model);
            model.addAttribute("sheetFaults", refused.faults().isEmpty() ? List.of(formats.text("refusal." + refused.code(), refused.arguments().toArray()))
                    : refused.faults().stream().limit(TOLD).map(this::told).toList());
            return "portal/training";
        }
    }

    /** Everybody on the roster once, ready to be filled in; it can be uploaded as it is. */
    @GetMapping("/template.csv")
    void template(@PathVariable String number, HttpServletResponse response) throws IOException {
        var places = attendance.places(number);
        var months = attendance.months(classes.mine(number));
        try (var sheet = SheetDownload.open(response, SheetWriter.Kind.CSV, "attendance")) {
            sheet.row(COLUMNS.stream().map(FormField::label).toList());
            for (var place : places) {
                sheet.row(List.of(place.label(), String.valueOf(place.number()), months.isEmpty() ? "" : months.get(months.size() - 1), "", ""));
            }
        }
    }

    @GetMapping("/{month}")
    String month(@PathVariable String number, @PathVariable String month, Model model) {
        var of = classes.mine(number);
        var recorded = attendance.month(of, month);
        var typed = new HashMap<String, String>();
        recorded.forEach((place, hours) -> {
            typed.put("held", Integer.toString(hours.held()));
            typed.put("attended." + place, Integer.toString(hours.attended()));
        });
        return month(number, month, typed, Map.of(), model);
    }

    @PostMapping("/{month}")
    String record(@PathVariable String number, @PathVariable String month, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        try {
            attendance.recordMonth(number, month, typed.get("held"), typed.entrySet().stream().filter(one -> one.getKey().matches("attended\\.\\d{1,18}"))
                    .collect(Collectors.toMap(one -> Long.valueOf(one.getKey().substring("attended.".length())), Map.Entry::getValue)));
            return "redirect:/my/cases/" + number + "/training?saved#attendance";
        } catch (Refusal refused) {
            if (refused.faults().isEmpty()) {
                throw refused;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return month(number, month, typed, refused.faults().stream().collect(Collectors.toMap(Fault::path, formats::fault, (one, other) -> one)), model);
        }
    }

    private String month(String number, String month, Map<String, String> typed, Map<String, String> faults, Model model) {
        var of = classes.mine(number);
        if (!attendance.months(of).contains(month)) {
            throw Refusal.notFound();
        }
        model.addAttribute("of", of);
        model.addAttribute("month", month);
        model.addAttribute("places", attendance.sheet(of).rows());
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        return "portal/attendance";
    }

    /** {@code rows[17].month}: which line and which column. */
    private String told(Fault fault) {
        var column = COLUMNS.stream().filter(one -> fault.path().endsWith("." + one.path())).findFirst();
        return column.map(one -> formats.text("attendance.fault", fault.path().replaceAll("\\D", ""), one.label(LocaleContextHolder.getLocale()), formats.fault(fault)))
                .orElseGet(() -> formats.fault(fault));
    }

    private static Attendance.Typed typed(int line, Map<String, String> row) {
        return new Attendance.Typed(line, row.get("idNo"), row.get("month"), row.get("held"), row.get("attended"));
    }

    private static FormField column(String key, String label, String english, boolean required) {
        return new FormField("textfield", key, label, required, null, null, null, null, null, null, List.of(), Map.of("en", english), List.of());
    }
}
