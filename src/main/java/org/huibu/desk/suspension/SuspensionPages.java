package org.huibu.desk.suspension;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.identity.Accounts;
import org.huibu.review.Suspensions;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One page: why the case stands still, and the form to suspend it or to go on. */
@Controller
@RequestMapping("/inbox/cases/{number}/suspension")
class SuspensionPages {

    private final Suspensions suspensions;
    private final Schemes schemes;
    private final Accounts accounts;
    private final Formats formats;

    SuspensionPages(Suspensions suspensions, Schemes schemes, Accounts accounts, Formats formats) {
        this.suspensions = suspensions;
        this.schemes = schemes;
        this.accounts = accounts;
        this.formats = formats;
    }

    @GetMapping
    String page(@PathVariable String number, Model model) {
        return show(number, Map.of(), Map.of(), model);
    }

    @PostMapping
    String suspend(@PathVariable String number, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return told(number, typed, model, response, () -> suspensions.suspend(number, typed.get("ground"), typed.get("clause"), typed.get("reason")));
    }

    @PostMapping("/lift")
    String lift(@PathVariable String number, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return told(number, typed, model, response, () -> suspensions.lift(number, typed.get("reason")));
    }

    private String told(String number, Map<String, String> typed, Model model, HttpServletResponse response, Runnable work) {
        try {
            work.run();
            return "redirect:/inbox/cases/" + number + "/suspension?done";
        } catch (Refusal refused) {
            if (refused.faults().isEmpty()) {
                throw refused;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(number, typed, refused.faults().stream().collect(Collectors.toMap(Fault::path, formats::fault)), model);
        }
    }

    private String show(String number, Map<String, String> typed, Map<String, String> faults, Model model) {
        var file = suspensions.find(number);
        model.addAttribute("file", file);
        model.addAttribute("clauses", schemes.release(file.releaseId()).pack().clauses());
        model.addAttribute("grounds", CaseFile.Ground.values());
        model.addAttribute("names", accounts);
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        return "desk/suspension";
    }
}
