package org.huibu.workflow.engine;

import java.util.Date;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.huibu.process.clock.LimitMoved;
import org.huibu.process.clock.PeriodMoved;
import org.huibu.workflow.engine.step.ClockCalls;
import org.huibu.workflow.engine.step.Steps;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Moves timers and due dates with the clocks of a case. It runs after the engine's own step, when all that the step began or ended is
 * flushed, and still within the transaction. Timers of periods that never pause ({@code clock.end}) move only with the date they count from.
 */
@Component
class EngineTimers {

    private static final Pattern DUE = Pattern.compile("clock\\.due\\(execution,\\s*'([A-Z0-9_]+)'\\)");
    private static final Pattern END = Pattern.compile("clock\\.end\\(execution,\\s*'([A-Z0-9_]+)'\\)");
    private final RuntimeService runtime;
    private final ManagementService management;
    private final RepositoryService repository;
    private final TaskService tasks;

    EngineTimers(RuntimeService runtime, ManagementService management, RepositoryService repository, TaskService tasks) {
        this.runtime = runtime;
        this.management = management;
        this.repository = repository;
        this.tasks = tasks;
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(LimitMoved moved) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(moved.caseNumber()).list().forEach(instance -> {
            management.createJobQuery().processInstanceId(instance.getId()).timers().list().stream().filter(job -> waitsFor(job, moved)).forEach(job -> move(job, moved));
            tasks.createTaskQuery().processInstanceId(instance.getId()).list().stream().filter(task -> hasLimit(task, moved)).forEach(task -> move(task, moved));
        });
    }

    @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
    void on(PeriodMoved moved) {
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(moved.caseNumber()).list()
                .forEach(instance -> management.createJobQuery().processInstanceId(instance.getId()).timers().list().stream().filter(job -> counts(job, END, moved.limit()))
                        .forEach(job -> management.setJobDuedate(job.getId(), ClockCalls.whole(moved.end()))));
    }

    private boolean counts(Job job, Pattern call, String limit) {
        var activity = management.createJobDefinitionQuery().jobDefinitionId(job.getJobDefinitionId()).singleResult().getActivityId();
        return element(job.getProcessDefinitionId(), activity).getChildElementsByType(org.camunda.bpm.model.bpmn.instance.TimerEventDefinition.class).stream()
                .map(timer -> timer.getTimeDate()).filter(Objects::nonNull).map(TimeDate::getTextContent)
                .anyMatch(text -> call.matcher(text).results().anyMatch(match -> match.group(1).equals(limit)));
    }

    private boolean waitsFor(Job job, LimitMoved moved) {
        return counts(job, DUE, moved.limit()) && Objects.equals(moved.group(), runtime.getVariable(job.getExecutionId(), Steps.GROUP));
    }

    private boolean hasLimit(Task task, LimitMoved moved) {
        return moved.limit().equals(Steps.properties(element(task.getProcessDefinitionId(), task.getTaskDefinitionKey())).get("deadline"))
                && Objects.equals(moved.group(), tasks.getVariable(task.getId(), Steps.GROUP));
    }

    private void move(Job job, LimitMoved moved) {
        if (moved.due() == null) {
            management.suspendJobById(job.getId());
        } else {
            management.setJobDuedate(job.getId(), ClockCalls.whole(moved.due()));
            management.activateJobById(job.getId());
        }
    }

    private void move(Task task, LimitMoved moved) {
        if (moved.due() != null) {
            task.setDueDate(Date.from(moved.due()));
            tasks.saveTask(task);
        }
    }

    private BaseElement element(String definitionId, String id) {
        return repository.getBpmnModelInstance(definitionId).getModelElementById(id);
    }
}
