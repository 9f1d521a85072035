package org.huibu.workflow.engine;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.huibu.process.Facts;
import org.huibu.process.task.TaskOpened;
import org.huibu.process.task.Tasks;
import org.huibu.shared.Refusal;
import org.huibu.workflow.engine.step.Steps;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The port to user tasks. */
@Service
class EngineTasks implements Tasks {

    private final TaskService tasks;
    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    EngineTasks(TaskService tasks, RepositoryService repository, RuntimeService runtime, JdbcClient jdbc) {
        this.tasks = tasks;
        this.repository = repository;
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /** By SQL: the engine's own query pages by offset only, which skips tasks while others are completed. */
    @Override
    @Transactional(readOnly = true)
    public List<String> openIds(String after, int count) {
        return jdbc.sql("select ID_ from ACT_RU_TASK where ID_ > ? order by ID_ limit ?").params(after, count).query(String.class).list();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<TaskOpened> announced(String taskId) {
        return Optional.ofNullable(tasks.createTaskQuery().taskId(taskId).singleResult()).map(this::announced);
    }

    private TaskOpened announced(Task task) {
        var instance = runtime.createProcessInstanceQuery().processInstanceId(task.getProcessInstanceId()).singleResult();
        var element = (UserTask) repository.getBpmnModelInstance(task.getProcessDefinitionId()).getModelElementById(task.getTaskDefinitionKey());
        var properties = Steps.properties(element);
        return new TaskOpened(task.getId(), instance.getBusinessKey(), (String) tasks.getVariable(task.getId(), Steps.GROUP), task.getProcessDefinitionId(),
                task.getTaskDefinitionKey(), task.getName(), properties.get("role"), properties.get("stage"),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(), Steps.told(properties, name -> tasks.getVariable(task.getId(), name)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void complete(String taskId, Facts facts) {
        Translate.engine(() -> {
            if (tasks.createTaskQuery().taskId(taskId).count() == 0) {
                throw Refusal.conflict("taskGone");
            }
            tasks.complete(taskId, EngineProcesses.variables(facts));
            return null;
        });
    }
}
