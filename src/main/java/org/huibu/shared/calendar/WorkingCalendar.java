package org.huibu.shared.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.huibu.shared.Refusal;

/**
 * Working days: Monday to Friday, minus statutory holidays, plus make-up working days, from one table per year (flows §1.4).
 *
 * @param years the years whose table is known
 */
public record WorkingCalendar(Set<Integer> years, Set<LocalDate> holidays, Set<LocalDate> makeUpDays) {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public WorkingCalendar {
        years = Set.copyOf(years);
        holidays = Set.copyOf(holidays);
        makeUpDays = Set.copyOf(makeUpDays);
    }

    /** @throws Refusal CONFLICT {@code calendarMissing} for a year without a table: a guess would be a wrong promise */
    public boolean isWorkingDay(LocalDate day) {
        if (!years.contains(day.getYear())) {
            throw Refusal.conflict("calendarMissing", day.getYear());
        }
        if (makeUpDays.contains(day)) {
            return true;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY && !holidays.contains(day);
    }

    /** The day on which a limit of so many working days ends; counting starts on the next working day. @param count 0 or more */
    public LocalDate plus(LocalDate from, int count) {
        var day = from;
        for (int left = count; left > 0; ) {
            day = day.plusDays(1);
            if (isWorkingDay(day)) {
                left--;
            }
        }
        return day;
    }

    /** Working days after {@code from} up to and with {@code to}; 0 if {@code to} is not later. */
    public int between(LocalDate from, LocalDate to) {
        int count = 0;
        for (var day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return count;
    }

    /** The day itself if it is a working day, else the next one. */
    public LocalDate roll(LocalDate day) {
        var rolled = day;
        while (!isWorkingDay(rolled)) {
            rolled = rolled.plusDays(1);
        }
        return rolled;
    }

    /** The close of a day in the business zone, as the last whole second. */
    public static Instant endOf(LocalDate day) {
        return day.atTime(LocalTime.of(23, 59, 59)).atZone(ZONE).toInstant();
    }

    public static LocalDate dayOf(Instant instant) {
        return instant.atZone(ZONE).toLocalDate();
    }
}
