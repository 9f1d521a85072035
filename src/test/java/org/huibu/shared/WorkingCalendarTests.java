package org.huibu.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Random;
import org.huibu.scheme.Calendars;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.calendar.WorkingCalendars;
import org.huibu.shared.identifier.Region;
import org.junit.jupiter.api.Test;

class WorkingCalendarTests {

    private final WorkingCalendar calendar = WorkingCalendars.fromClasspath();

    /** flows §1.4: submitted Friday 2024-09-27, five working days over the National Day holiday. */
    @Test
    void countsOverTheNationalDayHoliday() {
        assertThat(calendar.plus(LocalDate.of(2024, 9, 27), 5)).isEqualTo("2024-10-10");
    }

    @Test
    void rollsTheEndOfANoticeOutOfAHoliday() {
        var end = LocalDate.of(2024, 9, 30).plusDays(7);
        assertThat(end).isEqualTo("2024-10-07");
        assertThat(calendar.roll(end)).isEqualTo("2024-10-08");
    }

    @Test
    void agreesWithANaiveCounter() {
        var random = new Random(20241007);
        for (int i = 0; i < 2_000; i++) {
            var from = LocalDate.of(2024, 1, 1).plusDays(random.nextInt(900));
            int days = random.nextInt(40);
            var to = calendar.plus(from, days);
            assertThat(calendar.between(from, to)).isEqualTo(days);
            assertThat(days == 0 || calendar.isWorkingDay(to)).isTrue();
        }
    }

    @Test
    void refusesAYearWithoutATable() {
        assertThatThrownBy(() -> calendar.plus(LocalDate.of(2027, 12, 31), 1)).isInstanceOf(Refusal.class)
                .extracting(e -> ((Refusal) e).code()).isEqualTo("calendarMissing");
    }

    /** Classes of the demonstration end in years whose official table does not exist yet; a real region never counts by invented days. */
    @Test
    void knowsFurtherYearsForTheDemonstrationOnly() {
        assertThat(WorkingCalendars.forDemonstration().plus(LocalDate.of(2027, 12, 31), 1)).isEqualTo("2028-01-03");
        var calendars = new Calendars();
        assertThat(calendars.calendar(new Region("990101")).isWorkingDay(LocalDate.of(2028, 1, 26))).isFalse();
        assertThatThrownBy(() -> calendars.calendar(new Region("440300")).isWorkingDay(LocalDate.of(2028, 1, 26))).isInstanceOf(Refusal.class);
    }

    @Test
    void closesADayInTheBusinessZone() {
        assertThat(WorkingCalendar.endOf(LocalDate.of(2024, 10, 7))).hasToString("2024-10-07T15:59:59Z");
    }
}
