package org.huibu.desk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huibu.eligibility.Finding;

/**
 * An open task.
 *
 * @param group of lines it is about; null for the whole case
 * @param due end of the last day; null where no limit runs
 * @param holder display name of who has it; null while nobody has
 * @param outcomes what it may be decided with
 */
record TaskView(String id, String caseNumber, String group, String name, String role, String stage, String region, String applicant, Instant due,
                boolean overdue, String holder, List<String> outcomes, boolean decidesLines) {

    /** @param next for {@code after}; null on the last page */
    record Page(List<TaskView> items, String next) { }

    /** A line as it was proposed, personal numbers masked. */
    record Line(int line, String label, Map<String, String> values, String verdict, String reason, long amountFen) { }

    /** @param form personal numbers masked; they are shown in clear on the page only, where every look is recorded */
    record Detail(TaskView task, String state, Map<String, String> form, List<Line> lines, List<Finding> findings) { }
}
