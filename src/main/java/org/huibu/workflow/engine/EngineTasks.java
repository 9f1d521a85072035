package org.huibu.workflow.engine;

import org.camunda.bpm.engine.TaskService;
import org.huibu.process.Facts;
import org.huibu.process.Tasks;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The port to user tasks. */
@Service
class EngineTasks implements Tasks {

    private final TaskService tasks;

    EngineTasks(TaskService tasks) {
        this.tasks = tasks;
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
