package org.huibu.desk;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Accounts;
import org.huibu.review.Inbox;
import org.huibu.review.InboxRow;
import org.huibu.review.Notices;
import org.huibu.review.Reviewing;
import org.huibu.shared.Money;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The officers' inbox and the page on which a task is decided. */
@Controller
@RequestMapping("/inbox")
class InboxPages {

    private static final int PAGE = 25;
    private final Inbox inbox;
    private final Reviewing reviewing;
    private final CaseWork work;
    private final Notices notices;
    private final Accounts accounts;
    private final Trail trail;
    private final Clock clock;

    InboxPages(Inbox inbox, Reviewing reviewing, CaseWork work, Notices notices, Accounts accounts, Trail trail, Clock clock) {
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.work = work;
        this.notices = notices;
        this.accounts = accounts;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping
    String list(@RequestParam(required = false) String after, Model model) {
        var rows = inbox.mine(after, PAGE + 1);
        model.addAttribute("rows", rows.stream().limit(PAGE).toList());
        model.addAttribute("next", rows.size() > PAGE ? rows.get(PAGE - 1).taskId() : null);
        model.addAttribute("count", inbox.count());
        model.addAttribute("now", clock.instant());
        return "desk/inbox";
    }

    @GetMapping("/{task}")
    String task(@PathVariable String task, Model model) {
        var row = inbox.task(task);
        var number = row.caseNumber();
        var scheme = work.scheme(number);
        model.addAttribute("task", row);
        model.addAttribute("file", work.find(number));
        model.addAttribute("scheme", scheme);
        model.addAttribute("values", masked(scheme.form().single(), work.values(number)));
        model.addAttribute("lines", row.group() == null ? work.lines(number).stream().limit(500).toList() : work.group(number, row.group()));
        model.addAttribute("materials", work.materials(number));
        model.addAttribute("findings", work.claimFindings(number));
        model.addAttribute("timeline", work.timeline(number));
        model.addAttribute("objections", notices.objections(number));
        model.addAttribute("holder", row.assignee() == null ? null : accounts.displayName(row.assignee()));
        return "desk/task";
    }

    @PostMapping("/{task}/claim")
    String claim(@PathVariable String task) {
        inbox.claim(task);
        return "redirect:/inbox/" + task;
    }

    @PostMapping("/{task}/unclaim")
    String unclaim(@PathVariable String task) {
        inbox.unclaim(task);
        return "redirect:/inbox";
    }

    @PostMapping("/{task}/decide")
    String decide(@PathVariable String task, @RequestParam String outcome, @RequestParam String opinion, @RequestParam Map<String, String> typed) {
        var row = inbox.task(task);
        var faults = new LinkedHashMap<String, String>();
        typed.forEach((name, value) -> {
            if (name.startsWith("fault.") && !value.isBlank()) {
                faults.put(name.substring(6), value);
            }
        });
        reviewing.decide(task, new Reviewing.Decision(outcome, opinion, lines(row, typed), faults));
        return "redirect:/inbox?decided";
    }

    @GetMapping("/{task}/materials/{id}")
    ResponseEntity<byte[]> material(@PathVariable String task, @PathVariable long id) {
        var row = inbox.task(task);
        trail.looked(row.caseNumber(), "material " + id, row.name());
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment").contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(work.material(row.caseNumber(), id));
    }

    @GetMapping("/{task}/lines/{line}")
    String line(@PathVariable String task, @PathVariable int line, Model model) {
        var row = inbox.task(task);
        model.addAttribute("task", row);
        model.addAttribute("line", work.lines(row.caseNumber()).stream().filter(l -> l.seq() == line).findFirst().orElseThrow(org.huibu.shared.Refusal::notFound));
        model.addAttribute("findings", work.findings(row.caseNumber(), line));
        return "desk/line";
    }

    private List<Reviewing.LineDecision> lines(InboxRow row, Map<String, String> typed) {
        var decisions = new ArrayList<Reviewing.LineDecision>();
        for (var line : row.decidesLines() ? work.lines(row.caseNumber()) : List.<org.huibu.casefile.ClaimLine>of()) {
            var verdict = typed.get("verdict." + line.seq());
            if (verdict != null) {
                var amount = typed.getOrDefault("amount." + line.seq(), "");
                decisions.add(new Reviewing.LineDecision(line.seq(), verdict, money(amount, line.amount()), typed.get("reason." + line.seq())));
            }
        }
        return decisions;
    }

    private static Money money(String text, Money otherwise) {
        try {
            return text.isBlank() ? otherwise : Money.ofYuan(new BigDecimal(text.strip()));
        } catch (IllegalArgumentException wrong) {
            throw new org.huibu.shared.Refusal(org.huibu.shared.Refusal.Kind.INVALID, "amountWrong", text);
        }
    }

    private static Map<String, String> masked(List<org.huibu.scheme.form.FormField> fields, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        fields.forEach(field -> {
            var value = values.getOrDefault(field.path(), "");
            shown.put(field.path(), "account".equals(field.properties().get("sensitive")) ? org.huibu.shared.Mask.account(value)
                    : "mobile".equals(field.properties().get("sensitive")) ? org.huibu.shared.Mask.mobile(value) : value);
        });
        return shown;
    }
}
