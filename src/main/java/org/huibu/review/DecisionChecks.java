package org.huibu.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.Rooms;
import org.huibu.casefile.lookup.CaseLines;
import org.huibu.eligibility.Finding;
import org.huibu.review.inbox.InboxRow;
import org.huibu.review.records.StepRecords;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.springframework.stereotype.Component;

/** What is wrong with a decision before anything is written: everything at once, each at its place. */
@Component
class DecisionChecks {

    private static final int TEXT = 400;
    private static final Set<String> VERDICTS = Set.of("PASS", "FAIL", "NEEDS_PERSON");
    /** Duplicates, already paid (data check D15) or in the same roster, are never overridden (flows §8.8). */
    private static final Set<String> NEVER_OVERRIDDEN = Set.of("DUPLICATE_YEAR", "SAME_LEVEL_PAID", "LISTED_TWICE");
    /** Outcomes that send the case back: the step is done again later, its form need not be complete. */
    private static final Set<String> SENT_BACK = Set.of("CORRECTION", "RETURN", "NOT_SIGNED", "NOT_DISBURSED", "NOT_PROVIDED");
    private final CaseLines lines;
    private final CaseWork work;
    private final StepRecords records;
    private final Rooms rooms;

    DecisionChecks(CaseLines lines, CaseWork work, StepRecords records, Rooms rooms) {
        this.lines = lines;
        this.work = work;
        this.records = records;
        this.rooms = rooms;
    }

    List<Fault> faults(InboxRow task, Reviewing.Decision decision) {
        var faults = new ArrayList<Fault>();
        if (!task.outcomes().contains(decision.outcome())) {
            faults.add(Fault.at("outcome", decision.outcome() == null || decision.outcome().isBlank() ? "outcomeMissing" : "notAnOption"));
        }
        if (decision.opinion() == null || decision.opinion().isBlank() || decision.opinion().length() > TEXT) {
            faults.add(Fault.at("opinion", "opinionMissing"));
        }
        if ("CORRECTION".equals(decision.outcome()) && decision.faults().isEmpty()) {
            faults.add(Fault.at("faults", "correctionEmpty"));
        }
        if (task.decidesLines()) {
            var standing = standing(task, decision);
            decision.lines().forEach(line -> fault(task, line, standing.get(line.seq()), faults));
            crowded(task, decision, faults);
            if (task.settlesLines() && "PROPOSE".equals(decision.outcome())) {
                unsettled(task, decision).forEach(line -> faults.add(Fault.at("lines[" + line + "]", "lineUnsettled")));
            }
        }
        if (task.form() != null && !SENT_BACK.contains(decision.outcome())) {
            faults.addAll(records.faults(task.caseNumber(), task.taskId(), task.form(), decision.outcome(), decision.form()));
        }
        return faults;
    }

    /** Lines that the decision lets in where no place is left for them. */
    private void crowded(InboxRow task, Reviewing.Decision decision, List<Fault> faults) {
        rooms.of(task.caseNumber()).ifPresent(room -> {
            var in = new TreeSet<>(room.passed());
            decision.lines().stream().filter(line -> room.entering().contains(line.seq())).forEach(line -> {
                if ("PASS".equals(line.verdict())) {
                    in.add(line.seq());
                } else {
                    in.remove(line.seq());
                }
            });
            if (in.size() > room.free()) {
                decision.lines().stream().filter(line -> in.contains(line.seq()) && !room.passed().contains(line.seq()))
                        .forEach(line -> faults.add(Fault.at("lines[" + line.seq() + "]", "placesShort", room.free(), in.size())));
            }
        });
    }

    /** Only what differs from what stands is written. */
    List<CaseWork.LineVerdict> changed(InboxRow task, Reviewing.Decision decision) {
        var standing = standing(task, decision);
        return decision.lines().stream().filter(line -> differs(line, standing.get(line.seq())))
                .map(line -> new CaseWork.LineVerdict(line.seq(), line.verdict(), paid(line), line.reason().strip())).toList();
    }

    /** Lines that would still need a person after the decision. */
    private List<Integer> unsettled(InboxRow task, Reviewing.Decision decision) {
        var typed = decision.lines().stream().collect(Collectors.toMap(Reviewing.LineDecision::seq, line -> "NEEDS_PERSON".equals(line.verdict()), (one, other) -> other));
        var open = lines.page(task.caseNumber(), task.group(), CaseLines.Which.NEEDS_PERSON, -1, Integer.MAX_VALUE).stream().map(CaseLines.Line::seq)
                .collect(Collectors.toMap(Function.identity(), line -> true, (one, other) -> one, java.util.TreeMap::new));
        open.putAll(typed);
        return open.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    }

    private Map<Integer, CaseLines.Line> standing(InboxRow task, Reviewing.Decision decision) {
        return lines.some(task.caseNumber(), decision.lines().stream().map(Reviewing.LineDecision::seq).toList()).stream()
                .collect(Collectors.toMap(CaseLines.Line::seq, Function.identity()));
    }

    private void fault(InboxRow task, Reviewing.LineDecision line, CaseLines.Line stands, List<Fault> faults) {
        var path = "lines[" + line.seq() + "]";
        if (stands == null || !VERDICTS.contains(line.verdict())) {
            faults.add(Fault.at(path, "notAnOption"));
        } else if (differs(line, stands)) {
            if (line.reason() == null || line.reason().isBlank() || line.reason().length() > TEXT) {
                faults.add(paid(line).compareTo(stands.allowed()) > 0 ? Fault.at(path, "amountAboveRule", stands.allowed().toString()) : Fault.at(path, "reasonMissing"));
            } else if (line.verdict().equals("PASS") && neverOverridden(task, line.seq())) {
                faults.add(Fault.at(path, "neverOverridden"));
            }
        }
    }

    /** Whatever else speaks against the line: its first reason may be another one. */
    private boolean neverOverridden(InboxRow task, int line) {
        return work.findings(task.caseNumber(), line).stream().anyMatch(one -> one.verdict() == Finding.Verdict.FAIL && NEVER_OVERRIDDEN.contains(one.code()));
    }

    private static boolean differs(Reviewing.LineDecision line, CaseLines.Line stands) {
        return !line.verdict().equals(stands.verdict()) || !paid(line).equals(stands.amount());
    }

    private static Money paid(Reviewing.LineDecision line) {
        return "PASS".equals(line.verdict()) && line.amount() != null ? line.amount() : Money.ZERO;
    }
}
