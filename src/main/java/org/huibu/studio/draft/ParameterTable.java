package org.huibu.studio.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The rows of a {@code parameters.yaml} as typed. A changed row is written anew as one line; every other line stays as it is. */
public final class ParameterTable {

    /** The fields of a row that people edit, in their order. */
    public static final List<String> FIELDS = List.of("key", "value", "unit", "region", "from", "to", "source", "verification", "blocking");
    private static final Set<String> OPTIONAL = Set.of("to", "blocking");
    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,9})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]*");
    private final List<String> lines;
    private final List<Row> rows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    private ParameterTable(String text) {
        lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith("-")) {
                int end = at + 1;
                while (end < lines.size() && !lines.get(end).startsWith("-") && !lines.get(end).startsWith("#")) {
                    end++;
                }
                rows.add(new Row(rows.size(), at + 1, fields(String.join("\n", lines.subList(at, end)))));
                ends.add(end);
            }
        }
    }

    public static ParameterTable read(String text) {
        return new ParameterTable(text);
    }

    /** @param at index in the table; @param line in the file; @param typed field → text */
    public record Row(int at, int line, Map<String, String> typed) {

        public String get(String field) {
            return typed.getOrDefault(field, "");
        }
    }

    public List<Row> rows() {
        return rows;
    }

    /** The row that holds a line of the file; null if none does. */
    public Row atLine(int line) {
        return rows.stream().filter(row -> row.line() <= line && line <= ends.get(row.at())).findFirst().orElse(null);
    }

    /** The text with a row instead of the one at the index; behind all others for an index beyond the last. */
    public String with(int at, Map<String, String> typed) {
        var changed = new ArrayList<>(lines);
        if (at < rows.size()) {
            var kept = new LinkedHashMap<>(rows.get(at).typed());
            kept.putAll(typed);
            changed.subList(rows.get(at).line() - 1, ends.get(at)).clear();
            changed.add(rows.get(at).line() - 1, written(kept));
        } else {
            changed.add(written(typed));
        }
        return String.join("\n", changed) + "\n";
    }

    /** The text in which a row's value ends on the first day of what is typed, which follows it as a row of its own. */
    public String followed(int at, Map<String, String> typed) {
        var ending = new LinkedHashMap<>(rows.get(at).typed());
        ending.put("to", typed.getOrDefault("from", ""));
        var changed = new ArrayList<>(lines);
        changed.subList(rows.get(at).line() - 1, ends.get(at)).clear();
        changed.addAll(rows.get(at).line() - 1, List.of(written(ending), written(typed)));
        return String.join("\n", changed) + "\n";
    }

    public String without(int at) {
        var changed = new ArrayList<>(lines);
        changed.subList(rows.get(at).line() - 1, ends.get(at)).clear();
        return String.join("\n", changed) + "\n";
    }

    private static Map<String, String> fields(String row) {
        var typed = new LinkedHashMap<String, String>();
        try {
            var node = YAML.readTree(row).path(0);
            node.propertyStream().forEach(field -> typed.put(field.getKey(), text(field.getValue())));
        } catch (JacksonException broken) {
            typed.put("key", row);
        }
        return typed;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.isValueNode() ? value.asString("") : value.toString();
    }

    /** In the order in which people read a row; what is left open is left out. */
    private static String written(Map<String, String> typed) {
        var fields = new LinkedHashSet<>(FIELDS);
        fields.addAll(typed.keySet());
        return fields.stream().filter(typed::containsKey).filter(field -> !(typed.get(field).isBlank() && OPTIONAL.contains(field)))
                .filter(field -> !(field.equals("blocking") && typed.get(field).equals("false")))
                .map(field -> field + ": " + scalar(field, typed.get(field).strip(), typed.getOrDefault("unit", ""))).collect(Collectors.joining(", ", "- {", "}"));
    }

    private static String scalar(String field, String text, String unit) {
        var plain = switch (field) {
            // Nothing typed is a value known to be unset.
            case "value" -> text.isEmpty() || NUMBER.matcher(text).matches() && !unit.equals("CODE") || unit.equals("FLAG") && (text.equals("true") || text.equals("false"));
            case "from", "to" -> DAY.matcher(text).matches();
            case "key", "unit", "verification" -> NAME.matcher(text).matches();
            case "blocking" -> text.equals("true") || text.equals("false");
            default -> false;
        };
        if (plain) {
            return text.isEmpty() ? "null" : text;
        }
        if (field.equals("value") && (text.startsWith("[") || text.startsWith("{"))) {
            try {
                return JSON.readTree(text).toString();
            } catch (JacksonException noStructure) {
                return quoted(text);
            }
        }
        return quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replaceAll("\\p{Cntrl}", " ").replace("'", "''") + "'";
    }
}
