package org.huibu.scheme.parameter;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.huibu.shared.Clause.Verification;
import org.huibu.shared.Fault;
import tools.jackson.databind.JsonNode;

/** What each row of a parameter table must have before it can be read at all, so that one wrong row hides no other: told at its line and field. */
public final class ParameterRows {

    private static final List<String> TEXTS = List.of("key", "unit", "region", "source");

    private ParameterRows() {
    }

    /** @return whether all rows can be read */
    public static boolean check(String file, String text, JsonNode table, Consumer<Fault> faults) {
        if (!table.isArray()) {
            faults.accept(Fault.at(file, "parameterTable"));
            return false;
        }
        var wrong = new int[1];
        IntStream.range(0, table.size()).forEach(i -> row(place(file, text, i), table.get(i), fault -> {
            wrong[0]++;
            faults.accept(fault);
        }));
        return wrong[0] == 0;
    }

    /** Nothing but the keys and units of a table that cannot be read, so that what names them elsewhere is not told as a fault as well. */
    public static List<Parameter> named(JsonNode table) {
        return table.valueStream().map(row -> new Parameter(row.path("key").asString("?"), null, row.path("unit").asString("?"), "000000", LocalDate.EPOCH, null, "?",
                Verification.UNVERIFIED, false)).toList();
    }

    /** Where the row at the index begins: {@code file:line}. */
    static String place(String file, String text, int row) {
        var lines = text.lines().toList();
        return IntStream.range(0, lines.size()).filter(at -> lines.get(at).startsWith("-")).skip(row).mapToObj(at -> file + ":" + (at + 1)).findFirst().orElse(file);
    }

    private static void row(String place, JsonNode row, Consumer<Fault> faults) {
        var key = row.path("key").asString("?");
        TEXTS.stream().filter(field -> row.path(field).asString("").isBlank()).forEach(field -> faults.accept(Fault.at(place + "#" + field, "parameterMissing", key, field)));
        if (row.path("value").isMissingNode()) {
            faults.accept(Fault.at(place + "#value", "parameterMissing", key, "value"));
        }
        var from = row.path("from").asString("");
        if (!day(from)) {
            faults.accept(Fault.at(place + "#from", "parameterDate", key, from));
        }
        var to = row.path("to").asString("");
        if (!to.isEmpty() && !day(to)) {
            faults.accept(Fault.at(place + "#to", "parameterDate", key, to));
        }
        var mark = row.path("verification").asString("");
        if (Arrays.stream(Verification.values()).noneMatch(known -> known.name().equals(mark))) {
            faults.accept(Fault.at(place + "#verification", "parameterMark", key, mark));
        }
    }

    private static boolean day(String text) {
        try {
            return text.length() == "2026-01-31".length() && LocalDate.parse(text) != null;
        } catch (DateTimeException wrong) {
            return false;
        }
    }
}
