package org.huibu.desk.task;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huibu.casefile.lookup.CaseLines;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.Reviewing;
import org.huibu.review.drafts.TaskDrafts;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.springframework.stereotype.Component;

/** Between what an officer types, perhaps wrongly and on several pages, and a decision. */
@Component
class TypedDecision {

    private static final int MOST_TYPED = 2000;
    private final TaskDrafts drafts;
    private final CaseLines lines;

    TypedDecision(TaskDrafts drafts, CaseLines lines) {
        this.drafts = drafts;
        this.lines = lines;
    }

    /** Keeps everything as it was typed; lines that only repeat what stands are not kept. */
    void keep(InboxRow task, Map<String, String> typed) {
        var fields = new LinkedHashMap<String, String>();
        // Faults named on lines of another page are not on this one and stay.
        drafts.mine(task.taskId()).typed().forEach((name, value) -> {
            if (name.matches("fault\\..*\\[\\d+\\].*") && !typed.containsKey(name)) {
                fields.put(name, value);
            }
        });
        typed.forEach((name, value) -> {
            if ((name.equals("outcome") || name.equals("opinion") || name.startsWith("fault.") || name.startsWith("form.")) && !value.isBlank()) {
                fields.put(name, value.length() > MOST_TYPED ? value.substring(0, MOST_TYPED) : value);
            }
        });
        var shown = shown(typed);
        var standing = lines.some(task.caseNumber(), shown.keySet()).stream().collect(Collectors.toMap(CaseLines.Line::seq, Function.identity()));
        shown.keySet().retainAll(standing.keySet());
        var changed = shown.values().stream().filter(line -> task.decidesLines() && differs(line, standing.get(line.seq()))).toList();
        var same = new ArrayList<>(shown.keySet());
        same.removeAll(changed.stream().map(TaskDrafts.Line::seq).toList());
        drafts.keep(task.taskId(), fields, changed, same);
    }

    /** The decision from all that was kept. @param faults takes amounts that cannot be read */
    Reviewing.Decision decision(TaskDrafts.Draft draft, List<Fault> faults) {
        var decided = draft.lines().values().stream().map(line -> new Reviewing.LineDecision(line.seq(), line.verdict(), money(line, faults), line.reason())).toList();
        return new Reviewing.Decision(draft.typed().getOrDefault("outcome", ""), draft.typed().get("opinion"), decided, below("fault.", draft), below("form.", draft));
    }

    private static Map<String, String> below(String prefix, TaskDrafts.Draft draft) {
        var items = new LinkedHashMap<String, String>();
        draft.typed().forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                items.put(name.substring(prefix.length()), value.strip());
            }
        });
        return items;
    }

    private static TreeMap<Integer, TaskDrafts.Line> shown(Map<String, String> typed) {
        var shown = new TreeMap<Integer, TaskDrafts.Line>();
        typed.forEach((name, value) -> {
            if (name.matches("verdict\\.\\d{1,6}")) {
                var seq = Integer.parseInt(name.substring("verdict.".length()));
                shown.put(seq, new TaskDrafts.Line(seq, value, typed.getOrDefault("amount." + seq, "").strip(), typed.getOrDefault("reason." + seq, "").strip()));
            }
        });
        return shown;
    }

    private static boolean differs(TaskDrafts.Line typed, CaseLines.Line stands) {
        var faults = new ArrayList<Fault>();
        return !typed.verdict().equals(stands.verdict()) || !typed.reason().isEmpty() || !typed.amount().isEmpty() && !money(typed, faults).equals(stands.amount()) || !faults.isEmpty();
    }

    private static Money money(TaskDrafts.Line line, List<Fault> faults) {
        try {
            return line.amount().isBlank() ? Money.ZERO : Money.ofYuan(new BigDecimal(line.amount().replace(",", "").replace("¥", "").strip()));
        } catch (IllegalArgumentException wrong) {
            faults.add(Fault.at("lines[" + line.seq() + "]", "amountWrong"));
            return Money.ZERO;
        }
    }
}
