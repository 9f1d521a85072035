package org.huibu.review;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.CurrentUser;
import org.huibu.process.Facts;
import org.huibu.process.Retries;
import org.huibu.process.task.Tasks;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRows;
import org.huibu.review.records.StepFiles;
import org.huibu.review.records.StepRecords;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Deciding a task: the opinion, the lines, the participation and the model's next step in one transaction. */
@Service
public class Reviewing {

    private final Inbox inbox;
    private final Participation participation;
    private final Opinions opinions;
    private final DecisionChecks checks;
    private final StepRecords records;
    private final StepFiles files;
    private final InboxRows rows;
    private final CaseWork work;
    private final Tasks tasks;
    private final Retries retries;
    private final CurrentUser user;
    private final Clock clock;

    Reviewing(Inbox inbox, Participation participation, Opinions opinions, DecisionChecks checks, StepRecords records, StepFiles files, InboxRows rows,
            CaseWork work, Tasks tasks, Retries retries, CurrentUser user, Clock clock) {
        this.inbox = inbox;
        this.participation = participation;
        this.opinions = opinions;
        this.checks = checks;
        this.records = records;
        this.files = files;
        this.rows = rows;
        this.work = work;
        this.tasks = tasks;
        this.retries = retries;
        this.user = user;
        this.clock = clock;
    }

    /** An officer's verdict on one line. @param amount paid for it; zero unless it passes */
    public record LineDecision(int seq, String verdict, Money amount, String reason) { }

    /**
     * @param faults item → what is wrong with it; only for an outcome CORRECTION, and then all of them at once
     * @param form what the step's own form asks for, by field; empty where it has none
     */
    public record Decision(String outcome, String opinion, List<LineDecision> lines, Map<String, String> faults, Map<String, String> form) {

        public Decision(String outcome, String opinion, List<LineDecision> lines, Map<String, String> faults) {
            this(outcome, opinion, lines, faults, Map.of());
        }
    }

    /** A document for a field of the step's form; takes the task if nobody has it. @throws Refusal NOT_FOUND if the form has no such field, or as {@code Files} */
    @Transactional
    public void attach(String taskId, String field, String name, byte[] content) {
        inbox.claim(taskId);
        var task = inbox.task(taskId);
        if (task.form() == null || records.form(task.caseNumber(), task.form()).files().stream().noneMatch(one -> one.path().equals(field))) {
            throw Refusal.notFound();
        }
        files.attach(task.caseNumber(), taskId, field, name, content, user.require().username());
    }

    @Transactional
    public void detach(String taskId, long file) {
        inbox.claim(taskId);
        files.remove(taskId, file);
    }

    /** Claims each in a transaction of its own. @return why not, for those that could not be claimed */
    @Transactional(propagation = Propagation.NEVER)
    public Map<String, Refusal> claimAll(List<String> taskIds) {
        var refused = new LinkedHashMap<String, Refusal>();
        for (var taskId : taskIds) {
            try {
                inbox.claim(taskId);
            } catch (Refusal no) {
                refused.put(taskId, no);
            }
        }
        return refused;
    }

    /** Claims the task if nobody has it, then decides it. @throws Refusal with the reason why not: INVALID with all faults at once */
    @Transactional(propagation = Propagation.NEVER)
    public void decide(String taskId, Decision decision) {
        retries.run(() -> {
            inbox.claim(taskId);
            var task = inbox.task(taskId);
            var faults = checks.faults(task, decision);
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults);
            }
            var account = user.require();
            participation.took(task.caseNumber(), task.separation(), account.username());
            if (task.decidesLines()) {
                work.decideLines(task.caseNumber(), checks.changed(task, decision));
            }
            if (decision.outcome().equals("CORRECTION")) {
                work.requestCorrection(task.caseNumber(), decision.faults());
            }
            if (task.form() != null && !decision.form().isEmpty()) {
                records.keep(task.caseNumber(), taskId, task.name(), task.group(), task.form(), decision.form(), account);
            }
            opinions.gave(task, decision.outcome(), decision.opinion().strip(), account);
            work.happened(task.caseNumber(), "TaskDecided", Map.of("task", task.name(), "outcome", decision.outcome(), "opinion", decision.opinion()));
            rows.ended(task, account.username(), decision.outcome(), clock.instant());
            tasks.complete(taskId, Facts.of(task.decides(), decision.outcome()));
            return null;
        });
    }
}
