package org.huibu.workflow.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.shared.Fault;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/** One pass over one BPMN file: every element, attribute and text against the allow-list; collects {@link Parts} for the checks that follow. */
class BpmnCheck extends FileCheck {

    private static final String RETRY_CYCLE = "(?:P[0-9YMWDTHS]{1,20})(?:,P[0-9YMWDTHS]{1,20}){0,9}|R\\d{1,2}/P[0-9YMWDTHS]{1,20}";
    private static final String TIME_TO_LIVE = "\\d{1,6}|P\\d{1,6}D";
    private static final Set<String> REFERENCES = Set.of("sourceRef", "targetRef", "attachedToRef", "default", "messageRef", "processRef");

    private final Gate.Offers offers;
    private final Parts parts = new Parts();
    private final Deque<Parts.Node> within = new ArrayDeque<>();
    private final List<String> scopes = new ArrayList<>();
    private Parts.Flow flow;

    BpmnCheck(String file, Gate.Offers offers) {
        super(file);
        this.offers = offers;
    }

    Parts parts() {
        return parts;
    }

    @Override
    void element(String space, String name, Attributes attributes) throws SAXException {
        if (space.equals(Vocabulary.BPMN)) {
            bpmn(name, attributes);
        } else if (space.equals(Vocabulary.CAMUNDA)) {
            extension(name, attributes);
        } else if (!Vocabulary.PICTURE.contains(space)) {
            fault("namespaceNotAllowed", space);
        } else {
            for (int i = 0; i < attributes.getLength(); i++) {
                expression(Grammar.plain(attributes.getValue(i)), attributes.getValue(i));
            }
        }
    }

    private void bpmn(String name, Attributes attributes) {
        var allowed = Vocabulary.ELEMENTS.get(name);
        if (allowed == null) {
            fault("elementNotAllowed", name);
            return;
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute(name, allowed, attributes.getURI(i), attributes.getLocalName(i), attributes.getValue(i));
        }
        var id = attributes.getValue("id");
        if (id != null && parts.ids.put(id, name) != null) {
            fault("idTwice", id);
        }
        if (Vocabulary.FLOW_NODES.contains(name)) {
            node(name, id, attributes);
        }
        if (name.endsWith("EventDefinition") && !within.isEmpty()) {
            within.peek().events().add(name);
        }
        switch (name) {
            case "process" -> process(id, attributes);
            case "message" -> parts.messages.add(new Parts.Reference(String.valueOf(attributes.getValue("name")), place()));
            case "serviceTask" -> serviceTask(attributes);
            case "callActivity" -> callActivity(attributes);
            case "multiInstanceLoopCharacteristics" -> loop(attributes);
            case "sequenceFlow" -> flow = new Parts.Flow(id, attributes.getValue("sourceRef"), attributes.getValue("targetRef"), place(), false);
            case "conditionExpression" -> flow = flow == null ? null : new Parts.Flow(flow.id(), flow.from(), flow.to(), flow.place(), true);
            default -> { }
        }
    }

    private void node(String type, String id, Attributes attributes) {
        if (id == null) {
            fault("idMissing", type);
        }
        var node = new Parts.Node(String.valueOf(id), type, scopes.isEmpty() ? "" : scopes.get(scopes.size() - 1), place(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        if (type.equals("boundaryEvent")) {
            node.uses().put("attachedTo", attributes.getValue("attachedToRef"));
        }
        if (attributes.getValue("default") != null) {
            node.uses().put("default", attributes.getValue("default"));
        }
        if ("true".equals(attributes.getValue("triggeredByEvent"))) {
            node.uses().put("eventSubProcess", "true");
        }
        parts.nodes.add(node);
        within.push(node);
        if (type.equals("subProcess")) {
            scopes.add(node.id());
        }
    }

    private void attribute(String element, Set<String> allowed, String space, String name, String value) {
        if (space.equals(Vocabulary.CAMUNDA)) {
            if (!Vocabulary.ENGINE_ATTRIBUTES.getOrDefault(element, Set.of()).contains(name)) {
                fault("attributeNotAllowed", "camunda:" + name);
            } else if (!name.equals("collection") && !name.equals("delegateExpression")) {
                expression(Grammar.plain(value), value);
            }
        } else if (!space.isEmpty() && !space.equals(Vocabulary.XSI) && !space.equals(Vocabulary.MODELER) || space.isEmpty() && !allowed.contains(name)) {
            fault("attributeNotAllowed", name);
        } else {
            expression(Grammar.plain(value), value);
            if (REFERENCES.contains(name)) {
                parts.references.add(new Parts.Reference(value, place()));
            }
        }
    }

    private void process(String id, Attributes attributes) {
        parts.processes.put(String.valueOf(id), place());
        scopes.add(String.valueOf(id));
        var days = attributes.getValue(Vocabulary.CAMUNDA, "historyTimeToLive");
        if (days == null || !days.matches(TIME_TO_LIVE)) {
            fault("historyTimeToLiveMissing");
        }
    }

    private void serviceTask(Attributes attributes) {
        var delegate = attributes.getValue(Vocabulary.CAMUNDA, "delegateExpression");
        var type = attributes.getValue(Vocabulary.CAMUNDA, "type");
        var topic = attributes.getValue(Vocabulary.CAMUNDA, "topic");
        if (delegate != null && type == null && topic == null) {
            if (!Grammar.collection(delegate) || !offers.hasBlock(Grammar.name(delegate))) {
                fault("blockUnknown", delegate);
            } else {
                within.element().uses().put("block", Grammar.name(delegate));
            }
        } else if (delegate == null && "external".equals(type) && topic != null) {
            if (!offers.hasTopic(topic)) {
                fault("topicUnknown", topic);
            }
        } else {
            fault("serviceTaskWithoutBlockOrTopic", within.element().id());
        }
    }

    private void callActivity(Attributes attributes) {
        var key = attributes.getValue("calledElement");
        if (key == null) {
            fault("calledElementMissing", within.element().id());
        } else {
            within.element().uses().put("process", key);
        }
        if (!"deployment".equals(attributes.getValue(Vocabulary.CAMUNDA, "calledElementBinding"))) {
            fault("calledElementBinding", within.element().id());
        }
    }

    private void loop(Attributes attributes) {
        var collection = attributes.getValue(Vocabulary.CAMUNDA, "collection");
        var element = attributes.getValue(Vocabulary.CAMUNDA, "elementVariable");
        if (collection == null || !Grammar.collection(collection)) {
            fault(collection == null ? "loopWithoutCollection" : "expressionNotAllowed", String.valueOf(collection));
        } else {
            parts.facts.add(new Parts.Reference(Grammar.name(collection), place()));
        }
        if (element != null) {
            parts.declared.add(element);
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
            } else {
                expression(attribute.equals("businessKey") ? value.equals(Grammar.BUSINESS_KEY) : Grammar.plain(value), value);
            }
        }
        if (name.equals("property")) {
            property(attributes.getValue("name"), attributes.getValue("value"));
        } else if (attributes.getValue("target") != null) {
            parts.declared.add(attributes.getValue("target"));
        }
    }

    private void property(String name, String value) {
        if (name == null || !Vocabulary.PROPERTIES.contains(name)) {
            fault("propertyUnknown", String.valueOf(name));
        } else if (!within.isEmpty() && value != null) {
            within.peek().properties().put(name, value);
            if (name.equals("decides")) {
                parts.declared.add(value);
            }
        }
    }

    @Override
    void end(String space, String name, String content) {
        switch (name) {
            case "conditionExpression", "completionCondition" -> {
                expression(Grammar.condition(content), content);
                Grammar.names(content).forEach(fact -> parts.facts.add(new Parts.Reference(fact, place())));
            }
            case "timeDate" -> expression(Grammar.timer(content), content);
            case "failedJobRetryTimeCycle" -> expression(content.strip().matches(RETRY_CYCLE), content);
            default -> expression(Grammar.plain(content), content);
        }
        if (!space.equals(Vocabulary.BPMN)) {
            return;
        }
        if (Vocabulary.FLOW_NODES.contains(name)) {
            within.pop();
        }
        if (name.equals("process") || name.equals("subProcess")) {
            scopes.remove(scopes.size() - 1);
        }
        if (name.equals("sequenceFlow") && flow != null) {
            parts.flows.add(flow);
            flow = null;
        }
        if (name.equals("flowNodeRef")) {
            parts.references.add(new Parts.Reference(content.strip(), place()));
        }
    }

    private void expression(boolean allowed, String content) {
        if (!allowed) {
            fault("expressionNotAllowed", content.strip());
        }
    }

    @Override
    public void endDocument() {
        for (var node : parts.nodes) {
            if (node.type().equals("userTask")) {
                for (var needed : List.of("stage", "role")) {
                    if (!node.properties().containsKey(needed)) {
                        faultAt(node.place(), "userTaskWithout", node.id(), needed);
                    }
                }
                if (node.properties().containsKey("outcomes") != node.properties().containsKey("decides")) {
                    faultAt(node.place(), "outcomesWithoutDecides", node.id());
                }
            }
        }
        FlowCheck.check(parts, this::faultAt);
    }
}
