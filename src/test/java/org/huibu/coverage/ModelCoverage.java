package org.huibu.coverage;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionLogicEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngine;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.huibu.process.Decisions;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.test.util.ReflectionTestUtils;

/** Notes which steps and flows of a process were passed and which rules of a decision matched, in every test that shares the house. */
@TestComponent
public class ModelCoverage implements BeanPostProcessor {

    private static final Map<String, Set<String>> SEEN = new ConcurrentHashMap<>();
    private static final ThreadLocal<String> FILE = new ThreadLocal<>();

    /** @param model key of a process or name of a decision file */
    static Set<String> seen(String model) {
        return SEEN.computeIfAbsent(model, key -> new ConcurrentSkipListSet<>());
    }

    /** One line each: model, tab, id of what was passed. */
    static java.util.stream.Stream<String> lines() {
        return SEEN.entrySet().stream().flatMap(model -> model.getValue().stream().map(id -> model.getKey() + "\t" + id));
    }

    static boolean any() {
        return !SEEN.isEmpty();
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringProcessEngineConfiguration engine) {
            engine.getCustomPostBPMNParseListeners().add(new Passed());
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof Decisions decisions)) {
            return bean;
        }
        var engine = (DefaultDmnEngine) ReflectionTestUtils.getField(bean, "engine");
        ((DefaultDmnEngineConfiguration) engine.getConfiguration()).getDecisionEvaluationListeners().add(ModelCoverage::matched);
        return (Decisions) (file, dmn) -> new Noted(file.substring(file.lastIndexOf('/') + 1), decisions.parse(file, dmn));
    }

    private static void matched(DmnDecisionEvaluationEvent event) {
        event.getRequiredDecisionResults().forEach(ModelCoverage::matched);
        matched(event.getDecisionResult());
    }

    private static void matched(DmnDecisionLogicEvaluationEvent event) {
        if (event instanceof DmnDecisionTableEvaluationEvent table && FILE.get() != null) {
            table.getMatchingRules().forEach(rule -> seen(FILE.get()).add(rule.getId()));
        }
    }

    /** Knows of which file a decision is, which the event does not tell. */
    private record Noted(String file, Decisions.Graph graph) implements Decisions.Graph {

        @Override
        public java.util.List<Decisions.Criterion> criteria(String topDecision) {
            return graph.criteria(topDecision);
        }

        @Override
        public Decisions.Criterion criterion(String decision) {
            return graph.criterion(decision);
        }

        @Override
        public Decisions.Evaluation evaluate(String decision, Map<String, Object> inputs) {
            FILE.set(file);
            try {
                return graph.evaluate(decision, inputs);
            } finally {
                FILE.remove();
            }
        }
    }

    private static final class Passed extends AbstractBpmnParseListener {

        @Override
        public void parseProcess(Element element, ProcessDefinitionEntity process) {
            var activities = new TreeMap<String, ActivityImpl>();
            collect(process, activities);
            var seen = seen(process.getKey());
            activities.values().forEach(activity -> {
                activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) execution -> seen.add(activity.getId()));
                activity.getOutgoingTransitions().forEach(flow -> ((TransitionImpl) flow)
                        .addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener) execution -> seen.add(flow.getId())));
            });
        }

        /** An event may lie in one scope and be listened for in another. */
        private void collect(ScopeImpl scope, Map<String, ActivityImpl> found) {
            java.util.stream.Stream.concat(scope.getActivities().stream(), scope.getEventActivities().stream()).filter(one -> found.put(one.getId(), one) == null)
                    .forEach(one -> collect(one, found));
        }
    }
}
