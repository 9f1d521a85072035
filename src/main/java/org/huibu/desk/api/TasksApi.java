package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.eligibility.Finding;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Reviewing;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Taking, giving back and deciding tasks. */
@RestController
@RequestMapping("/api/v1/tasks/{task}")
@Tag(name = "tasks", description = "Officers' tasks · 经办人员的任务")
class TasksApi {

    private final Inbox inbox;
    private final Reviewing reviewing;
    private final TaskViews views;

    TasksApi(Inbox inbox, Reviewing reviewing, TaskViews views) {
        this.inbox = inbox;
        this.reviewing = reviewing;
        this.views = views;
    }

    /** @param line from 0. @param reason needed where the verdict or amount differs from the proposal */
    @Schema(name = "LineVerdict")
    record Line(@Schema(example = "0") Integer line, Finding.Verdict verdict, @Schema(example = "300000") Long amountFen, String reason) { }

    /** @param corrections item → what is wrong with it; only for the outcome CORRECTION, and then all of them at once. @param form what the step's own form asks for, by field */
    @Schema(name = "TaskDecision")
    record Decision(@Schema(example = "PROPOSE") String outcome, @Schema(example = "同意") String opinion, List<Line> lines,
                    @Schema(example = "{}") Map<String, String> corrections, @Schema(example = "{}") Map<String, String> form) {
        Decision {
            lines = lines == null ? List.of() : lines;
            corrections = corrections == null ? Map.of() : corrections;
            form = form == null ? Map.of() : form;
        }
    }

    @PostMapping("/claim")
    @Operation(operationId = "claimTask", summary = "Take a task; one wins, the others read who did · 领取任务")
    TaskView claim(@PathVariable String task) {
        inbox.claim(task);
        return views.one(task);
    }

    @PostMapping("/unclaim")
    @Operation(operationId = "unclaimTask", summary = "Give a task back · 退回任务池")
    TaskView unclaim(@PathVariable String task) {
        inbox.unclaim(task);
        return views.one(task);
    }

    @PostMapping("/complete")
    @Operation(operationId = "completeTask", summary = "Decide a task with opinion, lines or correction items · 办结任务")
    ResponseEntity<Void> complete(@PathVariable String task, @RequestBody Decision decision) {
        reviewing.decide(task, new Reviewing.Decision(decision.outcome(), decision.opinion(), lines(decision.lines()), decision.corrections(), decision.form()));
        return ResponseEntity.noContent().build();
    }

    private static List<Reviewing.LineDecision> lines(List<Line> given) {
        var faults = new ArrayList<Fault>();
        var lines = new ArrayList<Reviewing.LineDecision>();
        for (int i = 0; i < given.size(); i++) {
            var line = given.get(i);
            if (line == null || line.line() == null || line.verdict() == null) {
                faults.add(Fault.at("lines[" + i + "]", "required"));
            } else if (line.amountFen() != null && line.amountFen() < 0) {
                faults.add(Fault.at("lines[" + i + "].amountFen", "negativeAmount"));
            } else {
                lines.add(new Reviewing.LineDecision(line.line(), line.verdict().name(), amount(line), line.reason()));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return lines;
    }

    private static Money amount(Line line) {
        try {
            return line.amountFen() == null ? Money.ZERO : Money.ofFen(line.amountFen());
        } catch (IllegalArgumentException tooLarge) {
            throw new Refusal(Refusal.Kind.INVALID, "amountWrong", line.amountFen().toString());
        }
    }
}
