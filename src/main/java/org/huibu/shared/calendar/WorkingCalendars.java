package org.huibu.shared.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The calendar tables {@code calendars/cn-<year>.yaml}: one file a year with its source. */
public final class WorkingCalendars {

    private static final int FIRST = 2024;

    private WorkingCalendars() {
    }

    /** All years there are files for, without a gap from 2024. */
    public static WorkingCalendar fromClasspath() {
        return years("cn");
    }

    /** The same for fictional regions, and the years after that whose days off are values of the demonstration (flows §8.2): {@code demo-<year>.yaml}. */
    public static WorkingCalendar forDemonstration() {
        return years("cn", "demo");
    }

    private static WorkingCalendar years(String... names) {
        var years = new HashSet<Integer>();
        var holidays = new HashSet<LocalDate>();
        var makeUp = new HashSet<LocalDate>();
        for (int year = FIRST; ; year++) {
            try (var file = table(year, names)) {
                if (file == null) {
                    return new WorkingCalendar(years, holidays, makeUp);
                }
                years.add(year);
                read(file, holidays, makeUp);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static InputStream table(int year, String... names) {
        return Arrays.stream(names).map(name -> WorkingCalendars.class.getResourceAsStream("/calendars/" + name + "-" + year + ".yaml")).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static void read(InputStream file, HashSet<LocalDate> holidays, HashSet<LocalDate> makeUp) {
        java.util.Map<String, Object> table = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
        days(table, "holidays", holidays);
        days(table, "makeUpDays", makeUp);
    }

    private static void days(java.util.Map<String, Object> table, String key, HashSet<LocalDate> into) {
        ((List<?>) table.getOrDefault(key, List.of())).forEach(range -> {
            var ends = String.valueOf(range).split("/");
            var last = LocalDate.parse(ends[ends.length - 1]);
            for (var day = LocalDate.parse(ends[0]); !day.isAfter(last); day = day.plusDays(1)) {
                into.add(day);
            }
        });
    }
}
