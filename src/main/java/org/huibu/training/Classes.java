package org.huibu.training;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.stereotype.Component;

/** The class that a case granted, for its owner and for officers of its region. For everybody else it does not exist. */
@Component
public class Classes {

    private final CaseFiles mine;
    private final Inbox inbox;
    private final CaseWork work;
    private final OwnRegister register;
    private final Clock clock;

    Classes(CaseFiles mine, Inbox inbox, CaseWork work, OwnRegister register, Clock clock) {
        this.mine = mine;
        this.inbox = inbox;
        this.work = work;
        this.register = register;
        this.clock = clock;
    }

    /** @throws Refusal NOT_FOUND */
    public TrainingClass mine(String number) {
        return of(mine.find(number));
    }

    /** @throws Refusal CONFLICT {@code trainingClosed} once the plan is settled or over */
    public TrainingClass open(String number) {
        var found = mine(number);
        if (found.closed()) {
            throw Refusal.conflict("trainingClosed");
        }
        return found;
    }

    /** @throws Refusal NOT_FOUND */
    public TrainingClass ofMyRegion(String number) {
        return of(inbox.caseOfMyRegion(number));
    }

    private TrainingClass of(CaseFile file) {
        var scheme = work.scheme(file.number());
        var grants = scheme.pack().grants();
        if (grants == null || grants.training() == null) {
            throw Refusal.notFound();
        }
        var granted = register.granted(file.number()).orElseThrow(Refusal::notFound);
        var today = WorkingCalendar.dayOf(clock.instant());
        var values = scheme.parameters().values(new Region(file.region()), today);
        return new TrainingClass(file.number(), granted.id(), String.valueOf(granted.attributes().getOrDefault("name", "")), day(granted.attributes(), grants.training().start()),
                day(granted.attributes(), grants.training().end()), today, file.finished(), number(values.get(grants.training().videos())), number(values.get(grants.training().attendance())));
    }

    private static BigDecimal number(Object value) {
        return value instanceof Number number ? new BigDecimal(number.toString()) : null;
    }

    private static LocalDate day(Map<String, Object> attributes, String name) {
        return LocalDate.parse(String.valueOf(attributes.get(name)));
    }
}
