package org.huibu.casefile.judging;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.pack.Pack;

/**
 * Who finds a place where places are short: those of the preferred group first, then in the order of the roster (国发〔2017〕28号（十二）).
 *
 * @param missing numbers of the lines for which no place is left
 * @param preferred how many lines enter with preference
 */
record Places(Set<Integer> missing, int preferred) {

    /** @param places as the recognition states them; null or blank if it names none, then there is room for all. @param inside subjects that are in */
    static Places of(Pack.Lines rule, Object places, Set<String> inside, List<ClaimLine> rows) {
        if (rule == null || rule.priority() == null) {
            return new Places(Set.of(), 0);
        }
        var entering = rows.stream().filter(row -> !leaves(row) && !inside.contains(row.subjectIndex())).toList();
        var preferred = (int) entering.stream().filter(row -> preferred(rule, row)).count();
        var size = places == null ? "" : places.toString().strip();
        if (size.isEmpty()) {
            return new Places(Set.of(), preferred);
        }
        var staying = new HashSet<>(inside);
        rows.stream().filter(Places::leaves).map(ClaimLine::subjectIndex).forEach(staying::remove);
        var free = Math.max(0, new java.math.BigDecimal(size).intValue() - staying.size());
        var missing = new HashSet<Integer>();
        entering.stream().sorted(Comparator.comparing((ClaimLine row) -> !preferred(rule, row)).thenComparing(ClaimLine::seq)).skip(free).forEach(row -> missing.add(row.seq()));
        return new Places(missing, preferred);
    }

    private static boolean preferred(Pack.Lines rule, ClaimLine row) {
        return !row.data().getOrDefault(rule.priority(), "").isBlank();
    }

    private static boolean leaves(ClaimLine row) {
        return !row.data().getOrDefault("leftOn", "").isBlank();
    }
}
