package org.huibu.casefile.judging;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.pack.Pack;

/**
 * Who finds a place where places are short: those of the preferred group first, then in the order of the roster (国发〔2017〕28号（十二）). Who
 * only says that he is of the group may or may not go first, so that for some lines it is open until a person has looked.
 *
 * @param missing numbers of the lines for which no place is left, whatever becomes of what was only declared
 * @param open numbers of the lines of which that decides
 * @param preferred how many lines enter with proven preference
 * @param declared how many more say so
 */
record Places(Set<Integer> missing, Set<Integer> open, int preferred, int declared) {

    private record Entering(int seq, boolean mayBePreferred, boolean mayBeOrdinary) {

        /** Whether it can stand before the other, as far as is known of both. */
        boolean mayPrecede(Entering other) {
            return mayBePreferred && other.mayBeOrdinary || seq < other.seq && (mayBePreferred && other.mayBePreferred || mayBeOrdinary && other.mayBeOrdinary);
        }
    }

    /**
     * @param places as the recognition states them; null or blank if it names none, then there is room for all
     * @param inside subjects that are in
     * @param proven numbers of lines whose group is proven; those of others are only declared
     */
    static Places of(Pack.Lines rule, Object places, Set<String> inside, List<ClaimLine> rows, Set<Integer> proven) {
        if (rule == null || rule.priority() == null) {
            return new Places(Set.of(), Set.of(), 0, 0);
        }
        var entering = rows.stream().filter(row -> enters(row, inside))
                .map(row -> new Entering(row.seq(), names(rule, row), !names(rule, row) || !proven.contains(row.seq()))).toList();
        var preferred = (int) entering.stream().filter(one -> !one.mayBeOrdinary()).count();
        var declared = (int) entering.stream().filter(Entering::mayBePreferred).count() - preferred;
        var free = free(places, inside, rows);
        if (free.isEmpty()) {
            return new Places(Set.of(), Set.of(), preferred, declared);
        }
        return declared == 0 ? new Places(behind(entering, free.getAsInt()), Set.of(), preferred, 0) : unsure(entering, free.getAsInt(), preferred, declared);
    }

    /** Whether the line takes a place that it has not. */
    static boolean enters(ClaimLine row, Set<String> inside) {
        return !leaves(row) && !inside.contains(row.subjectIndex());
    }

    /** Places left when those have gone who leave; empty if the recognition names no places. */
    static OptionalInt free(Object places, Set<String> inside, List<ClaimLine> rows) {
        var size = places == null ? "" : places.toString().strip();
        if (size.isEmpty()) {
            return OptionalInt.empty();
        }
        var staying = new HashSet<>(inside);
        rows.stream().filter(Places::leaves).map(ClaimLine::subjectIndex).forEach(staying::remove);
        return OptionalInt.of(Math.max(0, new java.math.BigDecimal(size).intValue() - staying.size()));
    }

    private static Set<Integer> behind(List<Entering> entering, int free) {
        return entering.stream().sorted(Comparator.comparing(Entering::mayBeOrdinary).thenComparing(Entering::seq)).skip(free).map(Entering::seq).collect(Collectors.toSet());
    }

    private static Places unsure(List<Entering> entering, int free, int preferred, int declared) {
        var missing = new HashSet<Integer>();
        var open = new HashSet<Integer>();
        for (var one : entering) {
            var others = entering.stream().filter(other -> other != one).toList();
            if (others.stream().filter(other -> !one.mayPrecede(other)).count() >= free) {
                missing.add(one.seq());
            } else if (others.stream().filter(other -> other.mayPrecede(one)).count() >= free) {
                open.add(one.seq());
            }
        }
        return new Places(missing, open, preferred, declared);
    }

    static boolean names(Pack.Lines rule, ClaimLine row) {
        return rule.priority() != null && !row.data().getOrDefault(rule.priority(), "").isBlank();
    }

    private static boolean leaves(ClaimLine row) {
        return !row.data().getOrDefault("leftOn", "").isBlank();
    }
}
