package org.huibu.studio;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.scheme.parameter.Continuations;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Values that end without successor, and the signature by which a policy approver lets one continue (flows §8.1). */
@Controller
@RequestMapping("/admin/parameters")
class ParameterPages {

    private final Continuations continuations;
    private final CurrentUser user;
    private final Formats formats;

    ParameterPages(Continuations continuations, CurrentUser user, Formats formats) {
        this.continuations = continuations;
        this.user = user;
        this.formats = formats;
    }

    @GetMapping
    String endings(Model model) {
        show(Map.of(), Map.of(), model);
        return "studio/parameters";
    }

    @PostMapping("/continuations")
    String sign(@RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        try {
            continuations.sign(typed.get("scheme"), typed.get("key"), typed.get("region"), day(typed.get("until")), typed.get("ground"));
            return "redirect:/admin/parameters?signed";
        } catch (Refusal wrong) {
            if (wrong.faults().isEmpty()) {
                throw wrong;
            }
            show(typed, wrong.faults().stream().collect(Collectors.toMap(fault -> fault.path(), formats::fault)), model);
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return "studio/parameters";
        }
    }

    private void show(Map<String, String> typed, Map<String, String> errors, Model model) {
        model.addAttribute("endings", continuations.endings());
        model.addAttribute("maySign", user.require().has(Role.POLICY_APPROVER));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
    }

    private static LocalDate day(String text) {
        try {
            return text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException noDate) {
            return null;
        }
    }
}
