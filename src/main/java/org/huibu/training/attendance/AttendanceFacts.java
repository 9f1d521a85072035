package org.huibu.training.attendance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.scheme.Scheme;
import org.springframework.stereotype.Component;

/** What is recorded of each apprentice of the class that a claim settles, as {@code own.attendance}: the share attended, and whether an officer found it false. */
@Component
class AttendanceFacts implements OwnFacts {

    private final AttendanceRows rows;
    private final CaseWork work;

    AttendanceFacts(AttendanceRows rows, CaseWork work) {
        this.rows = rows;
        this.work = work;
    }

    @Override
    public Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        return caseNumber.isBlank() || !scheme.pack().asks("own.recordedMonths") ? Map.of()
                : work.grantedBy(caseNumber).map(plan -> Map.<String, Object>of("recordedMonths", rows.months(plan))).orElse(Map.of());
    }

    @Override
    public Map<Integer, Map<String, Object>> ofLines(Scheme scheme, String caseNumber, List<ClaimLine> lines) {
        var plan = caseNumber.isBlank() || !scheme.pack().asks("own.attendance") ? Optional.<String>empty() : work.grantedBy(caseNumber);
        if (plan.isEmpty()) {
            return Map.of();
        }
        var sums = rows.sums(plan.get());
        var found = rows.findings(plan.get()).stream().filter(one -> !one.lifted()).toList();
        return lines.stream().filter(line -> line.subjectIndex() != null).collect(Collectors.toMap(ClaimLine::seq, line -> {
            var known = new HashMap<String, Object>();
            known.put("falsified", found.stream().anyMatch(one -> one.of(line.subjectIndex())));
            if (sums.containsKey(line.subjectIndex())) {
                known.put("share", sums.get(line.subjectIndex()).share());
            }
            return Map.of("attendance", known);
        }));
    }
}
