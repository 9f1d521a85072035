package org.huibu.casefile.judging;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.roster.Rosters;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How many of the lines of a roster find a place, whoever confirms them: a person cannot let in more than there is room for either. */
@Component
public class Rooms {

    private final CaseWork work;
    private final Rosters rosters;

    Rooms(CaseWork work, Rosters rosters) {
        this.work = work;
        this.rosters = rosters;
    }

    /** @param free places that are left, from 0 @param passed numbers of the lines that take one as they stand @param entering numbers of all lines that could take one */
    public record Room(int free, Set<Integer> passed, Set<Integer> entering) { }

    /** Empty if the scheme knows no places or the recognition names none: then there is room for all. */
    @Transactional(readOnly = true)
    public Optional<Room> of(String caseNumber) {
        var scheme = work.scheme(caseNumber);
        if (scheme.pack().lines() == null || scheme.pack().lines().priority() == null) {
            return Optional.empty();
        }
        return work.required(caseNumber).flatMap(recognition -> {
            var inside = rosters.standing(recognition.id());
            var lines = work.lines(caseNumber);
            var entering = lines.stream().filter(line -> Places.enters(line, inside)).toList();
            var passed = entering.stream().filter(line -> "PASS".equals(line.verdict())).map(ClaimLine::seq).collect(Collectors.toSet());
            return Places.free(recognition.attributes().get("places"), inside, lines).stream()
                    .mapToObj(free -> new Room(free, passed, entering.stream().map(ClaimLine::seq).collect(Collectors.toSet()))).findFirst();
        });
    }
}
