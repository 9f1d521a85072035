package org.huibu.training.attendance;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.roster.Rosters;
import org.huibu.identity.CurrentUser;
import org.huibu.party.Protection;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.TrainingClass;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Attendance of a class, per apprentice and month, recorded by its enterprise while the plan runs; its share is read by the settlement's rule. */
@Service
public class Attendance {

    /** Hours of a month at most: no month has more. */
    private static final int MOST_HOURS = 744;
    private static final int MOST_ROWS = 20_000;
    private final Classes classes;
    private final AttendanceRows rows;
    private final Rosters rosters;
    private final Protection protection;
    private final CaseWork work;
    private final CurrentUser user;

    Attendance(Classes classes, AttendanceRows rows, Rosters rosters, Protection protection, CaseWork work, CurrentUser user) {
        this.classes = classes;
        this.rows = rows;
        this.rosters = rosters;
        this.protection = protection;
        this.work = work;
        this.user = user;
    }

    /** @param hours null while nothing is recorded @param enough null where nothing says how much is wanted @param falsified an officer's finding stands */
    public record Row(long id, String label, boolean left, Hours hours, Boolean enough, boolean falsified) { }

    /** @param all of those of whom something is recorded; null if of nobody */
    public record Sheet(List<Row> rows, Hours all) { }

    /** A row as uploaded or typed. @param line as people count */
    public record Typed(int line, String number, String month, String held, String attended) { }

    /** What is recorded so far. The class was authorised by whoever read it. */
    @Transactional(readOnly = true)
    public Sheet sheet(TrainingClass of) {
        var sums = rows.sums(of.number());
        var found = rows.findings(of.number()).stream().filter(one -> !one.lifted()).toList();
        var listed = rosters.of(of.plan()).stream().map(place -> {
            var hours = sums.get(place.subjectIndex());
            var enough = hours == null || of.attendance() == null ? null : hours.share().compareTo(of.attendance()) >= 0;
            return new Row(place.id(), place.label(), place.left() != null, hours, enough, found.stream().anyMatch(one -> one.of(place.subjectIndex())));
        }).toList();
        return new Sheet(listed, sums.values().stream().reduce(Hours::plus).orElse(null));
    }

    /** Of one month, by id of the place on the roster. */
    @Transactional(readOnly = true)
    public Map<Long, Hours> month(TrainingClass of, String month) {
        var recorded = rows.month(of.number(), month);
        return rosters.of(of.plan()).stream().filter(place -> recorded.containsKey(place.subjectIndex()))
                .collect(Collectors.toMap(Rosters.Place::id, place -> recorded.get(place.subjectIndex())));
    }

    /** Months of which something can be recorded, oldest first. */
    public List<String> months(TrainingClass of) {
        var last = of.today().isBefore(of.end()) ? of.today() : of.end();
        return of.today().isBefore(of.start()) ? List.of()
                : Stream.iterate(YearMonth.from(of.start()), month -> !month.isAfter(YearMonth.from(last)), month -> month.plusMonths(1)).map(YearMonth::toString).toList();
    }

    /** Name and number of everybody who has a place, for the owner's template. */
    @Transactional(readOnly = true)
    public List<Rosters.Place> places(String number) {
        return rosters.of(classes.mine(number).plan()).stream().filter(place -> place.left() == null).toList();
    }

    /**
     * All rows or none; an earlier row of the same apprentice and month is replaced.
     *
     * @throws Refusal INVALID with faults at {@code rows[<line>].idNo}, {@code .month}, {@code .held}, {@code .attended}
     */
    @Transactional
    public int record(String number, List<Typed> typed) {
        var open = classes.open(number);
        if (typed.isEmpty() || typed.size() > MOST_ROWS) {
            throw Refusal.invalid(List.of(Fault.at("rows", typed.isEmpty() ? "required" : "tooManyLines", MOST_ROWS)));
        }
        var places = rosters.of(open.plan()).stream().collect(Collectors.toMap(Rosters.Place::subjectIndex, Function.identity()));
        var months = new HashSet<>(months(open));
        var seen = new HashSet<String>();
        var faults = new ArrayList<Fault>();
        var entries = typed.stream().map(row -> entry(row, places, months, seen, faults)).toList();
        keep(number, entries, faults);
        return entries.size();
    }

    /** One month by hand. @param attended id of the place → hours as typed; blank forgets them @throws Refusal INVALID with faults at {@code held} and {@code attended.<id>} */
    @Transactional
    public void recordMonth(String number, String month, String held, Map<Long, String> attended) {
        var open = classes.open(number);
        if (!months(open).contains(month)) {
            throw Refusal.notFound();
        }
        var faults = new ArrayList<Fault>();
        var most = hours(held, "held", attended.values().stream().allMatch(String::isBlank), faults);
        var entries = new ArrayList<AttendanceRows.Entry>();
        rosters.of(open.plan()).stream().filter(place -> attended.containsKey(place.id())).forEach(place -> {
            var path = "attended." + place.id();
            var came = hours(attended.get(place.id()), path, true, faults);
            if (came.isPresent() && most.filter(hours -> came.get() > hours).isPresent()) {
                faults.add(Fault.at(path, "aboveHeld"));
            }
            entries.add(new AttendanceRows.Entry(place.subjectIndex(), month, came.isEmpty() || most.isEmpty() ? null : new Hours(most.get(), came.get())));
        });
        keep(number, entries, faults);
    }

    private void keep(String number, List<AttendanceRows.Entry> entries, List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        rows.put(number, entries, user.require().username());
        work.happened(number, "AttendanceRecorded", Map.of("rows", Integer.toString(entries.size())));
    }

    private AttendanceRows.Entry entry(Typed row, Map<String, Rosters.Place> places, HashSet<String> months, HashSet<String> seen, List<Fault> faults) {
        var path = "rows[" + row.line() + "].";
        var place = places.get(String.valueOf(protection.index("ENTERPRISE", row.number())));
        if (place == null) {
            faults.add(Fault.at(path + "idNo", "notOnRoster"));
        }
        if (!months.contains(row.month())) {
            faults.add(Fault.at(path + "month", "monthNotInTraining"));
        } else if (place != null && !seen.add(place.id() + row.month())) {
            faults.add(Fault.at(path + "month", "twice"));
        }
        var held = hours(row.held(), path + "held", false, faults);
        var attended = hours(row.attended(), path + "attended", false, faults);
        if (held.filter(hours -> attended.isPresent() && attended.get() > hours).isPresent()) {
            faults.add(Fault.at(path + "attended", "aboveHeld"));
        }
        return place == null || held.isEmpty() || attended.isEmpty() ? null : new AttendanceRows.Entry(place.subjectIndex(), row.month(), new Hours(held.get(), attended.get()));
    }

    /** Hours held cannot be zero: a month without lessons is not recorded. */
    private static Optional<Integer> hours(String typed, String path, boolean optional, List<Fault> faults) {
        var text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            if (!optional) {
                faults.add(Fault.at(path, "required"));
            }
            return Optional.empty();
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > MOST_HOURS || path.endsWith("held") && Integer.parseInt(text) == 0) {
            faults.add(Fault.at(path, "notHours", MOST_HOURS));
            return Optional.empty();
        }
        return Optional.of(Integer.parseInt(text));
    }
}
