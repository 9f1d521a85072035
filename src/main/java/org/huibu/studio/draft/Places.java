package org.huibu.studio.draft;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.huibu.shared.Fault;
import org.huibu.studio.difference.SafeXml;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.helpers.DefaultHandler;

/** Where a fault lies for whoever must mend it: the element of the model, the row of the table, the line of the file. */
public final class Places {

    private static final Pattern PATH = Pattern.compile("([^:#]*)(?::(\\d+))?(?:#(.*))?");

    private Places() {
    }

    /**
     * @param element id, or index of a parameter's row; null if the fault belongs to the whole file
     * @param name of the element; null if it has none
     * @param field of a parameter's row; null if the fault belongs to the whole row
     */
    public record Placed(String file, int line, String element, String name, String field, Fault fault) { }

    public static List<Placed> of(List<Fault> faults, Map<String, String> files) {
        var known = new java.util.HashMap<String, List<Range>>();
        return faults.stream().map(fault -> placed(fault, files, known)).toList();
    }

    private static Placed placed(Fault fault, Map<String, String> files, Map<String, List<Range>> known) {
        var parts = PATH.matcher(fault.path());
        if (!parts.matches()) {
            return new Placed(fault.path(), 0, null, null, null, fault);
        }
        var file = parts.group(1);
        int line = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        var text = files.get(file);
        if (text != null && file.endsWith("parameters.yaml") && line > 0) {
            var row = ParameterTable.read(text).atLine(line);
            return new Placed(file, line, row == null ? null : String.valueOf(row.at()), row == null ? null : row.get("key"), parts.group(3), fault);
        }
        if (text == null || !file.endsWith(".bpmn") && !file.endsWith(".dmn")) {
            return new Placed(file, line, parts.group(3), null, null, fault);
        }
        var ranges = known.computeIfAbsent(file, name -> ranges(text));
        var range = ranges.stream().filter(r -> parts.group(3) == null ? r.from() <= line && line <= r.to() : r.id().equals(parts.group(3)))
                .min(Comparator.comparingInt(r -> r.to() - r.from()));
        return new Placed(file, line, range.map(Range::id).orElse(parts.group(3)), range.map(Range::name).orElse(null), null, fault);
    }

    private record Range(String id, String name, int from, int to) { }

    private static List<Range> ranges(String text) {
        var ranges = new ArrayList<Range>();
        SafeXml.scan(new InputSource(new StringReader(text)), new DefaultHandler() {
            private final ArrayDeque<Range> open = new ArrayDeque<>();
            private Locator locator;

            @Override
            public void setDocumentLocator(Locator locator) {
                this.locator = locator;
            }

            @Override
            public void startElement(String space, String name, String qualified, Attributes attributes) {
                var id = SafeXml.isPart(space, name) ? attributes.getValue("id") : null;
                open.push(new Range(id, attributes.getValue("name"), locator.getLineNumber(), 0));
            }

            @Override
            public void endElement(String space, String name, String qualified) {
                var range = open.pop();
                if (range.id() != null) {
                    ranges.add(new Range(range.id(), range.name(), range.from(), locator.getLineNumber()));
                }
            }
        });
        return ranges;
    }
}
