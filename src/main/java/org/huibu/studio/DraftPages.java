package org.huibu.studio;

import java.util.Map;
import java.util.stream.Collectors;
import jakarta.servlet.http.HttpServletResponse;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.Workshop;
import org.huibu.web.Formats;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A draft from its beginning to the second person's word: faults, difference, story and what the reader may do now. */
@Controller
@RequestMapping("/admin/drafts")
class DraftPages {

    private final Workshop workshop;
    private final DraftModel shown;
    private final Formats formats;

    DraftPages(Workshop workshop, DraftModel shown, Formats formats) {
        this.workshop = workshop;
        this.shown = shown;
        this.formats = formats;
    }

    @GetMapping("/{id}")
    String draft(@PathVariable long id, Model model) {
        return page(id, Map.of(), "", model);
    }

    @PostMapping("/{id}/submit")
    String submit(@PathVariable long id, @RequestParam long version, Model model, HttpServletResponse response) {
        return tried(id, model, response, "", () -> workshop.submit(id, version));
    }

    @PostMapping("/{id}/take-back")
    String takeBack(@PathVariable long id, @RequestParam long version, Model model, HttpServletResponse response) {
        return tried(id, model, response, "", () -> workshop.takeBack(id, version));
    }

    @PostMapping("/{id}/follow")
    String follow(@PathVariable long id, @RequestParam long version, Model model, HttpServletResponse response) {
        return tried(id, model, response, "", () -> workshop.follow(id, version));
    }

    @PostMapping("/{id}/discard")
    String discard(@PathVariable long id, @RequestParam long version, Model model, HttpServletResponse response) {
        return tried(id, model, response, "", () -> workshop.discard(id, version));
    }

    @PostMapping("/{id}/return")
    String giveBack(@PathVariable long id, @RequestParam long version, @RequestParam(defaultValue = "") String reason, Model model, HttpServletResponse response) {
        return tried(id, model, response, reason, () -> workshop.giveBack(id, version, reason));
    }

    @PostMapping("/{id}/release")
    String release(@PathVariable long id, @RequestParam long version, Model model, HttpServletResponse response) {
        return tried(id, model, response, "", () -> workshop.release(id, version));
    }

    /** What the state or the content forbids is told on the draft's own page; what the reader may not do at all is not. */
    private String tried(long id, Model model, HttpServletResponse response, String reason, Runnable step) {
        try {
            step.run();
            return "redirect:/admin/drafts/" + id;
        } catch (ConcurrencyFailureException raced) {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("refused", formats.text("refusal.somebodyWasFaster"));
            return page(id, Map.of(), reason, model);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN || refusal.kind() == Refusal.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(refusal.kind() == Refusal.Kind.CONFLICT ? HttpStatus.CONFLICT.value() : HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refused", formats.text("refusal." + refusal.code(), refusal.arguments().toArray()));
            return page(id, refusal.faults().stream().filter(fault -> fault.path().equals("reason"))
                    .collect(Collectors.toMap(fault -> fault.path(), formats::fault)), reason, model);
        }
    }

    private String page(long id, Map<String, String> errors, String reason, Model model) {
        shown.fill(model, workshop.find(id));
        model.addAttribute("errors", errors);
        model.addAttribute("reason", reason);
        return "studio/draft";
    }
}
