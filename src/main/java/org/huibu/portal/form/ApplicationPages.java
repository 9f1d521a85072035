package org.huibu.portal.form;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.http.ContentDisposition;
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

/** Filling in an application: sections and materials. What was typed is kept, right or wrong, and wrong things are told beside their field. */
@Controller
@RequestMapping("/my/cases/{number}")
class ApplicationPages {

    private static final String STALE = "stalePage";
    private final CaseFiles cases;
    private final CaseWork work;
    private final ApplicationForm form;
    private final Formats formats;
    private final Clock clock;

    ApplicationPages(CaseFiles cases, CaseWork work, ApplicationForm form, Formats formats, Clock clock) {
        this.cases = cases;
        this.work = work;
        this.form = form;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping("/edit")
    String edit(@PathVariable String number, @RequestParam(defaultValue = "0") int page, @RequestParam(required = false) String faults,
            @RequestParam(required = false) String faulty, @RequestParam(required = false) String tooLarge, Model model) {
        if (!cases.find(number).editable()) {
            return "redirect:/my/cases/" + number;
        }
        form.show(number, page, faults != null, faulty != null, model);
        if ("roster".equals(tooLarge)) {
            model.addAttribute("rosterFault", formats.text("refusal.fileTooLarge"));
        } else if (tooLarge != null) {
            model.addAttribute("materialFaults", Map.of(tooLarge, formats.text("refusal.fileTooLarge")));
        }
        return "portal/edit";
    }

    @PostMapping("/edit")
    Object save(@PathVariable String number, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        var auto = "autosave".equals(typed.get("_action"));
        try {
            var version = cases.save(number, version(typed.get("_version")), typed, null);
            return auto ? ResponseEntity.ok(Map.of("version", Long.toString(version), "text", formats.text("portal.savedAt", formats.minute(clock.instant()))))
                    : "redirect:/my/cases/" + number + ("check".equals(typed.get("_action")) ? "/check" : "/edit?saved");
        } catch (Refusal refusal) {
            if (auto || !refusal.code().equals(STALE)) {
                throw refusal;
            }
            form.showStale(number, typed, model);
            response.setStatus(HttpStatus.CONFLICT.value());
            return "portal/edit";
        }
    }

    @PostMapping("/materials")
    String attach(@PathVariable String number, @RequestParam String material, @RequestParam MultipartFile file, @RequestHeader(defaultValue = "") String accept,
            Model model, HttpServletResponse response) throws IOException {
        try {
            cases.attach(number, material, file.getOriginalFilename(), file.getBytes());
            return "redirect:/my/cases/" + number + "/edit?saved#material-" + material;
        } catch (Refusal refusal) {
            if (accept.startsWith(MediaType.APPLICATION_JSON_VALUE) || !cases.find(number).editable() || refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            form.show(number, 0, false, false, model);
            model.addAttribute("materialFaults", Map.of(material, formats.text("refusal." + refusal.code(), refusal.arguments().toArray())));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "portal/edit";
        }
    }

    @PostMapping("/materials/{id}/remove")
    String detach(@PathVariable String number, @PathVariable long id) {
        cases.detach(number, id);
        return "redirect:/my/cases/" + number + "/edit#materials";
    }

    @GetMapping("/materials/{id}")
    ResponseEntity<byte[]> material(@PathVariable String number, @PathVariable long id) {
        var name = cases.materials(number).stream().filter(one -> one.id() == id).map(CaseFiles.Attached::name).findFirst().orElseThrow(Refusal::notFound);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, java.nio.charset.StandardCharsets.UTF_8).build().toString())
                .contentType(MediaType.APPLICATION_OCTET_STREAM).body(work.material(number, id));
    }

    private static Long version(String text) {
        return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : Long.valueOf(-1);
    }
}
