package org.huibu.sandbox.department;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the simulated registers of skills and of benefits answer about a person today. */
@Component
@Profile("sandbox")
class TrainingRecords {

    private final Clock clock;

    TrainingRecords(Clock clock) {
        this.clock = clock;
    }

    /** @param asked occupation and level of the training in question; a smaller level is a higher one */
    Map<String, Object> of(Map<String, Object> person, Map<String, String> asked) {
        var today = WorkingCalendar.dayOf(clock.instant());
        var had = ((List<?>) person.get("benefits")).stream().map(one -> (Map<?, ?>) one).filter(one -> !LocalDate.parse(text(one, "on")).isAfter(today)).toList();
        var facts = new LinkedHashMap<String, Object>();
        facts.put("sameLevel", had.stream().anyMatch(one -> text(one, "occupation").equals(asked.get("occupation")) && text(one, "level").compareTo(asked.getOrDefault("level", "0")) <= 0));
        var thisYear = had.stream().filter(one -> LocalDate.parse(text(one, "on")).getYear() == today.getYear()).toList();
        facts.put("trainingThisYear", thisYear.size());
        facts.put("apprenticeshipThisYear", thisYear.stream().anyMatch(one -> text(one, "kind").equals("APPRENTICESHIP")));
        facts.put("specialAid", had.stream().anyMatch(one -> text(one, "kind").equals("SPECIAL_AID")));
        return facts;
    }

    /** A certificate is valid for who holds it, in the occupation asked about and, if a number is given, under that number. */
    static Map<String, Object> certificate(Map<String, Object> person, Map<String, String> asked) {
        var held = (Map<?, ?>) person.get("certificate");
        var facts = new LinkedHashMap<String, Object>();
        facts.put("valid", text(held, "number").equals(asked.getOrDefault("certificateNo", text(held, "number"))) && text(held, "occupation").equals(asked.get("occupation")));
        facts.put("level", text(held, "level"));
        return facts;
    }

    private static String text(Map<?, ?> from, String name) {
        return String.valueOf(from.get(name));
    }
}
