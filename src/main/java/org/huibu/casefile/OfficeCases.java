package org.huibu.casefile;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Cases that the office opens itself about somebody who has one already: in the name of that case's holder, in its region, submitted at once. */
@Service
public class OfficeCases {

    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final Numbers numbers;
    private final Schemes schemes;
    private final Processes processes;
    private final Clock clock;

    OfficeCases(Cases cases, ClaimLines lines, FormValues values, Numbers numbers, Schemes schemes, Processes processes, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.numbers = numbers;
        this.schemes = schemes;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * @param key of the scheme, whose release in force is followed
     * @param from the case it is about
     * @param form what the form says, @param rows its lines, both as the release wants them
     * @return number of the new case
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String open(String key, CaseFile from, Function<Scheme, Map<String, String>> form, Function<Scheme, List<Map<String, String>>> rows) {
        var scheme = schemes.scheme(key);
        var now = clock.instant();
        var number = numbers.nextWithin(scheme.pack().code(), new Region(from.region()), WorkingCalendar.dayOf(now).getYear()).value();
        var file = CaseFile.exOfficio(number, scheme.key(), scheme.releaseId(), from.region(), from.owner(), now);
        file.typed(values.write(file, scheme, form.apply(scheme)), from.applicantName(), from.applicantIndex());
        file.submitted(now);
        cases.save(file);
        lines.replace(file, scheme, rows.apply(scheme));
        processes.start(scheme.definitionId(), number, Facts.NONE);
        return number;
    }
}
