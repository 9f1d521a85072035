package org.huibu.workflow.gate;

import java.util.Map;
import java.util.Set;

/** The elements and attributes that a model may hold. What is not named here is refused, whatever it would do. */
final class Vocabulary {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String MODELER = "http://camunda.org/schema/modeler/1.0";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    static final Set<String> PICTURE = Set.of("http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC",
            "http://www.omg.org/spec/DD/20100524/DI", "http://bpmn.io/schema/bpmn/biocolor/1.0",
            "http://www.omg.org/spec/BPMN/non-normative/color/1.0");

    private static final Set<String> NONE = Set.of();
    private static final Set<String> NAMED = Set.of("id", "name");
    static final Set<String> FLOW_NODES = Set.of("startEvent", "endEvent", "userTask", "serviceTask", "callActivity", "exclusiveGateway",
            "parallelGateway", "eventBasedGateway", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "subProcess");

    /** BPMN elements with their plain attributes. */
    static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry("definitions", Set.of("id", "name", "targetNamespace", "exporter", "exporterVersion", "expressionLanguage", "typeLanguage")),
            Map.entry("process", Set.of("id", "name", "isExecutable")), Map.entry("message", NAMED),
            Map.entry("collaboration", NAMED), Map.entry("participant", Set.of("id", "name", "processRef")),
            Map.entry("laneSet", NAMED), Map.entry("lane", NAMED), Map.entry("flowNodeRef", NONE),
            Map.entry("documentation", Set.of("id", "textFormat")), Map.entry("extensionElements", NONE),
            Map.entry("incoming", NONE), Map.entry("outgoing", NONE), Map.entry("textAnnotation", Set.of("id")), Map.entry("text", NONE),
            Map.entry("association", Set.of("id", "sourceRef", "targetRef", "associationDirection")),
            Map.entry("startEvent", Set.of("id", "name", "isInterrupting")), Map.entry("endEvent", NAMED), Map.entry("userTask", NAMED),
            Map.entry("serviceTask", NAMED), Map.entry("callActivity", Set.of("id", "name", "calledElement")),
            Map.entry("exclusiveGateway", Set.of("id", "name", "default", "gatewayDirection")),
            Map.entry("parallelGateway", Set.of("id", "name", "gatewayDirection")),
            Map.entry("eventBasedGateway", Set.of("id", "name", "gatewayDirection", "eventGatewayType", "instantiate")),
            Map.entry("intermediateCatchEvent", NAMED), Map.entry("intermediateThrowEvent", NAMED),
            Map.entry("boundaryEvent", Set.of("id", "name", "attachedToRef", "cancelActivity")),
            Map.entry("subProcess", Set.of("id", "name", "triggeredByEvent")),
            Map.entry("sequenceFlow", Set.of("id", "name", "sourceRef", "targetRef")),
            Map.entry("conditionExpression", Set.of("id")), Map.entry("completionCondition", Set.of("id")),
            Map.entry("messageEventDefinition", Set.of("id", "messageRef")), Map.entry("timerEventDefinition", Set.of("id")),
            Map.entry("timeDate", Set.of("id")), Map.entry("terminateEventDefinition", Set.of("id")),
            Map.entry("multiInstanceLoopCharacteristics", Set.of("id", "isSequential")));

    /** Attributes in the engine's own namespace, per element. */
    static final Map<String, Set<String>> ENGINE_ATTRIBUTES = Map.of(
            "process", Set.of("historyTimeToLive", "versionTag", "isStartableInTasklist"),
            "serviceTask", Set.of("delegateExpression", "type", "topic", "asyncBefore", "asyncAfter", "exclusive", "modelerTemplate"),
            "callActivity", Set.of("calledElementBinding", "asyncBefore", "asyncAfter", "exclusive"),
            "multiInstanceLoopCharacteristics", Set.of("collection", "elementVariable", "asyncAfter", "asyncBefore", "exclusive"),
            "userTask", Set.of("asyncBefore", "asyncAfter", "exclusive"),
            "intermediateCatchEvent", Set.of("asyncBefore", "asyncAfter"), "endEvent", Set.of("asyncBefore"),
            "startEvent", Set.of("asyncAfter"));

    /** Extension elements in the engine's namespace, with their attributes. */
    static final Map<String, Set<String>> EXTENSIONS = Map.of("properties", NONE, "property", Set.of("id", "name", "value"),
            "in", Set.of("source", "target", "businessKey"), "out", Set.of("source", "target"), "failedJobRetryTimeCycle", NONE);

    static final Set<String> PROPERTIES = Set.of("stage", "role", "deadline", "milestone", "letter", "pauses", "outcomes", "decides",
            "separation", "lines", "collects", "votes", "form", "priority", "institution", "rule");

    private Vocabulary() {
    }
}
