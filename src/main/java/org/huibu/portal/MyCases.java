package org.huibu.portal;

import java.time.Clock;
import org.huibu.casefile.CaseClocks;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.letters.Letters;
import org.huibu.process.Models;
import org.huibu.process.Processes;
import org.huibu.review.Inbox;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Refusal;
import org.huibu.shared.Region;
import org.huibu.web.Formats;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** An applicant's own cases: form with roster, check page, tracking, correction, withdrawal. */
@Controller
@RequestMapping("/my")
class MyCases {

    private static final int PAGE = 20;
    private static final int ROSTER_PAGE = 50;
    private final CaseFiles cases;
    private final CaseWork work;
    private final CaseClocks clocks;
    private final Inbox inbox;
    private final Letters letters;
    private final Schemes schemes;
    private final Processes processes;
    private final Models models;
    private final Accounts accounts;
    private final CurrentUser user;
    private final Formats formats;
    private final Clock clock;

    MyCases(CaseFiles cases, CaseWork work, CaseClocks clocks, Inbox inbox, Letters letters, Schemes schemes, Processes processes, Models models,
            Accounts accounts, CurrentUser user, Formats formats, Clock clock) {
        this.cases = cases;
        this.work = work;
        this.clocks = clocks;
        this.inbox = inbox;
        this.letters = letters;
        this.schemes = schemes;
        this.processes = processes;
        this.models = models;
        this.accounts = accounts;
        this.user = user;
        this.formats = formats;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) Long before, Model model) {
        var mine = cases.mine(before, PAGE + 1);
        model.addAttribute("cases", mine.stream().limit(PAGE).toList());
        model.addAttribute("next", mine.size() > PAGE ? mine.get(PAGE - 1).id() : null);
        model.addAttribute("schemes", schemes);
        model.addAttribute("offers", schemes.active());
        return "portal/my";
    }

    @PostMapping("/cases")
    String open(@RequestParam String scheme) {
        return "redirect:/my/cases/" + cases.open(scheme, new Region(user.require().region().code())) + "/edit";
    }

    @PostMapping("/cases/{number}/withdraw")
    String withdraw(@PathVariable String number) {
        cases.withdraw(number);
        return "redirect:/my/cases/" + number;
    }

    @GetMapping("/cases/{number}")
    String track(@PathVariable String number, Model model) {
        var file = cases.find(number);
        var scheme = schemes.release(file.releaseId());
        model.addAttribute("file", file);
        model.addAttribute("scheme", scheme);
        model.addAttribute("tasks", inbox.ofCase(number));
        model.addAttribute("timeline", work.timeline(number));
        model.addAttribute("charged", clocks.charged(number));
        model.addAttribute("findings", work.claimFindings(number));
        model.addAttribute("lines", cases.lines(number).stream().limit(500).toList());
        model.addAttribute("letters", letters.ofCase(number));
        model.addAttribute("names", accounts);
        var trace = processes.traces(number).stream().filter(t -> t.definitionId().equals(scheme.definitionId())).findFirst();
        model.addAttribute("active", trace.map(t -> String.join(",", t.active())).orElse(""));
        model.addAttribute("passed", trace.map(t -> String.join(",", t.passed())).orElse(""));
        return "portal/track";
    }

    @GetMapping(path = "/cases/{number}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    @ResponseBody
    String diagram(@PathVariable String number) {
        return models.xml(schemes.release(cases.find(number).releaseId()).definitionId());
    }

    @GetMapping("/cases/{number}/lines/{line}")
    String line(@PathVariable String number, @PathVariable int line, Model model) {
        model.addAttribute("file", cases.find(number));
        model.addAttribute("line", cases.lines(number).stream().filter(l -> l.seq() == line).findFirst().orElseThrow(Refusal::notFound));
        model.addAttribute("findings", work.findings(number, line));
        return "portal/line";
    }

    @GetMapping("/cases/{number}/letters/{id}")
    String letter(@PathVariable String number, @PathVariable long id, Model model) {
        model.addAttribute("file", cases.find(number));
        model.addAttribute("letter", letters.letter(number, id));
        return "portal/letter";
    }
}
