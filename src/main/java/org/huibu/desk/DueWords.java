package org.huibu.desk;

import java.time.Clock;
import java.time.Instant;
import org.huibu.scheme.Calendars;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** How near a limit is, in a colour and in words: nobody has to see the colour. */
@Component("dueWords")
class DueWords {

    private static final int SOON = 2;
    private final Calendars calendars;
    private final Formats formats;
    private final Clock clock;

    DueWords(Calendars calendars, Formats formats, Clock clock) {
        this.calendars = calendars;
        this.formats = formats;
        this.clock = clock;
    }

    /** @param tone govuk tag colour */
    public record Words(String tone, String text) { }

    /** @param due null without a limit */
    public Words of(Instant due, String region) {
        if (due == null) {
            return new Words("grey", formats.text("due.none"));
        }
        try {
            var calendar = calendars.calendar(new Region(region));
            var today = WorkingCalendar.dayOf(clock.instant());
            var last = WorkingCalendar.dayOf(due);
            if (due.isBefore(clock.instant())) {
                return new Words("red", formats.text("due.over", Math.max(1, calendar.between(last, today))));
            }
            int left = calendar.between(today, last);
            return left == 0 ? new Words("orange", formats.text("due.today")) : new Words(left <= SOON ? "yellow" : "green", formats.text("due.left", left));
        } catch (Refusal noCalendarYet) {
            return new Words("grey", formats.day(due));
        }
    }
}
