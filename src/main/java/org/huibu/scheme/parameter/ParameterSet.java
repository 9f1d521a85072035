package org.huibu.scheme.parameter;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.huibu.shared.identifier.Region;

/** The parameters of one release: resolved for a region and a day, the most specific region first. */
public final class ParameterSet {

    private final List<Parameter> all;
    private volatile InForce last;

    public ParameterSet(List<Parameter> all) {
        this.all = List.copyOf(all);
    }

    /** What was resolved last: a roster asks the same of every line. */
    private record InForce(Region region, LocalDate day, Map<String, Parameter> parameters, Map<String, Object> values) { }

    public List<Parameter> all() {
        return all;
    }

    /** The value in force; empty if there is none or it has expired without successor: then a person must look. */
    public Optional<Parameter> find(String key, Region region, LocalDate day) {
        return Optional.ofNullable(inForce(region, day).parameters().get(key));
    }

    /** All values in force by key, for expressions. */
    public Map<String, Object> values(Region region, LocalDate day) {
        return inForce(region, day).values();
    }

    private InForce inForce(Region region, LocalDate day) {
        var known = last;
        if (known == null || !known.region().equals(region) || !known.day().equals(day)) {
            known = resolved(region, day);
            last = known;
        }
        return known;
    }

    private InForce resolved(Region region, LocalDate day) {
        var parameters = new TreeMap<String, Parameter>();
        var values = new TreeMap<String, Object>();
        all.stream().filter(p -> applies(p, region) && p.inForce(day)).sorted(Comparator.comparingInt(ParameterSet::precision).thenComparing(Parameter::from)).forEach(p -> {
            parameters.put(p.key(), p);
            values.put(p.key(), p.value());
        });
        parameters.values().removeIf(p -> p.value() == null);
        values.values().removeIf(java.util.Objects::isNull);
        return new InForce(region, day, Collections.unmodifiableMap(parameters), Collections.unmodifiableMap(values));
    }

    /** The last value that was in force before the day, where none is in force on it. */
    public Optional<Parameter> ended(String key, Region region, LocalDate day) {
        return find(key, region, day).isPresent() ? Optional.empty() : all.stream()
                .filter(p -> p.key().equals(key) && applies(p, region) && p.to() != null && !p.to().isAfter(day)).max(Comparator.comparing(Parameter::to));
    }

    /** Blocking keys that were never set for the region: it cannot be served until they are. One that has ended blocks nobody, it needs a person. */
    public List<String> missing(Region region, LocalDate day) {
        return all.stream().filter(Parameter::blocking).map(Parameter::key).distinct()
                .filter(key -> find(key, region, day).isEmpty() && (ended(key, region, day).isEmpty() || unset(key, region, day))).toList();
    }

    /** Values that have ended and have no successor in force: each key and region once, with its last value. */
    public List<Parameter> expired(LocalDate today) {
        return all.stream().filter(p -> p.to() != null && !p.to().isAfter(today)).filter(p -> all.stream().noneMatch(other -> p.sameRule(other)
                && (other.inForce(today) || other.to() != null && other.to().isAfter(p.to()) && !other.to().isAfter(today)))).toList();
    }

    /** Values that end within the days given and have no successor. */
    public List<Parameter> expiring(LocalDate today, int days) {
        return all.stream().filter(p -> p.to() != null && p.inForce(today) && p.to().isBefore(today.plusDays(days + 1L)))
                .filter(p -> all.stream().noneMatch(n -> p.sameRule(n) && n.inForce(p.to()))).toList();
    }

    /** True where it is said that the region has no value yet. */
    private boolean unset(String key, Region region, LocalDate day) {
        return all.stream().anyMatch(p -> p.key().equals(key) && p.value() == null && applies(p, region) && p.inForce(day));
    }

    private static boolean applies(Parameter parameter, Region region) {
        return precision(parameter) == 0 || new Region(parameter.region()).covers(region);
    }

    private static int precision(Parameter parameter) {
        return parameter.region().equals("000000") ? 0 : new Region(parameter.region()).prefix().length();
    }
}
