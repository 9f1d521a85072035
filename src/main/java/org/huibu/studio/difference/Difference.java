package org.huibu.studio.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** What differs between the files of two releases: elements, decision cells, parameter values, fields; property by property. */
public final class Difference {

    private Difference() {
    }

    /** In the order of files and of the things in them. */
    public static List<Change> between(Map<String, String> before, Map<String, String> after) {
        var changes = new ArrayList<Change>();
        var files = new TreeSet<>(before.keySet());
        files.addAll(after.keySet());
        files.stream().filter(file -> !Objects.equals(before.get(file), after.get(file)))
                .forEach(file -> changes.addAll(compared(file, parts(file, before.get(file)), parts(file, after.get(file)))));
        return changes;
    }

    private static Map<String, Part> parts(String file, String text) {
        if (text == null) {
            return Map.of();
        }
        return file.endsWith(".bpmn") || file.endsWith(".dmn") ? ModelParts.read(text) : TreeParts.read(file, text);
    }

    private static List<Change> compared(String file, Map<String, Part> before, Map<String, Part> after) {
        var changes = new ArrayList<Change>();
        var ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        for (var id : ids) {
            var old = before.get(id);
            var now = after.get(id);
            var some = now == null ? old : now;
            var details = details(old == null ? Map.of() : old.properties(), now == null ? Map.of() : now.properties());
            if (old == null || now == null || !details.isEmpty()) {
                changes.add(new Change(old == null ? Change.Kind.ADDED : now == null ? Change.Kind.REMOVED : Change.Kind.CHANGED, file, some.type(), id,
                        some.name() == null || some.name().isBlank() ? id : some.name(), details));
            }
        }
        return changes;
    }

    private static List<Change.Detail> details(Map<String, String> before, Map<String, String> after) {
        var names = new LinkedHashMap<String, Boolean>();
        before.keySet().forEach(name -> names.put(name, true));
        after.keySet().forEach(name -> names.put(name, true));
        return names.keySet().stream().filter(name -> !Objects.equals(before.get(name), after.get(name)))
                .map(name -> new Change.Detail(name, before.get(name), after.get(name))).toList();
    }
}
