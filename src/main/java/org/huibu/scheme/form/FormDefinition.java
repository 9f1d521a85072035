package org.huibu.scheme.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A form: groups of fields and at most one roster. */
public record FormDefinition(List<FormField> fields) {

    /** The components that forms may use; an editor offers no others. */
    public static final Set<String> TYPES = Set.of("textfield", "textarea", "number", "datetime", "checkbox", "radio", "select", "group", "dynamiclist", "text",
            "filepicker");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalArgumentException for a component outside the subset or broken JSON */
    public static FormDefinition parse(String text) {
        try {
            return new FormDefinition(fields(JSON.readTree(text).path("components"), ""));
        } catch (tools.jackson.core.JacksonException broken) {
            throw new IllegalArgumentException(broken.getOriginalMessage());
        }
    }

    /** Everything for which {@link #parse} would refuse the text. */
    public static List<String> problems(String text) {
        var problems = new ArrayList<String>();
        try {
            problems(JSON.readTree(text).path("components"), problems);
        } catch (tools.jackson.core.JacksonException broken) {
            problems.add("line " + (broken.getLocation() == null ? 0 : broken.getLocation().getLineNr()) + ": " + broken.getOriginalMessage());
        }
        return problems;
    }

    private static void problems(JsonNode components, List<String> problems) {
        components.forEach(node -> {
            var type = node.path("type").asString("");
            if (!TYPES.contains(type)) {
                problems.add(node.path("key").asString(node.path("id").asString("?")) + ": component not in the subset: " + type);
            }
            var pattern = node.path("validate").path("pattern").asString(null);
            try {
                java.util.regex.Pattern.compile(pattern == null ? "" : pattern);
            } catch (java.util.regex.PatternSyntaxException broken) {
                problems.add(node.path("key").asString("?") + ": " + broken.getDescription());
            }
            var begin = node.path("properties").path("notBefore").asString(null);
            if (begin != null && components.valueStream().noneMatch(other -> other.path("key").asString("").equals(begin) && other.path("type").asString("").equals("datetime"))) {
                problems.add(node.path("key").asString("?") + ": no date beside it: " + begin);
            }
            problems(node.path("components"), problems);
        });
    }

    /** Fields that carry a value outside the roster, groups flattened. */
    public List<FormField> single() {
        return flat().filter(f -> !f.list() && !f.file() && !f.type().equals("text")).toList();
    }

    /** Fields that take documents, such as the photos of a visit; only forms of officers' steps have them, applicants hand in materials. */
    public List<FormField> files() {
        return flat().filter(FormField::file).toList();
    }

    private java.util.stream.Stream<FormField> flat() {
        return fields.stream().flatMap(f -> f.group() ? f.children().stream() : java.util.stream.Stream.of(f));
    }

    public Optional<FormField> roster() {
        return fields.stream().filter(FormField::list).findFirst();
    }

    private static List<FormField> fields(JsonNode components, String prefix) {
        var fields = new ArrayList<FormField>();
        components.forEach(node -> fields.add(field(node, prefix)));
        return List.copyOf(fields);
    }

    private static FormField field(JsonNode node, String prefix) {
        var type = node.path("type").asString("");
        if (!TYPES.contains(type)) {
            throw new IllegalArgumentException("component not in the subset: " + type);
        }
        var path = prefix + node.path("path").asString(node.path("key").asString(""));
        var validate = node.path("validate");
        var options = new ArrayList<FormField.Option>();
        node.path("values").forEach(v -> options.add(new FormField.Option(v.path("value").asString(""), v.path("label").asString(""))));
        Map<String, String> properties = new LinkedHashMap<>();
        node.path("properties").forEachEntry((name, value) -> properties.put(name, value.asString("")));
        var children = type.equals("group") ? fields(node.path("components"), path + ".")
                : type.equals("dynamiclist") ? fields(node.path("components"), "") : List.<FormField>of();
        return new FormField(type, path, node.path("label").asString(node.path("dateLabel").asString("")), validate.path("required").asBoolean(false),
                number(validate, "minLength"), number(validate, "maxLength"), decimal(validate, "min"), decimal(validate, "max"),
                validate.path("pattern").asString(null), number(node, "decimalDigits"), List.copyOf(options), properties, children);
    }

    private static Integer number(JsonNode node, String name) {
        return node.has(name) ? node.path(name).asInt() : null;
    }

    private static BigDecimal decimal(JsonNode node, String name) {
        return node.has(name) ? node.path(name).decimalValue() : null;
    }
}
