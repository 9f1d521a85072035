package org.huibu.desk.task;

import java.nio.charset.StandardCharsets;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.casefile.lookup.CaseLines;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.records.StepFiles;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A case as officers of its region read it, with or without a task on it. Opening a material or a personal number is logged. */
@Controller
@RequestMapping("/inbox/cases/{number}")
class CasePages {

    private static final int PURPOSE = 200;
    private final Inbox inbox;
    private final CaseWork work;
    private final CaseModel cases;
    private final StepFiles files;
    private final LineFiles lineFiles;
    private final Schemes schemes;
    private final Trail trail;

    CasePages(Inbox inbox, CaseWork work, CaseModel cases, StepFiles files, LineFiles lineFiles, Schemes schemes, Trail trail) {
        this.inbox = inbox;
        this.work = work;
        this.cases = cases;
        this.files = files;
        this.lineFiles = lineFiles;
        this.schemes = schemes;
        this.trail = trail;
    }

    @GetMapping
    String page(@PathVariable String number, @RequestParam(defaultValue = "-1") int after, @RequestParam(defaultValue = "ALL") CaseLines.Which which, Model model) {
        cases.fill(model, inbox.caseOfMyRegion(number), null, which, after);
        return "desk/case";
    }

    @GetMapping("/materials/{id}")
    ResponseEntity<byte[]> material(@PathVariable String number, @PathVariable long id) {
        inbox.caseOfMyRegion(number);
        var given = work.materials(number).stream().filter(m -> m.id() == id).findFirst().orElseThrow(Refusal::notFound);
        trail.looked(number, "material " + given.material(), "review");
        return document(given.name(), work.material(number, id));
    }

    /** A document of a step's record. */
    @GetMapping("/records/{id}")
    ResponseEntity<byte[]> record(@PathVariable String number, @PathVariable long id) {
        inbox.caseOfMyRegion(number);
        var given = files.ofCase(number).stream().filter(file -> file.id() == id).findFirst().orElseThrow(Refusal::notFound);
        trail.looked(number, "record " + given.field(), "review");
        return document(given.name(), files.read(given));
    }

    private static ResponseEntity<byte[]> document(String name, byte[] content) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").contentType(MediaType.APPLICATION_OCTET_STREAM).body(content);
    }

    @GetMapping("/lines/{line}")
    String line(@PathVariable String number, @PathVariable int line, Model model) {
        var file = inbox.caseOfMyRegion(number);
        var found = line(number, line);
        model.addAttribute("file", file);
        model.addAttribute("line", found);
        model.addAttribute("values", cases.line(file, found));
        model.addAttribute("findings", work.findings(number, line));
        model.addAttribute("tasks", inbox.ofCase(number));
        model.addAttribute("lineFiles", lineFiles.ofLine(number, found));
        model.addAttribute("lineMaterials", work.scheme(number).pack().roster() ? work.scheme(number).pack().lines().materials() : java.util.List.of());
        return "desk/line";
    }

    /** A document of one line. */
    @GetMapping("/lines/{line}/files/{id}")
    ResponseEntity<byte[]> lineFile(@PathVariable String number, @PathVariable int line, @PathVariable long id) {
        inbox.caseOfMyRegion(number);
        var given = lineFiles.find(number, id);
        trail.looked(number, "line " + (line + 1) + " " + given.material(), "review");
        return document(given.name(), lineFiles.read(given));
    }

    /** Asks why before a personal number is shown. @param line null for the form */
    @GetMapping("/clear")
    String ask(@PathVariable String number, @RequestParam String field, @RequestParam(required = false) Integer line, Model model) {
        return clear(number, field, line, null, null, model);
    }

    @PostMapping("/clear")
    String show(@PathVariable String number, @RequestParam String field, @RequestParam(required = false) Integer line, @RequestParam String purpose, Model model) {
        if (purpose.isBlank() || purpose.length() > PURPOSE) {
            return clear(number, field, line, null, Fault.at("purpose", "purposeMissing"), model);
        }
        inbox.caseOfMyRegion(number);
        trail.looked(number, line == null ? field : "line " + (line + 1) + " " + field, purpose.strip());
        return clear(number, field, line, purpose, null, model);
    }

    private String clear(String number, String field, Integer line, String purpose, Fault wrong, Model model) {
        var file = inbox.caseOfMyRegion(number);
        var form = schemes.release(file.releaseId()).form();
        var fields = line == null ? form.single() : form.roster().orElseThrow(Refusal::notFound).children();
        model.addAttribute("field", fields.stream().filter(f -> f.path().equals(field) && f.sensitive()).findFirst().orElseThrow(Refusal::notFound));
        model.addAttribute("file", file);
        model.addAttribute("line", line == null ? null : line(number, line));
        model.addAttribute("purpose", purpose);
        model.addAttribute("wrong", wrong);
        if (purpose != null) {
            model.addAttribute("value", (line == null ? work.values(number) : line(number, line).data()).get(field));
        }
        return "desk/clear";
    }

    private ClaimLine line(String number, int seq) {
        return work.lines(number).stream().filter(one -> one.seq() == seq).findFirst().orElseThrow(Refusal::notFound);
    }
}
