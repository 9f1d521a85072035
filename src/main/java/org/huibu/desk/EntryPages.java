package org.huibu.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.huibu.casefile.entry.Entries;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Drafts that a bank opens for its borrowers, and which of them the borrowers have claimed. */
@Controller
@RequestMapping("/inbox/entries")
class EntryPages {

    private static final int SHOWN = 50;
    private final Entries entries;
    private final Formats formats;

    EntryPages(Entries entries, Formats formats) {
        this.entries = entries;
        this.formats = formats;
    }

    @GetMapping
    String show(@RequestParam(defaultValue = "") String scheme, Model model) {
        return page(scheme, Map.of(), Map.of(), model);
    }

    @PostMapping
    String open(@RequestParam(defaultValue = "") String scheme, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        try {
            return "redirect:/inbox/entries?scheme=" + scheme + "&opened=" + entries.open(scheme, typed.get("region"), typed);
        } catch (Refusal refusal) {
            if (refusal.kind() != Refusal.Kind.INVALID) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            var faults = new LinkedHashMap<String, String>();
            refusal.faults().forEach(fault -> faults.put(fault.path(), formats.fault(fault)));
            return page(scheme, typed, faults, model);
        }
    }

    private String page(String scheme, Map<String, String> typed, Map<String, String> faults, Model model) {
        var offered = entries.offered();
        var chosen = offered.stream().filter(one -> one.key().equals(scheme)).findFirst().orElse(offered.get(0));
        model.addAttribute("offered", offered);
        model.addAttribute("scheme", chosen);
        model.addAttribute("names", offered.stream().collect(java.util.stream.Collectors.toMap(Scheme::key, Scheme::name)));
        var locale = LocaleContextHolder.getLocale();
        model.addAttribute("labels", chosen.form().single().stream().collect(java.util.stream.Collectors.toMap(FormField::path, field -> field.label(locale))));
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults);
        model.addAttribute("mine", entries.mine(SHOWN));
        return "desk/entries";
    }
}
