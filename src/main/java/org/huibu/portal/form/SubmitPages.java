package org.huibu.portal.form;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.preview.PreviewRun;
import org.huibu.casefile.preview.Previews;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/** The check page: everything as it will be sent, all faults at once, verdicts beforehand; then submitting and the receipt. */
@Controller
@RequestMapping("/my/cases/{number}")
class SubmitPages {

    private static final int MOST_TOLD = 50;
    private static final int MOST_LINES = 200;
    /** A short roster is judged within it, so that nobody has to wait on a second page. */
    private static final Duration SHORT = Duration.ofSeconds(3);
    private final CaseFiles cases;
    private final Previews previews;
    private final ApplicationForm form;
    private final FaultsTold faults;
    private final Schemes schemes;
    private final Clock clock;

    SubmitPages(CaseFiles cases, Previews previews, ApplicationForm form, FaultsTold faults, Schemes schemes, Clock clock) {
        this.cases = cases;
        this.previews = previews;
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
        model.addAttribute("faultyLines", faults.byLine(wrong).size());
        model.addAttribute("lines", lines.stream().limit(MOST_LINES).toList());
        model.addAttribute("lineCount", lines.size());
        model.addAttribute("judged", !lines.isEmpty() && lines.stream().allMatch(line -> line.verdict() != null));
        model.addAttribute("passing", lines.stream().filter(line -> "PASS".equals(line.verdict())).count());
        model.addAttribute("run", previews.last(number).orElse(null));
        model.addAttribute("accept", scheme.parameters().find("T_ACCEPT", new Region(file.region()), WorkingCalendar.dayOf(clock.instant())).orElse(null));
        return "portal/check";
    }

    @PostMapping("/preview")
    String preview(@PathVariable String number) {
        previews.ask(number);
        previews.await(number, SHORT);
        return "redirect:/my/cases/" + number + "/check#verdicts";
    }

    /** How far the preview is, asked for by the page itself; when it is over the page is read anew. */
    @GetMapping("/preview")
    String progress(@PathVariable String number, @RequestHeader(name = "HX-Request", defaultValue = "false") boolean part, Model model, HttpServletResponse response) {
        var run = previews.last(number);
        if (!part || run.filter(PreviewRun::open).isEmpty()) {
            response.setHeader("HX-Refresh", "true");
            return "redirect:/my/cases/" + number + "/check";
        }
        model.addAttribute("file", cases.find(number));
        model.addAttribute("run", run.get());
        return "portal/check :: progress";
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
