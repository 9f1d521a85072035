package org.huibu.portal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huibu.review.Notices;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.web.Formats;
import org.huibu.web.sheet.SheetDownload;
import org.huibu.web.sheet.SheetWriter;
import org.springframework.http.HttpStatus;
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
    void file(@PathVariable long id, HttpServletResponse response) throws IOException {
        var notice = notices.notice(id);
        var rows = notices.rows(id);
        try (var csv = SheetDownload.open(response, SheetWriter.Kind.CSV, "notice-" + notice.caseNumber())) {
            csv.row(List.of(formats.text("line.no"), formats.text("line.label"), formats.text("line.amount")));
            for (var row : rows) {
                csv.row(List.of(row.seq() + 1, row.label(), row.amount()));
            }
        }
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
