package org.huibu.review.inbox;

import java.time.Instant;
import java.util.List;

/**
 * An open task as officers see it, or a case that waits for somebody else.
 *
 * @param assignee username; null while nobody has claimed it
 * @param separation the part in the case that counts for the separation of duties
 * @param institution whose officers alone may have it; null for everybody of the role
 * @param priority why it goes before others, in the words of the rule; null if it does not
 * @param declared why it would, which nobody has confirmed; null if nothing is declared
 * @param passes lines by verdict when the task was opened, as {@code fails} and {@code doubts}
 */
public record InboxRow(String taskId, String caseNumber, String group, String name, String role, String stage, String region, String scheme, String applicant,
                       Instant due, Instant urgency, String assignee, List<String> outcomes, String decides, String lines, String collects, String form,
                       String separation, Lane lane, int passes, int fails, int doubts, String institution, String priority, String declared) {

    public boolean decidesLines() {
        return lines != null;
    }

    /** Whether nothing may be proposed before every line has passed or failed. */
    public boolean settlesLines() {
        return "settled".equals(lines);
    }

    public boolean overdue(Instant now) {
        return due != null && due.isBefore(now);
    }

    /** Where a list continues behind this row, even when the row is gone by then. */
    public String cursor() {
        return urgency.toEpochMilli() + "_" + taskId;
    }
}
