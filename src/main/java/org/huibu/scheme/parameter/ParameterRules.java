package org.huibu.scheme.parameter;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.huibu.shared.Fault;
import org.huibu.shared.identifier.Region;

/** What must hold of each row of a parameter table: a value of the kind that its unit says, a period, a region, a source. */
public final class ParameterRules {

    /** Units in which a limit or a period may be counted. */
    public static final Set<String> TIMES = Set.of("WORKING_DAYS", "DAYS", "MONTHS");
    private static final Set<String> WHOLE = Set.of("WORKING_DAYS", "DAYS", "MONTHS", "YEARS");
    private static final int MOST = 36_500;
    private static final int FEN_DIGITS = 2;

    private ParameterRules() {
    }

    public static void check(String file, String text, List<Parameter> list, Consumer<Fault> faults) {
        var seen = new HashSet<String>();
        for (int i = 0; i < list.size(); i++) {
            var parameter = list.get(i);
            var place = ParameterRows.place(file, text, i);
            if (parameter.value() != null && !ofItsKind(parameter)) {
                faults.accept(Fault.at(place + "#value", "parameterKind", parameter.key(), String.valueOf(parameter.value()), parameter.unit()));
            }
            if (parameter.to() != null && !parameter.to().isAfter(parameter.from())) {
                faults.accept(Fault.at(place + "#to", "parameterPeriod", parameter.key(), String.valueOf(parameter.from()), String.valueOf(parameter.to())));
            }
            if (!region(parameter.region())) {
                faults.accept(Fault.at(place + "#region", "parameterRegion", parameter.key(), parameter.region()));
            }
            if (!seen.add(parameter.key() + "/" + parameter.region() + "/" + parameter.from())) {
                faults.accept(Fault.at(place + "#from", "parameterTwice", parameter.key(), parameter.region(), String.valueOf(parameter.from())));
            }
        }
    }

    private static boolean ofItsKind(Parameter parameter) {
        var value = parameter.value();
        if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
            return true;
        }
        if (parameter.unit().equals("FLAG")) {
            return value instanceof Boolean;
        }
        if (parameter.unit().equals("CODE")) {
            return value instanceof String text && !text.isBlank();
        }
        if (!WHOLE.contains(parameter.unit()) && !parameter.unit().equals("CNY")) {
            return true;
        }
        if (!(value instanceof Number)) {
            return false;
        }
        var number = new BigDecimal(value.toString());
        return number.signum() >= 0 && number.stripTrailingZeros().scale() <= (parameter.unit().equals("CNY") ? FEN_DIGITS : 0)
                && (parameter.unit().equals("CNY") || number.intValue() <= MOST);
    }

    private static boolean region(String code) {
        try {
            return code.equals("000000") || new Region(code).covers(new Region(code));
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
