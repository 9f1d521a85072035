package org.huibu.portal;

import java.time.Clock;
import org.huibu.casefile.CaseFiles;
import org.huibu.process.SourceDown;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.shared.Region;
import org.huibu.shared.WorkingCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The check page: everything as it will be sent, all faults at once, verdicts beforehand; then submitting and the receipt. */
@Controller
@RequestMapping("/my/cases/{number}")
class SubmitPages {

    private static final int MOST_TOLD = 300;
    private static final int MOST_LINES = 200;
    private final CaseFiles cases;
    private final ApplicationForm form;
    private final FaultsTold faults;
    private final Schemes schemes;
    private final Clock clock;

    SubmitPages(CaseFiles cases, ApplicationForm form, FaultsTold faults, Schemes schemes, Clock clock) {
        this.cases = cases;
        this.form = form;
        this.faults = faults;
        this.schemes = schemes;
        this.clock = clock;
    }

    @GetMapping("/check")
    String check(@PathVariable String number, Model model) {
        var file = cases.find(number);
        if (!file.editable()) {
            return "redirect:/my/cases/" + number;
        }
        var scheme = schemes.release(file.releaseId());
        var wrong = cases.check(number);
        var lines = cases.lines(number);
        model.addAttribute("file", file);
        model.addAttribute("scheme", scheme);
        model.addAttribute("values", cases.values(number));
        model.addAttribute("materials", form.given(number));
        model.addAttribute("told", faults.told(number, scheme, wrong, MOST_TOLD));
        model.addAttribute("count", wrong.size());
        model.addAttribute("lines", lines.stream().limit(MOST_LINES).toList());
        model.addAttribute("lineCount", lines.size());
        model.addAttribute("judged", !lines.isEmpty() && lines.stream().allMatch(line -> line.verdict() != null));
        model.addAttribute("passing", lines.stream().filter(line -> "PASS".equals(line.verdict())).count());
        model.addAttribute("accept", scheme.parameters().find("T_ACCEPT", new Region(file.region()), WorkingCalendar.dayOf(clock.instant())).orElse(null));
        return "portal/check";
    }

    @PostMapping("/preview")
    String preview(@PathVariable String number) {
        try {
            cases.preview(number);
            return "redirect:/my/cases/" + number + "/check#lines";
        } catch (SourceDown down) {
            return "redirect:/my/cases/" + number + "/check?down=" + down.source();
        }
    }

    @PostMapping("/submit")
    String submit(@PathVariable String number) {
        try {
            if (cases.find(number).phase() == Phase.CORRECTION) {
                cases.correct(number);
            } else {
                cases.submit(number);
            }
            return "redirect:/my/cases/" + number + "?submitted";
        } catch (Refusal refusal) {
            if (refusal.faults().isEmpty()) {
                throw refusal;
            }
            return "redirect:/my/cases/" + number + "/check";
        }
    }
}
