package org.huibu.casefile.monitor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.scheme.Scheme;
import org.springframework.stereotype.Component;

/** What the watch over a class found of each of its members, for the claim that settles it, as {@code own.conditionEnded}. */
@Component
class WatchFacts implements OwnFacts {

    private final Watches watches;
    private final CaseWork work;

    WatchFacts(Watches watches, CaseWork work) {
        this.watches = watches;
        this.work = work;
    }

    @Override
    public Map<Integer, Map<String, Object>> ofLines(Scheme scheme, String caseNumber, List<ClaimLine> lines) {
        var granting = caseNumber.isBlank() || !scheme.pack().asks("own.conditionEnded") ? Optional.<String>empty() : work.grantedBy(caseNumber);
        var ended = granting.map(watches::ended);
        return ended.isEmpty() ? Map.of() : lines.stream().collect(Collectors.toMap(ClaimLine::seq, line -> Map.of("conditionEnded", line.subjectIndex() != null && ended.get().contains(line.subjectIndex()))));
    }
}
