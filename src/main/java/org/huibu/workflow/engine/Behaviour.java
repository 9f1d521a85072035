package org.huibu.workflow.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.behavior.UserTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.huibu.workflow.engine.step.StepListeners;
import org.springframework.stereotype.Component;

/**
 * Turns the properties on a model's elements into behaviour: milestones, letters, pauses, inbox rows with due dates, the history for
 * replay. Changing the model changes the system; there is no switch over element ids anywhere.
 */
@Component
public class Behaviour extends AbstractBpmnParseListener {

    private final StepListeners listeners;

    Behaviour(StepListeners listeners) {
        this.listeners = listeners;
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var properties = observe(element, activity);
        var task = ((UserTaskActivityBehavior) activity.getActivityBehavior()).getTaskDefinition();
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_CREATE, listeners.taskOpened(properties));
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_COMPLETE, listeners.taskEnded(true));
        task.addBuiltInTaskListener(TaskListener.EVENTNAME_DELETE, listeners.taskEnded(false));
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
        if ("external".equals(element.attributeNS(org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "type"))) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.wakeWorker());
            // A question that is taken away while its source is down no longer pauses anything.
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listeners.resumed());
        }
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    @Override
    public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listeners.gatewayPassed());
    }

    @Override
    public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        observe(element, activity);
    }

    private Map<String, String> observe(Element element, ActivityImpl activity) {
        var properties = properties(element);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listeners.stepEnded());
        if (properties.containsKey("milestone") || properties.containsKey("letter") || properties.containsKey("pauses")) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, listeners.entered(properties));
        }
        if (properties.containsKey("pauses")) {
            activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, listeners.resumed());
        }
        return properties;
    }

    private static Map<String, String> properties(Element element) {
        var found = new LinkedHashMap<String, String>();
        var extensions = element.element("extensionElements");
        if (extensions != null) {
            for (var group : extensions.elements("properties")) {
                group.elements("property").forEach(one -> found.put(one.attribute("name"), one.attribute("value")));
            }
        }
        return found;
    }
}
