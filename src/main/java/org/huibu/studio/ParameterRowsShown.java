package org.huibu.studio;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.scheme.Schemes;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.studio.draft.Places.Placed;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** A parameter table as people read it: values in words, faults at the fields of their row, and which rows this scheme uses at all. */
@Component
class ParameterRowsShown {

    private static final List<String> UNITS = List.of("CNY", "WORKING_DAYS", "DAYS", "MONTHS", "YEARS", "TIMES", "COUNT", "PERSONS", "RATE", "RATIO", "PERCENT", "FACTOR",
            "SQUARE_METRES", "FLAG", "CODE", "LIST");
    private static final List<String> MARKS = List.of("SEED", "V1", "V2", "UNVERIFIED", "DEMO");
    private final DraftModel shown;
    private final Schemes schemes;
    private final Formats formats;

    ParameterRowsShown(DraftModel shown, Schemes schemes, Formats formats) {
        this.shown = shown;
        this.schemes = schemes;
        this.formats = formats;
    }

    /** @param used whether a case of this scheme may meet it. @param wrong whether a check found a fault in it */
    record Row(int at, Map<String, String> typed, String value, boolean used, boolean wrong) {

        public String get(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    /** @param row that is edited, null for none; beyond the last for a new one. @param typed what was sent and not kept; null for what is stored */
    void fill(Model model, Draft draft, String file, Integer row, Map<String, String> typed) {
        var table = ParameterTable.read(draft.files().get(file));
        var faults = shown.faults(draft).stream().filter(placed -> placed.file().equals(file)).toList();
        var base = schemes.release(draft.baseRelease());
        var others = base.parameters().all().stream().map(Parameter::key).filter(key -> !base.reads().parameters().contains(key)).toList();
        var rows = table.rows().stream().map(one -> new Row(one.at(), one.typed(), value(one), !others.contains(one.get("key")), at(faults, one.at()))).toList();
        model.addAttribute("rows", rows);
        model.addAttribute("hidden", rows.stream().filter(one -> !one.used() && !one.wrong()).count());
        model.addAttribute("row", row);
        var stored = row == null || row < 0 || row >= rows.size() ? Map.<String, String>of() : table.rows().get(row).typed();
        model.addAttribute("typed", typed == null ? stored : typed);
        model.addAttribute("theirs", typed == null ? Map.of() : stored);
        model.addAttribute("units", UNITS);
        model.addAttribute("marks", MARKS);
        model.addAttribute("faults", faults.stream().filter(placed -> row == null || !String.valueOf(row).equals(placed.element()) || placed.field() == null).toList());
        model.addAttribute("errors", typed == null ? errors(faults, row) : Map.of());
    }

    boolean wrong(Draft draft, String file, int row) {
        return at(shown.faults(draft).stream().filter(placed -> placed.file().equals(file)).toList(), row);
    }

    private static boolean at(List<Placed> faults, int row) {
        return faults.stream().anyMatch(placed -> Integer.toString(row).equals(placed.element()));
    }

    private Map<String, String> errors(List<Placed> faults, Integer row) {
        var errors = new LinkedHashMap<String, String>();
        ParameterTable.FIELDS.forEach(field -> faults.stream().filter(placed -> String.valueOf(row).equals(placed.element()) && field.equals(placed.field()))
                .findFirst().ifPresent(placed -> errors.put(field, formats.fault(placed.fault()))));
        return errors;
    }

    private String value(ParameterTable.Row row) {
        return switch (row.get("unit")) {
            case "CODE", "LIST" -> row.get("value");
            case "FLAG" -> formats.text("flag." + row.get("value"));
            default -> row.get("value").isEmpty() ? "–" : row.get("value") + " " + formats.text("unitName." + row.get("unit"));
        };
    }
}
