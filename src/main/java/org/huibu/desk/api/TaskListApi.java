package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import org.huibu.review.inbox.InboxFilter;
import org.huibu.review.inbox.InboxList;
import org.huibu.review.inbox.Lane;
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
    private final InboxList list;
    private final TaskViews views;

    TaskListApi(InboxList list, TaskViews views) {
        this.list = list;
        this.views = views;
    }

    @GetMapping
    @Operation(operationId = "listTasks", summary = "My queue, the most urgent first · 我的待办，最急的在前")
    TaskView.Page list(@RequestParam(required = false) String scheme, @RequestParam(required = false) String stage, @RequestParam(required = false) Lane lane,
            @Parameter(description = "me or nobody · 我领取的或无人领取的") @RequestParam(required = false) String held, @RequestParam(defaultValue = "false") boolean overdue,
            @Parameter(description = "part of the applicant's name or beginning of a case number · 申请人或案号") @RequestParam(required = false) String q,
            @RequestParam(required = false) String after, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        if (held != null && !Set.of("me", "nobody").contains(held)) {
            throw Refusal.invalid(List.of(Fault.at("held", "notAnOption")));
        }
        var page = list.page(new InboxFilter(scheme, stage, lane, held, overdue, q), after, limit);
        // What waits for somebody else is no task of mine; it stands behind everything that is, and is told to who asks for its lane.
        var mine = page.rows().stream().filter(row -> lane != null || !row.lane().waits()).toList();
        return new TaskView.Page(mine.stream().map(views::of).toList(), mine.size() < page.rows().size() ? null : page.next());
    }

    @GetMapping("/{task}")
    @Operation(operationId = "readTask", summary = "One task with form, lines and findings · 一项任务的表单、各行与认定")
    TaskView.Detail one(@PathVariable String task) {
        return views.detail(task);
    }
}
