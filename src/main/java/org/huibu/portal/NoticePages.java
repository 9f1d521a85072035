package org.huibu.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.huibu.portal.form.RosterTable;
import org.huibu.review.Notices;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.web.Formats;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Public notices for everybody: names and amounts, how to object, and the list as a file (flows §1.6). */
@Controller
@RequestMapping("/notices")
class NoticePages {

    private final Notices notices;
    private final Formats formats;
    private final Clock clock;

    NoticePages(Notices notices, Formats formats, Clock clock) {
        this.notices = notices;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("notices", notices.current());
        return "portal/notices";
    }

    @GetMapping("/{id}")
    String notice(@PathVariable long id, Model model) {
        show(id, model);
        return "portal/notice";
    }

    @GetMapping("/{id}/list.csv")
    ResponseEntity<byte[]> file(@PathVariable long id) throws IOException {
        var notice = notices.notice(id);
        var text = new StringBuilder("\ufeff");
        try (var csv = CSVFormat.DEFAULT.print(text)) {
            csv.printRecord(formats.text("line.no"), formats.text("line.label"), formats.text("line.amount"));
            for (var row : notices.rows(id)) {
                csv.printRecord(row.seq() + 1, RosterTable.defused(row.label()), row.amount().yuan());
            }
        }
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"notice-" + notice.caseNumber() + ".csv\"")
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8").body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/{id}/objections")
    String object(@PathVariable long id, @RequestParam(required = false) Integer line, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String objector, Model model, HttpServletResponse response) {
        try {
            notices.object(id, line == null ? -1 : line, text, objector);
            return "redirect:/notices/" + id + "?objected#objection";
        } catch (Refusal wrong) {
            if (wrong.faults().isEmpty()) {
                throw wrong;
            }
            show(id, model);
            model.addAttribute("errors", wrong.faults().stream().collect(Collectors.toMap(Fault::path, Function.identity())));
            model.addAttribute("typed", Map.of("line", line == null ? -1 : line, "text", text, "objector", objector));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "portal/notice";
        }
    }

    private void show(long id, Model model) {
        var notice = notices.notice(id);
        model.addAttribute("notice", notice);
        model.addAttribute("rows", notices.rows(id));
        model.addAttribute("open", !WorkingCalendar.dayOf(clock.instant()).isAfter(notice.to()));
        model.addAttribute("errors", Map.of());
        model.addAttribute("typed", Map.of("line", -1, "text", "", "objector", ""));
    }
}
