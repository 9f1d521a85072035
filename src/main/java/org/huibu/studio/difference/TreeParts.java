package org.huibu.studio.difference;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The values of a YAML or JSON file by their path; a parameter table by its rows. */
final class TreeParts {

    private static final YAMLMapper YAML = YAMLMapper.builder().build();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TreeParts() {
    }

    static Map<String, Part> read(String file, String text) {
        try {
            var tree = file.endsWith(".yaml") ? YAML.readTree(text) : JSON.readTree(text);
            return tree.isArray() && file.endsWith("parameters.yaml") ? rows(tree) : Map.of("file", new Part("file", file, flat(tree)));
        } catch (JacksonException broken) {
            return Map.of("file", new Part("file", file, Map.of("unreadable", String.valueOf(text.length()))));
        }
    }

    private static Map<String, Part> rows(JsonNode tree) {
        var rows = new LinkedHashMap<String, Part>();
        tree.forEach(row -> {
            var id = row.path("key").asString("?") + " " + row.path("region").asString("") + " " + row.path("from").asString("");
            rows.put(rows.containsKey(id) ? id + " #" + rows.size() : id, new Part("parameter", row.path("key").asString("?"), flat(row)));
        });
        return rows;
    }

    private static Map<String, String> flat(JsonNode tree) {
        var flat = new LinkedHashMap<String, String>();
        put("", tree, flat);
        return flat;
    }

    private static void put(String path, JsonNode node, Map<String, String> flat) {
        if (node.isObject()) {
            node.propertyStream().forEach(field -> put(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                var name = node.get(i).path("key").asString(node.get(i).path("check").asString(String.valueOf(i + 1)));
                put(path + "[" + name + "]", node.get(i), flat);
            }
        } else if (!path.isEmpty()) {
            flat.put(path, node.asString(""));
        }
    }
}
