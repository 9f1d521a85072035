package org.huibu.portal;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.consent.Consents;
import org.huibu.guarantee.BankChoice;
import org.huibu.identity.CurrentUser;
import org.huibu.letters.Letters;
import org.huibu.portal.form.FaultsTold;
import org.huibu.process.Models;
import org.huibu.process.Processes;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.huibu.training.Trainings;
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
    private static final int LINES = 50;
    private final CaseFiles cases;
    private final CaseWork work;
    private final CaseClocks clocks;
    private final CaseStory story;
    private final FaultsTold faults;
    private final Letters letters;
    private final Schemes schemes;
    private final Processes processes;
    private final Models models;
    private final BankChoice banks;
    private final Consents consents;
    private final CurrentUser user;
    private final Trainings trainings;
    private final Clock clock;

    MyCases(CaseFiles cases, CaseWork work, CaseClocks clocks, CaseStory story, FaultsTold faults, Letters letters, Schemes schemes, Processes processes, Models models,
            BankChoice banks, Consents consents, CurrentUser user, Trainings trainings, Clock clock) {
        this.cases = cases;
        this.work = work;
        this.clocks = clocks;
        this.story = story;
        this.faults = faults;
        this.letters = letters;
        this.schemes = schemes;
        this.processes = processes;
        this.models = models;
        this.banks = banks;
        this.consents = consents;
        this.user = user;
        this.trainings = trainings;
        this.clock = clock;
    }

    /** A case in the list. */
    record Card(CaseFile file, Scheme scheme, CaseStory.Now now) { }

    @GetMapping
    String list(@RequestParam(required = false) Long before, Model model) {
        var mine = cases.mine(before, PAGE + 1);
        model.addAttribute("cards", mine.stream().limit(PAGE).map(file -> new Card(file, schemes.release(file.releaseId()), story.now(file, schemes.release(file.releaseId()))))
                .sorted(Comparator.comparing(card -> !card.now().yours())).toList());
        model.addAttribute("next", mine.size() > PAGE ? mine.get(PAGE - 1).id() : null);
        model.addAttribute("offers", schemes.offered());
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
    String track(@PathVariable String number, @RequestParam(defaultValue = "0") int page, Model model) {
        var file = cases.find(number);
        var scheme = schemes.release(file.releaseId());
        model.addAttribute("file", file);
        model.addAttribute("scheme", scheme);
        var lines = cases.lines(number);
        int pages = Math.max(1, (lines.size() + LINES - 1) / LINES);
        int at = Math.max(0, Math.min(page, pages - 1));
        model.addAttribute("now", story.now(file, scheme));
        model.addAttribute("timeline", story.timeline(file, scheme));
        model.addAttribute("corrections", faults.corrections(number, scheme, cases.corrections(number)));
        model.addAttribute("charged", clocks.charged(number));
        model.addAttribute("findings", work.claimFindings(number));
        model.addAttribute("lines", file.firstSubmittedAt() == null ? List.of() : lines.stream().skip((long) at * LINES).limit(LINES).toList());
        model.addAttribute("lineCount", lines.size());
        model.addAttribute("passing", lines.stream().filter(line -> "PASS".equals(line.verdict())).count());
        model.addAttribute("total", lines.stream().filter(line -> "PASS".equals(line.verdict())).map(ClaimLine::amount).reduce(Money.ZERO, Money::plus));
        model.addAttribute("reasons", work.decisiveFindings(number));
        model.addAttribute("page", at);
        model.addAttribute("pages", pages);
        model.addAttribute("letters", letters.ofCase(number));
        model.addAttribute("banks", banks.offered(number));
        model.addAttribute("consents", consents.ofCase(number));
        model.addAttribute("consentNames", scheme.pack().consents().stream().collect(Collectors.toMap(Pack.Consent::key, Pack.Consent::name)));
        model.addAttribute("training", trainings.of(number).orElse(null));
        model.addAttribute("clockNow", clock.instant());
        model.addAttribute("withdrawable", cases.withdrawable(file, lines));
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
