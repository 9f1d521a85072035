package org.huibu.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.huibu.consent.Confirmation;
import org.huibu.consent.Consents;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page behind a confirmation link, without a login; and the applicant's button that sends a new link. */
@Controller
class ConsentPages {

    private final Confirmation confirmation;
    private final Consents consents;

    ConsentPages(Confirmation confirmation, Consents consents) {
        this.confirmation = confirmation;
        this.consents = consents;
    }

    /** What was typed, kept beside the faults; the end of the ID number is typed anew. */
    record Typed(String name, String given, String reason) { }

    @GetMapping("/confirm/{token}")
    String show(@PathVariable String token, Model model, HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        return page(token, new Typed("", "", ""), Map.of(), model);
    }

    @PostMapping("/confirm/{token}")
    String answer(@PathVariable String token, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String tail,
            @RequestParam(defaultValue = "") String given, @RequestParam(defaultValue = "") String reason, Model model, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Referrer-Policy", "no-referrer");
        try {
            confirmation.answer(token, new Confirmation.Answer(name, tail, given.isBlank() ? null : given.equals("true"), reason), request.getRemoteAddr());
            return "redirect:/confirm/" + token;
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var errors = new LinkedHashMap<String, Fault>();
            refusal.faults().forEach(fault -> errors.put(fault.path(), fault));
            return page(token, new Typed(name, given, reason), errors, model);
        }
    }

    private String page(String token, Typed typed, Map<String, Fault> errors, Model model) {
        model.addAttribute("token", token);
        model.addAttribute("view", confirmation.look(token));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "portal/confirm";
    }

    /** After a login the browser comes back by GET to where it was posting. */
    @GetMapping("/my/cases/{number}/consents/{id}/renew")
    String back(@PathVariable String number, @PathVariable long id) {
        return "redirect:/my/cases/" + number;
    }

    @PostMapping("/my/cases/{number}/consents/{id}/renew")
    String renew(@PathVariable String number, @PathVariable long id) {
        consents.renew(number, id);
        return "redirect:/my/cases/" + number + "#consents";
    }
}
