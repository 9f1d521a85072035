package org.huibu.workflow.engine.step;

import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.huibu.process.LetterDue;
import org.huibu.process.MilestoneReached;
import org.huibu.process.task.TaskEnded;
import org.huibu.process.task.TaskOpened;
import org.huibu.workflow.engine.Behaviour;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The listeners that {@link Behaviour} hangs on elements. All of them run inside the engine's transaction. */
@Component
public class StepListeners {

    private final ApplicationEventPublisher events;
    private final ClockCalls clocks;
    private final StepHistory history;

    StepListeners(ApplicationEventPublisher events, ClockCalls clocks, StepHistory history) {
        this.events = events;
        this.clocks = clocks;
        this.history = history;
    }

    public ExecutionListener entered(Map<String, String> properties) {
        return execution -> {
            var step = Steps.of(execution);
            if (properties.containsKey("milestone")) {
                events.publishEvent(new MilestoneReached(step.caseNumber(), step.group(), properties.get("milestone"), step.element(),
                        step.definitionId()));
            }
            if (properties.containsKey("letter")) {
                events.publishEvent(new LetterDue(step.caseNumber(), step.group(), properties.get("letter"), step.element()));
            }
            if (properties.containsKey("pauses")) {
                clocks.clock().pause(step.caseNumber(), step.group(), step.element(), properties.get("pauses"));
            }
        };
    }

    public ExecutionListener resumed() {
        return execution -> clocks.clock().resume(execution.getProcessBusinessKey(), Steps.group(execution), execution.getCurrentActivityId());
    }

    public ExecutionListener stepEnded() {
        return history::stepEnded;
    }

    public ExecutionListener gatewayPassed() {
        return history::gatewayPassed;
    }

    public ExecutionListener wakeWorker() {
        return execution -> events.publishEvent(new TopicWaiting());
    }

    public TaskListener taskOpened(Map<String, String> properties) {
        return task -> {
            var due = due(task, properties.get("deadline"));
            events.publishEvent(new TaskOpened(task.getId(), task.getExecution().getProcessBusinessKey(),
                    Steps.group(task.getExecution()), task.getProcessDefinitionId(), task.getTaskDefinitionKey(), task.getName(),
                    properties.get("role"), properties.getOrDefault("stage", ""), due, Steps.told(properties, task.getExecution()::getVariable)));
        };
    }

    public TaskListener taskEnded(boolean completed) {
        return task -> events.publishEvent(new TaskEnded(task.getId(), task.getExecution().getProcessBusinessKey(), completed));
    }

    private Instant due(DelegateTask task, String limit) {
        if (limit == null) {
            return null;
        }
        var due = clocks.due(task.getExecution(), limit);
        task.setDueDate(due);
        return due.toInstant();
    }
}
