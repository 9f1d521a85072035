package org.huibu.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.ReleaseVariant;
import org.huibu.casefile.judging.OwnRegister;
import org.huibu.casefile.tracking.CaseClocks;
import org.huibu.casefile.tracking.ClockRows;
import org.huibu.scheme.Calendars;
import org.huibu.scheme.Schemes;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** The calendar test of flows §1.4, through the clocks of a case. */
@HuibuTest
class CalendarOfLimitsTests {

    @Autowired ReleaseVariant variant;
    @Autowired CaseFiles files;
    @Autowired Cases cases;
    @Autowired ClockRows rows;
    @Autowired OwnRegister register;
    @Autowired Schemes schemes;
    @Autowired Calendars calendars;
    @Autowired ApplicationEventPublisher events;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void countsFromTheNextWorkingDayOverMakeUpDaysAndHolidays() {
        var number = open();
        assertThat(on(LocalDate.of(2024, 9, 27), clocks -> clocks.due(number, null, "T_ACCEPT"))).isEqualTo(LocalDate.of(2024, 10, 10));
        assertThat(on(LocalDate.of(2024, 10, 9), clocks -> clocks.due(number, null, "T_ACCEPT"))).as("it runs already").isEqualTo(LocalDate.of(2024, 10, 10));
    }

    @Test
    void endsANoticeOnAHolidayOrRollsIt() {
        var kept = open();
        assertThat(on(LocalDate.of(2024, 9, 30), clocks -> clocks.end(kept, "T_NOTICE"))).isEqualTo(LocalDate.of(2024, 10, 7));
        variant.with("incubation-award", text -> text.replace("NOTICE_END_ON_HOLIDAY, value: KEEP", "NOTICE_END_ON_HOLIDAY, value: ROLL"), () -> {
            var rolled = open();
            assertThat(on(LocalDate.of(2024, 9, 30), clocks -> clocks.end(rolled, "T_NOTICE"))).isEqualTo(LocalDate.of(2024, 10, 8));
        });
    }

    private LocalDate on(LocalDate day, java.util.function.Function<CaseClocks, java.time.Instant> question) {
        var noon = day.atTime(LocalTime.NOON).atZone(WorkingCalendar.ZONE).toInstant();
        var end = transaction.execute(status -> question.apply(new CaseClocks(cases, rows, register, schemes, calendars, events, Clock.fixed(noon, ZoneOffset.UTC))));
        assertThat(end).isEqualTo(WorkingCalendar.endOf(WorkingCalendar.dayOf(end)));
        return WorkingCalendar.dayOf(end);
    }

    private String open() {
        AwardStory.as("base.hongmeng");
        return files.open("incubation-award", AwardStory.QINGHE);
    }
}
