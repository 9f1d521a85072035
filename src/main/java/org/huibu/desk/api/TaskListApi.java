package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.huibu.review.Inbox;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What an officer of this role and region can work on. */
@RestController
@RequestMapping("/api/v1/tasks")
@Tag(name = "tasks")
class TaskListApi {

    private static final int MOST = 100;
    private final Inbox inbox;
    private final TaskViews views;

    TaskListApi(Inbox inbox, TaskViews views) {
        this.inbox = inbox;
        this.views = views;
    }

    @GetMapping
    @Operation(operationId = "listTasks", summary = "My queue, the most urgent first · 我的待办，最急的在前")
    TaskView.Page list(@RequestParam(required = false) String after, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var rows = inbox.mine(after, limit + 1);
        return new TaskView.Page(rows.stream().limit(limit).map(views::of).toList(), rows.size() > limit ? rows.get(limit - 1).taskId() : null);
    }

    @GetMapping("/{task}")
    @Operation(operationId = "readTask", summary = "One task with form, lines and findings · 一项任务的表单、各行与认定")
    TaskView.Detail one(@PathVariable String task) {
        return views.detail(task);
    }
}
