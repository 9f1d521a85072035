package org.huibu.scheme;

import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.springframework.stereotype.Service;

/** The calendar of a region: one for the whole country, and a longer one for the fictional regions of the demonstration. */
@Service
public class Calendars {

    /** No province has a code that begins so (GB/T 2260). */
    private static final String FICTIONAL = "99";
    private final WorkingCalendar national = WorkingCalendars.fromClasspath();
    private final WorkingCalendar demonstration = WorkingCalendars.forDemonstration();

    public WorkingCalendar calendar(Region region) {
        return region.code().startsWith(FICTIONAL) ? demonstration : national;
    }
}
