package org.huibu.desk;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.casefile.monitor.Watches;
import org.huibu.casefile.recovery.Findings;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Something found on a paid case: which lines, what of them, and the facts; it opens a case of recovery. */
@Controller
@RequestMapping("/inbox/cases/{number}/findings")
class FindingPages {

    private final Findings findings;
    private final Watches watches;

    FindingPages(Findings findings, Watches watches) {
        this.findings = findings;
        this.watches = watches;
    }

    @GetMapping
    String ask(@PathVariable String number, Model model) {
        return show(number, Map.of(), List.of(), model);
    }

    @PostMapping
    String open(@PathVariable String number, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        var faults = new ArrayList<>(Findings.faults(typed.get("kind"), typed.get("facts")));
        var about = new TreeMap<Integer, RecoveryCases.About>();
        for (var line : findings.lines(number)) {
            if (typed.containsKey("line-" + line.seq())) {
                about.put(line.seq(), new RecoveryCases.About(money(typed, "earned-" + line.seq(), faults), day(typed, "other-" + line.seq(), faults), day(typed, "ended-" + line.seq(), faults)));
            }
        }
        if (about.isEmpty() && !typed.containsKey("whole")) {
            faults.add(Fault.at("whole", "linesMissing"));
        }
        var until = day(typed, "promiseUntil", faults);
        try {
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults);
            }
            findings.open(number, typed.get("kind"), typed.get("facts"), until, typed.containsKey("whole") ? Map.of() : about);
            return "redirect:/inbox/cases/{number}/findings?opened";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return show(number, typed, refusal.faults(), model);
        }
    }

    private String show(String number, Map<String, String> typed, List<Fault> faults, Model model) {
        model.addAttribute("file", findings.paid(number));
        model.addAttribute("lines", findings.lines(number));
        model.addAttribute("checks", watches.ofCase(number));
        model.addAttribute("kinds", Findings.kinds());
        model.addAttribute("typed", typed);
        model.addAttribute("faults", faults.isEmpty() ? null : faults);
        return "desk/finding";
    }

    private static Money money(Map<String, String> typed, String name, List<Fault> faults) {
        var text = typed.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? null : Money.ofYuan(new BigDecimal(text));
        } catch (IllegalArgumentException wrong) {
            faults.add(Fault.at(name, "amountWrong"));
            return null;
        }
    }

    private static LocalDate day(Map<String, String> typed, String name, List<Fault> faults) {
        var text = typed.getOrDefault(name, "").strip();
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException wrong) {
            faults.add(Fault.at(name, "dateWrong"));
            return null;
        }
    }
}
