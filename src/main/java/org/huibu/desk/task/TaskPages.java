package org.huibu.desk.task;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.lookup.CaseLines;
import org.huibu.identity.Accounts;
import org.huibu.identity.CurrentUser;
import org.huibu.process.Facts;
import org.huibu.process.Foresight;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Reviewing;
import org.huibu.review.drafts.TaskDrafts;
import org.huibu.review.records.StepFiles;
import org.huibu.review.records.StepRecords;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The page on which a task is decided: everything about the case left, the decision right; nothing typed is ever lost. */
@Controller
@RequestMapping("/inbox/{task}")
class TaskPages {

    private final Inbox inbox;
    private final Reviewing reviewing;
    private final TaskDrafts drafts;
    private final TypedDecision typedDecision;
    private final StepRecords records;
    private final StepFiles files;
    private final CaseModel cases;
    private final CaseWork work;
    private final Formats formats;
    private final OverPage over;
    private final Foresight foresight;
    private final Accounts accounts;
    private final CurrentUser user;

    TaskPages(Inbox inbox, Reviewing reviewing, TaskDrafts drafts, TypedDecision typedDecision, StepRecords records, StepFiles files, CaseModel cases, CaseWork work, Formats formats, OverPage over,
            Foresight foresight, Accounts accounts, CurrentUser user) {
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.drafts = drafts;
        this.typedDecision = typedDecision;
        this.records = records;
        this.files = files;
        this.cases = cases;
        this.work = work;
        this.formats = formats;
        this.over = over;
        this.foresight = foresight;
        this.accounts = accounts;
        this.user = user;
    }

    @GetMapping
    String task(@PathVariable String task, @RequestParam(defaultValue = "-1") int after, @RequestParam(defaultValue = "ALL") String which,
            @RequestParam(required = false) String tooLarge, Model model, HttpServletResponse response) {
        var row = over.open(task);
        return row == null ? over.show(task, Map.of(), model, response)
                : page(row, after, which, tooLarge == null ? List.of() : List.of(Fault.at("form." + tooLarge, "fileTooLarge")), model);
    }

    /** After a login the browser comes back by GET to where it was posting. */
    @GetMapping({"/decide", "/files", "/lines", "/claim", "/unclaim", "/recuse"})
    String back(@PathVariable String task) {
        return "redirect:/inbox/" + task;
    }

    @PostMapping("/claim")
    String claim(@PathVariable String task, Model model, HttpServletResponse response) {
        return over.orStop(task, Map.of(), model, response, () -> {
            inbox.claim(task);
            return "redirect:/inbox/" + task;
        });
    }

    @PostMapping("/unclaim")
    String unclaim(@PathVariable String task, Model model, HttpServletResponse response) {
        return over.orStop(task, Map.of(), model, response, () -> {
            inbox.unclaim(task);
            return "redirect:/inbox";
        });
    }

    @PostMapping("/recuse")
    String recuse(@PathVariable String task, @RequestParam String reason, Model model, HttpServletResponse response) {
        return over.orStop(task, Map.of(), model, response, () -> {
            inbox.recuse(task, reason);
            return "redirect:/inbox?recused";
        });
    }

    /** Keeps the lines of this page and goes to another one. @param go line to continue behind, or {@code ALL}, {@code FAIL}, {@code NEEDS_PERSON} */
    @PostMapping("/lines")
    String lines(@PathVariable String task, @RequestParam Map<String, String> typed, @RequestParam(defaultValue = "-1") String go, @RequestParam(defaultValue = "ALL") String which,
            Model model, HttpServletResponse response) {
        return over.orStop(task, typed, model, response, () -> {
            typedDecision.keep(inbox.task(task), typed);
            return go.matches("-?\\d{1,6}") ? "redirect:/inbox/" + task + "?which=" + which(which) + "&after=" + go + "#lines" : "redirect:/inbox/" + task + "?which=" + which(go) + "#lines";
        });
    }

    /** Keeps what was typed and takes a document for the step's own form; works without script. */
    @PostMapping("/files")
    String attach(@PathVariable String task, @RequestParam Map<String, String> typed, @RequestParam String field, @RequestParam Map<String, MultipartFile> uploads,
            Model model, HttpServletResponse response) {
        return over.orStop(task, typed, model, response, () -> {
            var row = inbox.task(task);
            typedDecision.keep(row, typed);
            try {
                var file = uploads.get("upload." + field);
                reviewing.attach(task, field, file == null ? "" : file.getOriginalFilename(), file == null ? new byte[0] : bytes(file));
                return "redirect:/inbox/" + task + "#record";
            } catch (Refusal refused) {
                if (!refused.code().startsWith("file") && !refused.code().equals("tooManyFiles")) {
                    throw refused;
                }
                response.setStatus(422);
                return page(row, -1, "ALL", List.of(new Fault("form." + field, refused.code(), refused.arguments())), model);
            }
        });
    }

    @PostMapping("/files/{file}/remove")
    String detach(@PathVariable String task, @PathVariable long file, @RequestParam Map<String, String> typed, Model model, HttpServletResponse response) {
        return over.orStop(task, typed, model, response, () -> {
            typedDecision.keep(inbox.task(task), typed);
            reviewing.detach(task, file);
            return "redirect:/inbox/" + task + "#record";
        });
    }

    @PostMapping("/decide")
    String decide(@PathVariable String task, @RequestParam Map<String, String> typed, @RequestParam(defaultValue = "-1") int after, @RequestParam(defaultValue = "ALL") String which,
            Model model, HttpServletResponse response) {
        return over.orStop(task, typed, model, response, () -> {
            var row = inbox.task(task);
            typedDecision.keep(row, typed);
            var faults = new ArrayList<Fault>();
            var decision = typedDecision.decision(drafts.mine(task), faults);
            try {
                if (faults.isEmpty()) {
                    reviewing.decide(task, decision);
                    return "redirect:/inbox?decided";
                }
            } catch (Refusal refused) {
                if (refused.faults().isEmpty()) {
                    throw refused;
                }
                faults.addAll(refused.faults());
            }
            response.setStatus(422);
            return page(row, after, which, faults, model);
        });
    }

    private String page(InboxRow row, int after, String which, List<Fault> faults, Model model) {
        cases.fill(model, inbox.caseOfMyRegion(row.caseNumber()), row.group(), CaseLines.Which.valueOf(which(which)), after);
        var draft = drafts.mine(row.taskId());
        var me = user.require().username();
        model.addAttribute("task", row);
        model.addAttribute("draft", draft);
        model.addAttribute("proposed", draft.typed().isEmpty() && row.collects() != null ? proposedFaults(row.caseNumber()) : Map.of());
        model.addAttribute("faults", faults);
        model.addAttribute("wrong", faults.stream().collect(java.util.stream.Collectors.toMap(Fault::path, f -> f, (one, other) -> one)));
        model.addAttribute("mine", me.equals(row.assignee()));
        model.addAttribute("holder", row.assignee() == null || me.equals(row.assignee()) ? null : accounts.displayName(row.assignee()));
        model.addAttribute("why", why(row));
        if (row.form() != null) {
            model.addAttribute("stepForm", records.form(row.caseNumber(), row.form()));
            model.addAttribute("stepFiles", files.ofTask(row.taskId()));
            model.addAttribute("stepFaults", faults.stream().collect(java.util.stream.Collectors.toMap(Fault::path, this::told, (one, other) -> one)));
        }
        var ahead = new LinkedHashMap<String, List<Foresight.Ahead>>();
        row.outcomes().forEach(outcome -> ahead.put(outcome, foresight.after(row.taskId(), Facts.of(row.decides(), outcome))));
        model.addAttribute("ahead", ahead);
        return "desk/task";
    }

    /** What the rule of acceptance found, by item, as a beginning of the one notice. */
    private Map<String, String> proposedFaults(String number) {
        var found = new LinkedHashMap<String, String>();
        work.intake(number).ifPresent(intake -> intake.faults().forEach(fault -> found.merge(fault.path().replaceFirst("^materials\\.", ""), formats.fault(fault),
                (one, other) -> one + "；" + other)));
        return found;
    }

    /** A refused file is told in the words of its refusal. */
    private String told(Fault fault) {
        return fault.code().startsWith("file") || fault.code().equals("tooManyFiles") ? formats.text("refusal." + fault.code(), fault.arguments().toArray()) : formats.fault(fault);
    }

    private static byte[] bytes(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }

    private Refusal why(InboxRow row) {
        try {
            inbox.mayTake(row);
            return null;
        } catch (Refusal no) {
            return no;
        }
    }

    private static String which(String asked) {
        return asked.equals("FAIL") || asked.equals("NEEDS_PERSON") ? asked : "ALL";
    }
}
