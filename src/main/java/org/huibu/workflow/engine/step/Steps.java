package org.huibu.workflow.engine.step;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaProperties;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;
import org.huibu.workflow.engine.FactList;

/** From the engine's execution to the step that the house knows. */
public final class Steps {

    public static final String GROUP = "group";

    private Steps() {
    }

    static Step of(DelegateExecution execution) {
        return new Step(execution.getProcessBusinessKey(), group(execution), execution.getCurrentActivityId(),
                execution.getCurrentActivityName(), execution.getProcessDefinitionId(),
                properties(execution.getBpmnModelElementInstance()), facts(execution.getVariables()));
    }

    static String group(DelegateExecution execution) {
        return (String) execution.getVariable(GROUP);
    }

    public static Facts facts(Map<String, Object> variables) {
        var known = new LinkedHashMap<String, Object>();
        variables.forEach((name, value) -> {
            if (value instanceof String || value instanceof Long || value instanceof Boolean) {
                known.put(name, value);
            }
        });
        return new Facts(known);
    }

    /** A fact belongs to its process instance: called models hand back only what the model says. */
    static void set(DelegateExecution execution, String name, Object value) {
        ((ExecutionEntity) execution).getProcessInstance().setVariable(name, value instanceof java.util.List<?> list ? FactList.of(list) : value);
    }

    /** Properties as a task announces them: {@code institution} names the fact that holds the institution's code. */
    public static Map<String, String> told(Map<String, String> properties, Function<String, Object> facts) {
        if (!properties.containsKey("institution")) {
            return properties;
        }
        var told = new LinkedHashMap<>(properties);
        told.put("institution", (String) facts.apply(properties.get("institution")));
        return told;
    }

    public static Map<String, String> properties(BaseElement element) {
        var found = new LinkedHashMap<String, String>();
        if (element != null && element.getExtensionElements() != null) {
            element.getExtensionElements().getChildElementsByType(CamundaProperties.class).forEach(properties ->
                    properties.getCamundaProperties().forEach(one -> found.put(one.getCamundaName(), one.getCamundaValue())));
        }
        return found;
    }
}
