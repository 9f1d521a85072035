package org.huibu.review;

import java.time.Instant;
import java.util.List;

/** An open task as officers see it. @param assignee username; null while nobody has claimed it */
public record InboxRow(String taskId, String caseNumber, String group, String name, String role, String stage, String region, String applicant,
                       Instant due, String assignee, List<String> outcomes, String decides, String lines, String collects, String form) {

    public boolean decidesLines() {
        return lines != null;
    }

    public boolean overdue(Instant now) {
        return due != null && due.isBefore(now);
    }
}
