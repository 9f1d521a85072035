package org.huibu.scheme;

import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.springframework.stereotype.Service;

/** The calendar of a region; one for the whole country today. */
@Service
public class Calendars {

    private final WorkingCalendar national = WorkingCalendars.fromClasspath();

    public WorkingCalendar calendar(Region region) {
        return national;
    }
}
