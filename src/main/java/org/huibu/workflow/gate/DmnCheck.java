package org.huibu.workflow.gate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.huibu.workflow.decision.FeelExpressions;
import org.xml.sax.Attributes;

/** One pass over one DMN file: FEEL and nothing else, and every text of it parses. */
class DmnCheck extends FileCheck {

    private static final String MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/dmn";
    private static final Set<String> PICTURE = Set.of("https://www.omg.org/spec/DMN/20191111/DMNDI/", "http://www.omg.org/spec/DMN/20180521/DC/",
            "http://www.omg.org/spec/DMN/20180521/DI/", "http://bpmn.io/schema/dmn/biodi/2.0");
    private static final Set<String> FEEL = Set.of("feel", "https://www.omg.org/spec/DMN/20191111/FEEL/");
    private static final Set<String> ELEMENTS = Set.of("definitions", "decision", "description", "question", "allowedAnswers", "variable", "informationRequirement",
            "requiredInput", "requiredDecision", "authorityRequirement", "requiredAuthority", "knowledgeSource", "inputData", "decisionTable", "input",
            "inputExpression", "inputValues", "text", "output", "outputValues", "rule", "inputEntry", "outputEntry", "annotation", "annotationEntry",
            "literalExpression", "textAnnotation", "association", "sourceRef", "targetRef", "type");
    private static final Set<String> ENGINE_ATTRIBUTES = Set.of("historyTimeToLive", "versionTag");
    private static final Set<String> ATTRIBUTES = Set.of("id", "name", "namespace", "label", "href", "hitPolicy", "aggregation", "outputLabel", "preferredOrientation",
            "typeRef", "expressionLanguage", "exporter", "exporterVersion", "textFormat", "locationURI", "associationDirection");
    private static final Map<String, String> ONLY = Map.of("hitPolicy", "UNIQUE|FIRST|ANY|COLLECT|RULE ORDER");

    private final FeelExpressions feel;
    private final Deque<String> path = new ArrayDeque<>();

    DmnCheck(String file, FeelExpressions feel) {
        super(file);
        this.feel = feel;
    }

    @Override
    void element(String space, String name, Attributes attributes) {
        path.push(name);
        if (PICTURE.contains(space)) {
            return;
        }
        if (!space.equals(MODEL)) {
            fault("namespaceNotAllowed", space);
        } else if (!ELEMENTS.contains(name)) {
            fault("elementNotAllowed", name);
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            attribute(attributes.getURI(i), attributes.getLocalName(i), attributes.getValue(i));
        }
        if (name.equals("decision") && attributes.getValue(CAMUNDA, "historyTimeToLive") == null) {
            fault("historyTimeToLiveMissing");
        }
    }

    private void attribute(String space, String name, String value) {
        if (!(space.equals(CAMUNDA) ? ENGINE_ATTRIBUTES.contains(name) : space.isEmpty() && ATTRIBUTES.contains(name)
                || space.equals("http://www.w3.org/2001/XMLSchema-instance"))) {
            fault("attributeNotAllowed", name);
        }
        if (name.equals("expressionLanguage") && !FEEL.contains(value)) {
            fault("onlyFeel", value);
        }
        if (name.equals("href") && !value.startsWith("#")) {
            fault("referenceUnknown", value);
        }
        if (ONLY.containsKey(name) && !value.matches(ONLY.get(name))) {
            fault("attributeNotAllowed", name + "=" + value);
        }
    }

    @Override
    void end(String space, String name, String content) {
        path.pop();
        if (!name.equals("text") || path.isEmpty() || content.isBlank()) {
            return;
        }
        var parent = path.peek();
        if (parent.equals("textAnnotation") || parent.equals("annotationEntry")) {
            return;
        }
        var problem = parent.equals("inputEntry") || parent.endsWith("Values") ? feel.testFault(content.strip()) : feel.fault(content.strip());
        problem.ifPresent(message -> fault("feelDoesNotParse", content.strip(), message));
    }
}
