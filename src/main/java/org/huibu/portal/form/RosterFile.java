package org.huibu.portal.form;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;
import org.huibu.web.sheet.SheetReader;
import org.huibu.web.sheet.SheetRow;

/** A roster as CSV (UTF-8 or GB18030) or XLSX, columns found by their heading. Formulas are never evaluated: a cell that holds one is refused. */
public final class RosterFile {

    private RosterFile() {
    }

    /** @throws Refusal UNSUPPORTED {@code rosterUnreadable}, {@code rosterFormula} or {@code rosterColumns} */
    public static List<Map<String, String>> read(String name, byte[] content, List<FormField> columns) {
        try {
            var table = SheetReader.read(name, content);
            table.stream().filter(row -> !row.formulas().isEmpty()).findFirst().ifPresent(row -> {
                throw new Refusal(Refusal.Kind.UNSUPPORTED, "rosterFormula", row.line());
            });
            return rows(table.stream().filter(row -> !row.blank()).toList(), columns);
        } catch (SheetReader.Unreadable broken) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "rosterUnreadable");
        }
    }

    static byte[] template(List<FormField> columns) {
        return ("\ufeff" + columns.stream().map(FormField::label).collect(Collectors.joining(",")) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> rows(List<SheetRow> table, List<FormField> columns) {
        var places = new HashMap<Integer, FormField>();
        for (int i = 0; !table.isEmpty() && i < table.get(0).cells().size(); i++) {
            var heading = table.get(0).cell(i);
            int at = i;
            columns.stream().filter(c -> c.label().equals(heading) || c.path().equals(heading)).findFirst().ifPresent(c -> places.put(at, c));
        }
        if (places.size() < columns.stream().filter(FormField::required).count()) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "rosterColumns", columns.stream().filter(FormField::required).map(FormField::label).collect(Collectors.joining("、")));
        }
        var rows = new ArrayList<Map<String, String>>();
        for (var record : table.stream().skip(1).toList()) {
            var row = new LinkedHashMap<String, String>();
            places.forEach((place, field) -> row.put(field.path(), value(field, record.cell(place))));
            if (row.values().stream().anyMatch(v -> !v.isBlank())) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** A choice may be written by its label. */
    private static String value(FormField field, String text) {
        return field.options().stream().filter(o -> o.label().equals(text.strip())).map(FormField.Option::value).findFirst().orElse(text.strip());
    }
}
