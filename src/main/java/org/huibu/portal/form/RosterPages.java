package org.huibu.portal.form;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The roster of an application: as a file, or line by line. */
@Controller
@RequestMapping("/my/cases/{number}")
class RosterPages {

    private final CaseFiles cases;
    private final ApplicationForm form;
    private final RosterTable table;
    private final FaultsTold faults;
    private final LineFiles files;
    private final Schemes schemes;
    private final Formats formats;

    RosterPages(CaseFiles cases, ApplicationForm form, RosterTable table, FaultsTold faults, LineFiles files, Schemes schemes, Formats formats) {
        this.cases = cases;
        this.form = form;
        this.table = table;
        this.faults = faults;
        this.files = files;
        this.schemes = schemes;
        this.formats = formats;
    }

    @PostMapping("/roster")
    String upload(@PathVariable String number, @RequestParam MultipartFile file, @RequestHeader(defaultValue = "") String accept, Model model,
            HttpServletResponse response) throws IOException {
        try {
            cases.save(number, null, Map.of(), RosterFile.read(file.getOriginalFilename(), file.getBytes(), columns(number)));
            return "redirect:/my/cases/" + number + "/edit?saved#roster";
        } catch (Refusal refusal) {
            if (accept.startsWith(MediaType.APPLICATION_JSON_VALUE) || !cases.find(number).editable()) {
                throw refusal;
            }
            form.show(number, 0, false, false, model);
            model.addAttribute("rosterFault", refusal.faults().isEmpty() ? formats.text("refusal." + refusal.code(), refusal.arguments().toArray())
                    : formats.fault(refusal.faults().get(0)));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "portal/edit";
        }
    }

    @GetMapping("/roster.csv")
    ResponseEntity<byte[]> template(@PathVariable String number) {
        return file("roster-template.csv", RosterFile.template(columns(number)));
    }

    @GetMapping("/roster-lines.csv")
    ResponseEntity<byte[]> lines(@PathVariable String number) {
        return file(number + "-roster.csv", table.lines(columns(number), cases.lines(number)));
    }

    @GetMapping("/roster-faults.csv")
    ResponseEntity<byte[]> faults(@PathVariable String number) {
        return file(number + "-faults.csv", table.faults(columns(number), cases.lines(number), faults.byLine(cases.check(number))));
    }

    /** @param row number from 0, or {@code new} */
    @GetMapping("/rows/{row}")
    String row(@PathVariable String number, @PathVariable String row, Model model) {
        var lines = cases.lines(number);
        var seq = place(row, lines.size());
        show(number, row, seq < 0 ? Map.of() : lines.get(seq).data(), seq < 0 ? Map.of() : faults.ofLine(cases.check(number), seq), model);
        model.addAttribute("lineMaterials", schemes.release(cases.find(number).releaseId()).pack().lines().materials());
        model.addAttribute("lineFiles", seq < 0 ? List.of() : files.ofLine(number, lines.get(seq)));
        return "portal/row";
    }

    @PostMapping("/rows/{row}")
    String change(@PathVariable String number, @PathVariable String row, @RequestParam Map<String, String> typed) {
        int seq = place(row, cases.lines(number).size());
        int saved = cases.saveLine(number, seq < 0 ? null : seq, typed);
        var wrong = faults.ofLine(cases.check(number), saved);
        return wrong.isEmpty() ? "redirect:/my/cases/" + number + "/edit?saved&page=" + saved / ApplicationForm.ROSTER_PAGE + "#roster"
                : "redirect:/my/cases/" + number + "/rows/" + saved + "?saved";
    }

    @PostMapping("/rows/{row}/remove")
    String remove(@PathVariable String number, @PathVariable String row) {
        var rows = new ArrayList<Map<String, String>>();
        cases.lines(number).forEach(line -> rows.add(line.data()));
        int seq = place(row, rows.size());
        if (seq < 0) {
            throw Refusal.notFound();
        }
        rows.remove(seq);
        cases.save(number, null, Map.of(), rows);
        return "redirect:/my/cases/" + number + "/edit?saved&page=" + seq / ApplicationForm.ROSTER_PAGE + "#roster";
    }

    private void show(String number, String row, Map<String, String> values, Map<String, String> wrong, Model model) {
        var file = cases.find(number);
        if (!file.editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        model.addAttribute("file", file);
        model.addAttribute("row", row);
        model.addAttribute("columns", columns(number));
        model.addAttribute("values", values);
        model.addAttribute("faults", wrong);
    }

    private List<FormField> columns(String number) {
        return schemes.release(cases.find(number).releaseId()).form().roster().orElseThrow(Refusal::notFound).children();
    }

    private static int place(String row, int size) {
        if (row.equals("new")) {
            return -1;
        }
        if (!row.matches("\\d{1,6}") || Integer.parseInt(row) >= size) {
            throw Refusal.notFound();
        }
        return Integer.parseInt(row);
    }

    private static ResponseEntity<byte[]> file(String name, byte[] content) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=UTF-8").body(content);
    }
}
