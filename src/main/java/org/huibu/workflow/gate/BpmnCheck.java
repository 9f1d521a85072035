package org.huibu.workflow.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.huibu.shared.Fault;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** One pass over one BPMN file; every fault with its line. */
class BpmnCheck extends DefaultHandler {

    private static final int MOST_ELEMENTS = 5_000;
    private static final int MOST_DEPTH = 40;
    private static final String RETRY_CYCLE = "(?:P[0-9YMWDTHS]{1,20})(?:,P[0-9YMWDTHS]{1,20}){0,9}|R\\d{1,2}/P[0-9YMWDTHS]{1,20}";

    private final String file;
    private final Predicate<String> blocks;
    private final Predicate<String> topics;
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> path = new ArrayList<>();
    private final Map<String, Map<String, String>> userTasks = new HashMap<>();
    private final Set<String> processes = new HashSet<>();
    private final Map<String, String> called = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private String node;
    private String nodeType;
    private int elements;
    private Locator locator;

    BpmnCheck(String file, Predicate<String> blocks, Predicate<String> topics) {
        this.file = file;
        this.blocks = blocks;
        this.topics = topics;
    }

    List<Fault> faults() {
        return faults;
    }

    Set<String> processes() {
        return processes;
    }

    /** Called process key → line. */
    Map<String, String> called() {
        return called;
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String space, String name, String qualified, Attributes attributes) throws SAXException {
        text.setLength(0);
        path.add(name);
        if (++elements > MOST_ELEMENTS || path.size() > MOST_DEPTH) {
            fault("modelTooLarge");
            throw new SAXException("too large");
        }
        if (space.equals(Vocabulary.BPMN)) {
            bpmn(name, attributes);
        } else if (space.equals(Vocabulary.CAMUNDA)) {
            extension(name, attributes);
        } else if (!Vocabulary.PICTURE.contains(space)) {
            fault("namespaceNotAllowed", space);
        }
    }

    private void bpmn(String name, Attributes attributes) {
        var allowed = Vocabulary.ELEMENTS.get(name);
        if (allowed == null) {
            fault("elementNotAllowed", name);
            return;
        }
        if (Vocabulary.FLOW_NODES.contains(name)) {
            node = attributes.getValue("id");
            nodeType = name;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute(name, allowed, attributes.getURI(i), attributes.getLocalName(i), attributes.getValue(i));
        }
        switch (name) {
            case "process" -> process(attributes);
            case "userTask" -> userTasks.put(node, new HashMap<>(Map.of("line", line())));
            case "serviceTask" -> serviceTask(attributes);
            case "callActivity" -> callActivity(attributes);
            default -> { }
        }
    }

    private void attribute(String element, Set<String> allowed, String space, String name, String value) {
        if (space.equals(Vocabulary.CAMUNDA)) {
            if (!Vocabulary.ENGINE_ATTRIBUTES.getOrDefault(element, Set.of()).contains(name)) {
                fault("attributeNotAllowed", "camunda:" + name);
            } else if (name.equals("collection") ? !Grammar.collection(value)
                    : !name.equals("delegateExpression") && !Grammar.plain(value)) {
                fault("expressionNotAllowed", value);
            }
        } else if (space.isEmpty()) {
            if (!allowed.contains(name)) {
                fault("attributeNotAllowed", name);
            } else if (!Grammar.plain(value)) {
                fault("expressionNotAllowed", value);
            }
        } else if (!space.equals(Vocabulary.XSI) && !space.equals(Vocabulary.MODELER)) {
            fault("attributeNotAllowed", name);
        }
    }

    private void process(Attributes attributes) {
        processes.add(attributes.getValue("id"));
        if (attributes.getValue(Vocabulary.CAMUNDA, "historyTimeToLive") == null) {
            fault("historyTimeToLiveMissing");
        }
    }

    private void serviceTask(Attributes attributes) {
        var delegate = attributes.getValue(Vocabulary.CAMUNDA, "delegateExpression");
        var type = attributes.getValue(Vocabulary.CAMUNDA, "type");
        var topic = attributes.getValue(Vocabulary.CAMUNDA, "topic");
        if (delegate != null && type == null && topic == null) {
            if (!Grammar.collection(delegate) || !blocks.test(Grammar.name(delegate))) {
                fault("blockUnknown", delegate);
            }
        } else if (delegate == null && "external".equals(type) && topic != null) {
            if (!topics.test(topic)) {
                fault("topicUnknown", topic);
            }
        } else {
            fault("serviceTaskWithoutBlockOrTopic", node);
        }
    }

    private void callActivity(Attributes attributes) {
        var key = attributes.getValue("calledElement");
        if (key == null) {
            fault("calledElementMissing", node);
        } else {
            called.put(key, line());
        }
        if (!"deployment".equals(attributes.getValue(Vocabulary.CAMUNDA, "calledElementBinding"))) {
            fault("calledElementBinding", node);
        }
    }

    private void extension(String name, Attributes attributes) {
        var allowed = Vocabulary.EXTENSIONS.get(name);
        if (allowed == null) {
            fault("elementNotAllowed", "camunda:" + name);
            return;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = attributes.getLocalName(i);
            var value = attributes.getValue(i);
            if (!attributes.getURI(i).isEmpty() || !allowed.contains(attribute)) {
                fault("attributeNotAllowed", attribute);
            } else if (attribute.equals("businessKey") ? !value.equals(Grammar.BUSINESS_KEY) : !Grammar.plain(value)) {
                fault("expressionNotAllowed", value);
            }
        }
        if (name.equals("property")) {
            property(attributes.getValue("name"), attributes.getValue("value"));
        }
    }

    private void property(String name, String value) {
        if (name == null || !Vocabulary.PROPERTIES.contains(name)) {
            fault("propertyUnknown", String.valueOf(name));
        } else if ("userTask".equals(nodeType) && value != null) {
            userTasks.get(node).put(name, value);
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    @Override
    public void endElement(String space, String name, String qualified) {
        path.remove(path.size() - 1);
        var content = text.toString();
        switch (name) {
            case "conditionExpression", "completionCondition" -> expression(Grammar.condition(content), content);
            case "timeDate" -> expression(Grammar.timer(content), content);
            case "failedJobRetryTimeCycle" -> expression(content.strip().matches(RETRY_CYCLE), content);
            default -> expression(Grammar.plain(content), content);
        }
        text.setLength(0);
    }

    private void expression(boolean allowed, String content) {
        if (!allowed) {
            fault("expressionNotAllowed", content.strip());
        }
    }

    @Override
    public void endDocument() {
        userTasks.forEach((id, properties) -> {
            for (var needed : List.of("stage", "role")) {
                if (!properties.containsKey(needed)) {
                    faults.add(Fault.at(file + ":" + properties.get("line"), "userTaskWithout", id, needed));
                }
            }
            if (properties.containsKey("outcomes") != properties.containsKey("decides")) {
                faults.add(Fault.at(file + ":" + properties.get("line"), "outcomesWithoutDecides", id));
            }
        });
    }

    private String line() {
        return String.valueOf(locator.getLineNumber());
    }

    private void fault(String code, Object... arguments) {
        faults.add(Fault.at(file + ":" + line(), code, arguments));
    }
}
