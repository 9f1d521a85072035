package org.huibu.studio.difference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The things of a BPMN or DMN file by id. How the file is laid out does not count; where a shape stands on the picture does. */
final class ModelParts {

    private static final Set<String> SKIPPED = Set.of("incoming", "outgoing");
    private static final String CAMUNDA = "camunda:";
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();

    private ModelParts() {
    }

    static Map<String, Part> read(String text) {
        var found = new ModelParts();
        var root = SafeXml.root(text);
        if (root.isEmpty()) {
            return Map.of("file", new Part("file", null, Map.of("unreadable", text.length() + "")));
        }
        found.walk(root.get());
        found.places.forEach((id, place) -> {
            if (found.parts.containsKey(id)) {
                found.parts.get(id).properties().put("picture", place);
            }
        });
        return found.parts;
    }

    private void walk(Element element) {
        var name = element.getLocalName();
        if (name.equals("BPMNShape") || name.equals("BPMNEdge")) {
            places.put(element.getAttribute("bpmnElement"), place(element));
        } else if (SafeXml.isPart(element.getNamespaceURI(), name) && element.hasAttribute("id")) {
            var properties = new LinkedHashMap<String, String>();
            attributes("", element, properties);
            children("", element, properties);
            parts.put(element.getAttribute("id"), new Part(name, element.getAttribute("name"), properties));
        }
        elements(element).forEach(this::walk);
    }

    private static void children(String path, Element element, Map<String, String> properties) {
        for (var child : elements(element)) {
            var name = child.getLocalName();
            if (SafeXml.isPart(child.getNamespaceURI(), name) || SKIPPED.contains(name)) {
                continue;
            }
            if (name.equals("property")) {
                properties.put("property." + child.getAttribute("name"), child.getAttribute("value"));
            } else if (name.equals("decisionTable")) {
                table(child, properties);
            } else if (name.equals("extensionElements") || name.equals("properties")) {
                children(path, child, properties);
            } else {
                var key = unused(path + name, properties);
                attributes(key + "@", child, properties);
                if (elements(child).isEmpty()) {
                    properties.put(key, child.getTextContent().strip());
                } else {
                    children(key + ".", child, properties);
                }
            }
        }
    }

    /** Each cell by the id of its rule and the label of its column. */
    private static void table(Element table, Map<String, String> properties) {
        var columns = new ArrayList<String>();
        attributes("", table, properties);
        for (var child : elements(table)) {
            switch (child.getLocalName()) {
                case "input", "output" -> {
                    columns.add(child.hasAttribute("label") ? child.getAttribute("label") : child.hasAttribute("name") ? child.getAttribute("name") : child.getTextContent().strip());
                    properties.put("column." + columns.get(columns.size() - 1), child.getTextContent().strip());
                }
                case "rule" -> cells(child, columns, properties);
                default -> { }
            }
        }
    }

    private static void cells(Element rule, List<String> columns, Map<String, String> properties) {
        int column = 0;
        for (var cell : elements(rule)) {
            if (cell.getLocalName().endsWith("Entry")) {
                var label = cell.getLocalName().equals("annotationEntry") || column >= columns.size() ? "annotation" : columns.get(column++);
                properties.put(rule.getAttribute("id") + " · " + label, cell.getTextContent().strip());
            }
        }
    }

    private static String unused(String key, Map<String, String> properties) {
        var free = key;
        for (int n = 2; properties.containsKey(free); n++) {
            free = key + n;
        }
        return free;
    }

    private static void attributes(String path, Element element, Map<String, String> properties) {
        var all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            var attribute = all.item(i);
            var name = attribute.getLocalName();
            if (!"id".equals(name) && !String.valueOf(attribute.getNodeName()).startsWith("xmlns") && !"http://www.w3.org/2001/XMLSchema-instance".equals(attribute.getNamespaceURI())) {
                properties.put(path + (attribute.getNamespaceURI() == null ? "" : CAMUNDA) + name, attribute.getNodeValue());
            }
        }
    }

    private static String place(Element shape) {
        var place = new StringBuilder();
        for (var child : elements(shape)) {
            if (child.getLocalName().equals("Bounds") || child.getLocalName().equals("waypoint")) {
                for (var name : List.of("x", "y", "width", "height")) {
                    place.append(child.hasAttribute(name) ? child.getAttribute(name).replaceAll("\\.0*$", "") + " " : "");
                }
            }
        }
        return place.toString().strip();
    }

    private static List<Element> elements(Element element) {
        var children = new ArrayList<Element>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element one && one.getLocalName() != null) {
                children.add(one);
            }
        }
        return children;
    }
}
