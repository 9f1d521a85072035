package org.huibu.workflow.gate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Models as an attacker or a careless editor would hand them in: each is the good one with a single thing changed. Name → code of the fault → text. */
public final class PoisonModels {

    /** What a model hides when it wants to run code. */
    private static final String EVIL = "${''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('id')}";

    /** A model that passes: it asks, judges, decides in a loop with a person, and calls the shared payment. */
    public static final String GOOD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
              <bpmn:message id="m" name="CaseWithdrawn"/>
              <bpmn:process id="poison" name="样例" isExecutable="true" camunda:historyTimeToLive="3650">
                <bpmn:documentation>说明</bpmn:documentation>
                <bpmn:startEvent id="start" name="开始"/>
                <bpmn:serviceTask id="ask" name="比对" camunda:type="external" camunda:topic="gatherEvidence"><bpmn:extensionElements><camunda:failedJobRetryTimeCycle>PT1M,PT10M</camunda:failedJobRetryTimeCycle></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:serviceTask id="judge" name="判断" camunda:delegateExpression="${judgeLines}"/>
                <bpmn:userTask id="decide" name="决定">
                  <bpmn:documentation>写明理由</bpmn:documentation>
                  <bpmn:extensionElements><camunda:properties>
                    <camunda:property name="stage" value="DECISION"/><camunda:property name="role" value="APPROVER"/>
                    <camunda:property name="decides" value="decision"/><camunda:property name="outcomes" value="APPROVE,RETURN"/>
                  </camunda:properties></bpmn:extensionElements>
                </bpmn:userTask>
                <bpmn:exclusiveGateway id="way" name="去向"/>
                <bpmn:boundaryEvent id="late" name="逾期" attachedToRef="decide" cancelActivity="false"><bpmn:timerEventDefinition id="timer"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">${clock.due(execution,'T_SIGN')}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>
                <bpmn:endEvent id="lateEnd" name="已提醒"/>
                <bpmn:callActivity id="pay" name="拨付" calledElement="shared_payment" camunda:calledElementBinding="deployment">
                  <bpmn:extensionElements><camunda:in businessKey="${caseNumber}"/><camunda:in source="group" target="group"/><camunda:out source="paymentOutcome" target="paymentOutcome"/></bpmn:extensionElements>
                  <bpmn:multiInstanceLoopCharacteristics camunda:asyncAfter="true" camunda:collection="${groups}" camunda:elementVariable="group"><bpmn:completionCondition xsi:type="bpmn:tFormalExpression">${nrOfCompletedInstances == nrOfInstances}</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>
                </bpmn:callActivity>
                <bpmn:endEvent id="end" name="办结"/>
                <bpmn:subProcess id="withdrawal" name="撤回" triggeredByEvent="true">
                  <bpmn:startEvent id="withdrawn" name="收到撤回"><bpmn:messageEventDefinition id="w" messageRef="m"/></bpmn:startEvent>
                  <bpmn:endEvent id="withdrawnEnd" name="已撤回"/>
                  <bpmn:sequenceFlow id="f9" sourceRef="withdrawn" targetRef="withdrawnEnd"/>
                </bpmn:subProcess>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask"/>
                <bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="judge"/>
                <bpmn:sequenceFlow id="f3" sourceRef="judge" targetRef="decide"/>
                <bpmn:sequenceFlow id="f4" sourceRef="decide" targetRef="way"/>
                <bpmn:sequenceFlow id="f5" name="同意" sourceRef="way" targetRef="pay"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${decision == 'APPROVE'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="f6" name="退回" sourceRef="way" targetRef="judge"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${decision == 'RETURN'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="f7" sourceRef="pay" targetRef="end"/>
                <bpmn:sequenceFlow id="f8" sourceRef="late" targetRef="lateEnd"/>
              </bpmn:process>
            </bpmn:definitions>
            """;

    /** A decision that passes. */
    public static final String GOOD_DECISION = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="样例" namespace="t">
              <decision id="AGE" name="年龄" camunda:historyTimeToLive="3650">
                <variable id="v" name="AGE"/>
                <informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
                <decisionTable id="t" hitPolicy="FIRST">
                  <input id="in"><inputExpression id="e" expressionLanguage="feel"><text>age</text></inputExpression></input>
                  <output id="out" name="AGE"/>
                  <rule id="r1"><inputEntry id="a1"><text>null</text></inputEntry><outputEntry id="b1"><text>"NEEDS_PERSON"</text></outputEntry></rule>
                  <rule id="r2"><inputEntry id="a2"><text>? &gt;= 16</text></inputEntry><outputEntry id="b2"><text>"PASS"</text></outputEntry></rule>
                </decisionTable>
              </decision>
              <decision id="top" name="合并" camunda:historyTimeToLive="3650"><literalExpression id="l" expressionLanguage="feel"><text>AGE</text></literalExpression></decision>
              <inputData id="i" name="age"/>
            </definitions>
            """;

    /** @param file name it is handed in under; @param code of the fault that must be among those found */
    public record Poison(String file, String code, String text) { }

    private final Map<String, Poison> all = new LinkedHashMap<>();

    private PoisonModels() {
        scripts();
        classes();
        expressions();
        documents();
        structure();
        money();
        decisions();
    }

    /** By name of what is wrong. */
    public static Map<String, Poison> all() {
        return new PoisonModels().all;
    }

    private void scripts() {
        bpmn("script task", "elementNotAllowed", "<bpmn:serviceTask id=\"judge\" name=\"判断\" camunda:delegateExpression=\"${judgeLines}\"/>",
                "<bpmn:scriptTask id=\"judge\" scriptFormat=\"groovy\"><bpmn:script>'id'.execute()</bpmn:script></bpmn:scriptTask>");
        inDecide("script listener", "elementNotAllowed", "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"javascript\">1</camunda:script></camunda:executionListener>");
        inDecide("task listener expression", "elementNotAllowed", "<camunda:taskListener event=\"create\" expression=\"" + EVIL + "\"/>");
        inDecide("task listener class", "elementNotAllowed", "<camunda:taskListener event=\"create\" class=\"java.lang.Runtime\"/>");
        inDecide("script in an input parameter", "elementNotAllowed",
                "<camunda:inputOutput><camunda:inputParameter name=\"x\"><camunda:script scriptFormat=\"groovy\">1</camunda:script></camunda:inputParameter></camunda:inputOutput>");
        bpmn("script as a condition", "attributeNotAllowed", "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${decision == 'APPROVE'}",
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" language=\"javascript\">${decision == 'APPROVE'}");
        bpmn("script from a resource", "attributeNotAllowed", "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${decision == 'APPROVE'}",
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\" camunda:resource=\"evil.groovy\">${decision == 'APPROVE'}");
        bpmn("business rule task", "elementNotAllowed", "<bpmn:serviceTask id=\"judge\"", "<bpmn:businessRuleTask id=\"judge2\" camunda:decisionRef=\"x\"/><bpmn:serviceTask id=\"judge\"");
        bpmn("send task", "elementNotAllowed", "<bpmn:serviceTask id=\"judge\"", "<bpmn:sendTask id=\"send\" camunda:class=\"x\"/><bpmn:serviceTask id=\"judge\"");
    }

    private void classes() {
        judge("class", "serviceTaskWithoutBlockOrTopic", "camunda:class=\"com.sun.rowset.JdbcRowSetImpl\"");
        judge("expression", "attributeNotAllowed", "camunda:expression=\"" + EVIL + "\"");
        judge("class beside a block", "attributeNotAllowed", "camunda:delegateExpression=\"${judgeLines}\" camunda:class=\"java.lang.Runtime\"");
        judge("result variable", "attributeNotAllowed", "camunda:delegateExpression=\"${judgeLines}\" camunda:resultVariable=\"x\"");
        judge("delegate with an expression", "blockUnknown", "camunda:delegateExpression=\"" + EVIL + "\"");
        judge("delegate that is no block", "blockUnknown", "camunda:delegateExpression=\"${dataSource}\"");
        judge("mail task", "serviceTaskWithoutBlockOrTopic", "camunda:type=\"mail\"");
        judge("shell task", "serviceTaskWithoutBlockOrTopic", "camunda:type=\"shell\"");
        judge("unknown topic", "topicUnknown", "camunda:type=\"external\" camunda:topic=\"deleteEverything\"");
        judge("legacy namespace", "attributeNotAllowed", "xmlns:activiti=\"http://activiti.org/bpmn\" activiti:class=\"java.lang.Runtime\"");
        judge("legacy namespace under another prefix", "attributeNotAllowed", "camunda:delegateExpression=\"${judgeLines}\" xmlns:ok=\"http://activiti.org/bpmn\" ok:class=\"java.lang.Runtime\"");
        inDecide("legacy listener", "namespaceNotAllowed", "<a:taskListener xmlns:a=\"http://activiti.org/bpmn\" event=\"create\" class=\"java.lang.Runtime\"/>");
        inDecide("connector", "elementNotAllowed", "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>");
        inDecide("field injection", "elementNotAllowed", "<camunda:field name=\"x\" expression=\"" + EVIL + "\"/>");
        inDecide("form field validator", "elementNotAllowed", "<camunda:formData><camunda:formField id=\"x\"><camunda:validation><camunda:constraint name=\"validator\" config=\"java.lang.Runtime\"/></camunda:validation></camunda:formField></camunda:formData>");
        bpmn("variable mapping class", "attributeNotAllowed", "camunda:calledElementBinding=\"deployment\"", "camunda:calledElementBinding=\"deployment\" camunda:variableMappingClass=\"java.lang.Runtime\"");
        bpmn("variable mapping expression", "attributeNotAllowed", "camunda:calledElementBinding=\"deployment\"", "camunda:calledElementBinding=\"deployment\" camunda:variableMappingDelegateExpression=\"${x}\"");
    }

    private void expressions() {
        for (var attribute : new String[] {"assignee", "candidateUsers", "candidateGroups", "dueDate", "followUpDate", "priority", "formKey", "formRef", "formHandlerClass"}) {
            bpmn("task " + attribute, "attributeNotAllowed", "<bpmn:userTask id=\"decide\"", "<bpmn:userTask camunda:" + attribute + "=\"" + EVIL + "\" id=\"decide\"");
        }
        bpmn("task name", "expressionNotAllowed", "name=\"决定\"", "name=\"" + EVIL + "\"");
        bpmn("task name of the other kind", "expressionNotAllowed", "name=\"决定\"", "name=\"#{x}\"");
        bpmn("task name by character references", "expressionNotAllowed", "name=\"决定\"", "name=\"&#36;&#123;x}\"");
        bpmn("documentation", "expressionNotAllowed", "写明理由", EVIL.replace("'", "\""));
        bpmn("documentation in pieces", "textBetweenElements", "写明理由", "$<bpmn:text></bpmn:text>{x}");
        bpmn("documentation before a child", "textBetweenElements", "写明理由", "${x}<bpmn:text></bpmn:text>");
        bpmn("documentation around a comment", "expressionNotAllowed", "写明理由", "$<!-- -->{x}");
        bpmn("documentation in a CDATA section", "expressionNotAllowed", "写明理由", "<![CDATA[${x}]]>");
        bpmn("candidate starters", "attributeNotAllowed", "camunda:historyTimeToLive=\"3650\"", "camunda:historyTimeToLive=\"3650\" camunda:candidateStarterGroups=\"${x}\"");
        bpmn("job priority", "attributeNotAllowed", "camunda:historyTimeToLive=\"3650\"", "camunda:historyTimeToLive=\"3650\" camunda:jobPriority=\"${x}\"");
        bpmn("message name", "expressionNotAllowed", "name=\"CaseWithdrawn\"", "name=\"${x}\"");
        bpmn("condition with a call", "expressionNotAllowed", "${decision == 'APPROVE'}", "${decision.toString() == 'APPROVE'}");
        bpmn("condition on the engine", "expressionNotAllowed", "${decision == 'APPROVE'}", "${execution.processEngineServices != null}");
        bpmn("timer with code", "expressionNotAllowed", "${clock.due(execution,'T_SIGN')}", EVIL);
        bpmn("timer with another method", "expressionNotAllowed", "${clock.due(execution,'T_SIGN')}", "${clock.clock()}");
        bpmn("cycle timer", "elementNotAllowed", "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${clock.due(execution,'T_SIGN')}</bpmn:timeDate>", "<bpmn:timeCycle>R/PT1S</bpmn:timeCycle>");
        bpmn("duration timer", "elementNotAllowed", "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${clock.due(execution,'T_SIGN')}</bpmn:timeDate>", "<bpmn:timeDuration>${x}</bpmn:timeDuration>");
        bpmn("collection with a call", "expressionNotAllowed", "camunda:collection=\"${groups}\"", "camunda:collection=\"${groups.subList(0,1)}\"");
        bpmn("number of loops", "elementNotAllowed", "<bpmn:completionCondition", "<bpmn:loopCardinality>${x}</bpmn:loopCardinality><bpmn:completionCondition");
        bpmn("completion condition with code", "expressionNotAllowed", "${nrOfCompletedInstances == nrOfInstances}", "${execution.getVariable('x')}");
        bpmn("retry cycle", "expressionNotAllowed", "PT1M,PT10M", "${x}");
        bpmn("in with a source expression", "attributeNotAllowed", "<camunda:in source=\"group\"", "<camunda:in sourceExpression=\"" + EVIL + "\"");
        bpmn("in of everything", "attributeNotAllowed", "<camunda:in source=\"group\" target=\"group\"/>", "<camunda:in variables=\"all\"/>");
        bpmn("in with an expression as source", "expressionNotAllowed", "<camunda:in source=\"group\"", "<camunda:in source=\"${x}\"");
        bpmn("out with a source expression", "attributeNotAllowed", "<camunda:out source=\"paymentOutcome\"", "<camunda:out sourceExpression=\"${x}\"");
        bpmn("another business key", "expressionNotAllowed", "businessKey=\"${caseNumber}\"", "businessKey=\"" + EVIL + "\"");
        bpmn("property value", "expressionNotAllowed", "value=\"DECISION\"", "value=\"${x}\"");
        bpmn("topic by expression", "topicUnknown", "camunda:topic=\"gatherEvidence\"", "camunda:topic=\"${x}\"");
        bpmn("called process by expression", "expressionNotAllowed", "calledElement=\"shared_payment\"", "calledElement=\"${x}\"");
        bpmn("error event", "elementNotAllowed", "<bpmn:endEvent id=\"end\" name=\"办结\"/>", "<bpmn:endEvent id=\"end\"><bpmn:errorEventDefinition camunda:errorMessageVariable=\"x\"/></bpmn:endEvent>");
        bpmn("conditional event", "elementNotAllowed", "<bpmn:messageEventDefinition id=\"w\" messageRef=\"m\"/>", "<bpmn:conditionalEventDefinition><bpmn:condition>${x}</bpmn:condition></bpmn:conditionalEventDefinition>");
        bpmn("signal", "elementNotAllowed", "<bpmn:message id=\"m\"", "<bpmn:signal id=\"s\" name=\"${x}\"/><bpmn:message id=\"m\"");
    }

    private void documents() {
        bpmn("document type", "xmlBroken", "?>\n<bpmn:definitions", "?>\n<!DOCTYPE x><bpmn:definitions");
        bpmn("external entity", "xmlBroken", "?>\n<bpmn:definitions", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><bpmn:definitions");
        bpmn("entity bomb", "xmlBroken", "?>\n<bpmn:definitions", "?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><bpmn:definitions");
        bpmn("not well formed", "xmlBroken", "</bpmn:process>", "");
        bpmn("another encoding", "encodingNotUtf8", "encoding=\"UTF-8\"", "encoding=\"IBM1047\"");
        bpmn("processing instruction", "elementNotAllowed", "<bpmn:message", "<?xml-stylesheet href=\"http://localhost/x.xsl\"?><bpmn:message");
        bpmn("import", "elementNotAllowed", "<bpmn:message", "<bpmn:import importType=\"http://www.w3.org/2001/XMLSchema\" location=\"http://localhost/x\" namespace=\"x\"/><bpmn:message");
        bpmn("foreign namespace", "namespaceNotAllowed", "<bpmn:message", "<x:y xmlns:x=\"http://example.org/x\"/><bpmn:message");
        bpmn("too deep", "modelTooLarge", "<bpmn:documentation>说明", "<bpmn:subProcess>".repeat(60) + "</bpmn:subProcess>".repeat(60) + "<bpmn:documentation>说明");
        bpmn("too many elements", "modelTooLarge", "<bpmn:documentation>说明", IntStream.range(0, 20_001).mapToObj(i -> "<bpmn:text/>").collect(Collectors.joining()) + "<bpmn:documentation>说明");
        bpmn("too long", "modelTooLarge", "说明", "说".repeat(2_000_001));
        all.put("another kind of file", new Poison("poison.groovy", "resourceNotAllowed", "'id'.execute()"));
        all.put("a case model", new Poison("poison.cmmn", "resourceNotAllowed", "<x/>"));
        all.put("a form", new Poison("poison.form", "resourceNotAllowed", "{}"));
    }

    private void structure() {
        bpmn("no time to live", "historyTimeToLiveMissing", " camunda:historyTimeToLive=\"3650\"", "");
        bpmn("a time to live that is none", "historyTimeToLiveMissing", "historyTimeToLive=\"3650\"", "historyTimeToLive=\"for ever\"");
        bpmn("unknown called process", "calledProcessUnknown", "calledElement=\"shared_payment\"", "calledElement=\"somebody_elses\"");
        bpmn("called process of any version", "calledElementBinding", "camunda:calledElementBinding=\"deployment\"", "camunda:calledElementBinding=\"latest\"");
        bpmn("calls itself", "callsItself", "calledElement=\"shared_payment\"", "calledElement=\"poison\"");
        bpmn("somebody else's key", "processTwice", "<bpmn:process id=\"poison\"", "<bpmn:process id=\"shared_payment\"");
        bpmn("loop without a pause", "loopWithoutPause", "sourceRef=\"way\" targetRef=\"judge\"", "sourceRef=\"way\" targetRef=\"way\"");
        bpmn("loop of machines", "loopWithoutPause", "sourceRef=\"judge\" targetRef=\"decide\"", "sourceRef=\"judge\" targetRef=\"ask\"");
        bpmn("loop without a collection", "loopWithoutCollection", "camunda:collection=\"${groups}\" ", "");
        bpmn("flow to nowhere", "referenceUnknown", "targetRef=\"end\"", "targetRef=\"nowhere\"");
        bpmn("unknown message reference", "referenceUnknown", "messageRef=\"m\"", "messageRef=\"n\"");
        bpmn("message that nobody sends", "messageUnknown", "name=\"CaseWithdrawn\"", "name=\"Open Sesame\"");
        bpmn("fact that nobody sets", "factUnknown", "${decision == 'APPROVE'}", "${salary == 'HIGH'}");
        bpmn("two of one id", "idTwice", "<bpmn:endEvent id=\"end\"", "<bpmn:endEvent id=\"judge\"");
        bpmn("way out without condition", "flowWithoutCondition", "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">${decision == 'RETURN'}</bpmn:conditionExpression>", "");
        bpmn("dead end", "deadEnd", "<bpmn:sequenceFlow id=\"f7\" sourceRef=\"pay\" targetRef=\"end\"/>", "");
        bpmn("timer that starts a process", "eventNotAllowed", "<bpmn:startEvent id=\"start\" name=\"开始\"/>",
                "<bpmn:startEvent id=\"start\"><bpmn:timerEventDefinition id=\"ts\"><bpmn:timeDate>${clock.due(execution,'T_SIGN')}</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:startEvent>");
        bpmn("message that starts a process", "eventNotAllowed", "<bpmn:startEvent id=\"start\" name=\"开始\"/>",
                "<bpmn:startEvent id=\"start\"><bpmn:messageEventDefinition id=\"ms\" messageRef=\"m\"/></bpmn:startEvent>");
        bpmn("message thrown", "eventNotAllowed", "<bpmn:endEvent id=\"end\" name=\"办结\"/>", "<bpmn:endEvent id=\"end\"><bpmn:messageEventDefinition id=\"me\" messageRef=\"m\"/></bpmn:endEvent>");
        bpmn("no start", "startMissing", "<bpmn:startEvent id=\"start\" name=\"开始\"/>", "<bpmn:exclusiveGateway id=\"start\"/>");
        bpmn("task without role", "userTaskWithout", "<camunda:property name=\"role\" value=\"APPROVER\"/>", "");
        bpmn("outcomes that decide nothing", "outcomesWithoutDecides", "<camunda:property name=\"decides\" value=\"decision\"/>", "");
        bpmn("misspelt property", "propertyUnknown", "name=\"stage\"", "name=\"stgae\"");
    }

    private void money() {
        bpmn("payment without approver", "decisionMissing", "value=\"APPROVER\"", "value=\"INITIAL_REVIEWER\"");
        bpmn("payment past the approver", "decisionMissing", "sourceRef=\"judge\" targetRef=\"decide\"", "sourceRef=\"judge\" targetRef=\"pay\"");
        bpmn("payment when the approver is late", "decisionMissing", "sourceRef=\"late\" targetRef=\"lateEnd\"", "sourceRef=\"late\" targetRef=\"pay\"");
        bpmn("payment after a withdrawal", "decisionMissing", "<bpmn:endEvent id=\"withdrawnEnd\" name=\"已撤回\"/>",
                "<bpmn:callActivity id=\"withdrawnEnd\" calledElement=\"shared_payment\" camunda:calledElementBinding=\"deployment\"/><bpmn:endEvent id=\"over\"/><bpmn:sequenceFlow id=\"f10\" sourceRef=\"withdrawnEnd\" targetRef=\"over\"/>");
        bpmn("approver who need not be another person", "decisionMissing", "<camunda:property name=\"role\" value=\"APPROVER\"/>",
                "<camunda:property name=\"role\" value=\"APPROVER\"/><camunda:property name=\"separation\" value=\"NOBODY\"/>");
        judge("payment block without preparer and confirmer", "decisionMissing", "camunda:delegateExpression=\"${releasePayment}\"");
    }

    private void decisions() {
        dmn("groovy", "onlyFeel", "expressionLanguage=\"feel\"><text>age", "expressionLanguage=\"groovy\"><text>age");
        dmn("javascript that is called feel", "onlyFeel", "expressionLanguage=\"feel\"><text>age", "expressionLanguage=\"javascript-feel\"><text>age");
        dmn("juel in a literal", "onlyFeel", "id=\"l\" expressionLanguage=\"feel\"", "id=\"l\" expressionLanguage=\"juel\"");
        dmn("language of the whole file", "onlyFeel", "name=\"样例\" namespace", "name=\"样例\" expressionLanguage=\"groovy\" namespace");
        dmn("language of a cell", "onlyFeel", "<inputEntry id=\"a2\">", "<inputEntry id=\"a2\" expressionLanguage=\"juel\">");
        dmn("language of a result", "onlyFeel", "<outputEntry id=\"b2\">", "<outputEntry id=\"b2\" expressionLanguage=\"javascript\">");
        dmn("function in java", "elementNotAllowed", "<literalExpression id=\"l\" expressionLanguage=\"feel\"><text>AGE</text></literalExpression>", "<functionDefinition kind=\"Java\"><context/></functionDefinition>");
        dmn("business knowledge model", "elementNotAllowed", "<inputData", "<businessKnowledgeModel id=\"b\" name=\"b\"/><inputData");
        dmn("import of a decision", "elementNotAllowed", "<inputData", "<import namespace=\"x\" importType=\"y\" locationURI=\"http://localhost/x\" name=\"z\"/><inputData");
        dmn("reference to another file", "referenceUnknown", "href=\"#i\"", "href=\"http://localhost/x.dmn#i\"");
        dmn("broken feel", "feelDoesNotParse", "? &gt;= 16", "? &gt;= = 16");
        dmn("juel as a cell", "feelDoesNotParse", "? &gt;= 16", "${x}");
        dmn("old dialect", "namespaceNotAllowed", "https://www.omg.org/spec/DMN/20191111/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd");
        dmn("extension in a decision", "elementNotAllowed", "<variable id=\"v\"", "<extensionElements/><variable id=\"v\"");
        dmn("engine variable", "attributeNotAllowed", "<input id=\"in\">", "<input id=\"in\" camunda:inputVariable=\"x\">");
        dmn("decision without time to live", "historyTimeToLiveMissing", " camunda:historyTimeToLive=\"3650\">\n    <variable", ">\n    <variable");
        dmn("entity in a decision", "xmlBroken", "?>\n<definitions", "?>\n<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><definitions");
    }

    private void judge(String name, String code, String attributes) {
        bpmn("service task: " + name, code, "camunda:delegateExpression=\"${judgeLines}\"", attributes);
    }

    private void inDecide(String name, String code, String extension) {
        bpmn("in a task: " + name, code, "<bpmn:extensionElements><camunda:properties>", "<bpmn:extensionElements>" + extension + "<camunda:properties>");
    }

    private void bpmn(String name, String code, String find, String instead) {
        all.put(name, new Poison("poison.bpmn", code, changed(GOOD, find, instead)));
    }

    private void dmn(String name, String code, String find, String instead) {
        all.put(name, new Poison("poison.dmn", code, changed(GOOD_DECISION, find, instead)));
    }

    private static String changed(String good, String find, String instead) {
        if (!good.contains(find)) {
            throw new IllegalArgumentException("nothing to change: " + find);
        }
        return good.replaceFirst(java.util.regex.Pattern.quote(find), java.util.regex.Matcher.quoteReplacement(instead));
    }
}
