package org.huibu.desk.api;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.Accounts;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxRow;
import org.huibu.scheme.form.FormField;
import org.springframework.stereotype.Component;

/** Tasks as the interface shows them. */
@Component
class TaskViews {

    private final Inbox inbox;
    private final CaseWork work;
    private final Accounts accounts;
    private final Clock clock;

    TaskViews(Inbox inbox, CaseWork work, Accounts accounts, Clock clock) {
        this.inbox = inbox;
        this.work = work;
        this.accounts = accounts;
        this.clock = clock;
    }

    TaskView one(String task) {
        return of(inbox.task(task));
    }

    TaskView of(InboxRow row) {
        return new TaskView(row.taskId(), row.caseNumber(), row.group(), row.name(), row.role(), row.stage(), row.region(), row.applicant(), row.due(),
                row.overdue(clock.instant()), row.assignee() == null ? null : accounts.displayName(row.assignee()), row.outcomes(), row.decidesLines());
    }

    TaskView.Detail detail(String task) {
        var row = inbox.task(task);
        var number = row.caseNumber();
        var form = work.scheme(number).form();
        var columns = form.roster().map(FormField::children).orElse(List.of());
        var lines = row.group() == null ? work.lines(number) : work.group(number, row.group());
        return new TaskView.Detail(of(row), work.find(number).state(), masked(form.single(), work.values(number)),
                lines.stream().map(l -> new TaskView.Line(l.seq(), l.label(), masked(columns, l.data()), l.verdict(), l.reason(), l.amount().fen())).toList(),
                work.claimFindings(number));
    }

    private static Map<String, String> masked(List<FormField> fields, Map<String, String> values) {
        var shown = new LinkedHashMap<String, String>();
        fields.stream().filter(field -> values.containsKey(field.path())).forEach(field -> shown.put(field.path(), field.masked(values.get(field.path()))));
        return shown;
    }
}
