package org.huibu.workflow.ahead;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.huibu.process.Facts;
import org.huibu.process.Foresight;
import org.huibu.workflow.engine.step.Steps;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Walks the model from a task along the flows that a decision would take; what computes is passed, what rests is told. */
@Service
class ModelWalk implements Foresight {

    private static final Pattern COMPARISON = Pattern.compile("(\\w+)\\s*==\\s*'([^']*)'");
    private static final int MOST = 200;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final RepositoryService repository;

    ModelWalk(TaskService tasks, RuntimeService runtime, RepositoryService repository) {
        this.tasks = tasks;
        this.runtime = runtime;
        this.repository = repository;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Ahead> after(String taskId, Facts decided) {
        var task = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (task == null) {
            return List.of();
        }
        var found = new LinkedHashMap<String, Ahead>();
        walk(node(task.getProcessDefinitionId(), task.getTaskDefinitionKey()), task.getProcessInstanceId(), decided, found, new HashSet<>());
        return List.copyOf(found.values());
    }

    private void walk(FlowNode from, String instance, Facts decided, LinkedHashMap<String, Ahead> found, Set<String> seen) {
        var open = new ArrayDeque<FlowNode>(targets(from, decided));
        while (!open.isEmpty() && seen.size() < MOST) {
            var node = open.poll();
            if (!seen.add(instance + node.getId())) {
                continue;
            }
            if (passes(node)) {
                open.addAll(targets(node, decided));
            } else {
                var properties = Steps.properties(node);
                var caller = node instanceof EndEvent ? caller(instance) : null;
                if (caller == null || properties.containsKey("letter")) {
                    found.putIfAbsent(node.getId(), new Ahead(node.getId(), node.getElementType().getTypeName(), node.getName(),
                            node.getDocumentations().stream().map(d -> d.getTextContent()).collect(Collectors.joining()), properties.get("role"), properties.get("letter")));
                }
                if (caller != null) {
                    walk(caller.node(), caller.instance(), decided, found, seen);
                }
            }
        }
    }

    private static boolean passes(FlowNode node) {
        return node instanceof Gateway || node instanceof ServiceTask service && service.getCamundaTopic() == null;
    }

    private static Collection<FlowNode> targets(FlowNode node, Facts decided) {
        return node.getOutgoing().stream().filter(flow -> !(node instanceof ExclusiveGateway) || taken(flow, decided)).map(SequenceFlow::getTarget).toList();
    }

    /** A flow is taken unless its condition compares what is decided, and nothing else, with something else. */
    private static boolean taken(SequenceFlow flow, Facts decided) {
        if (flow.getConditionExpression() == null) {
            return true;
        }
        return Arrays.stream(flow.getConditionExpression().getTextContent().split("\\|\\|")).anyMatch(part -> {
            var comparison = COMPARISON.matcher(part);
            return !comparison.find() || !decided.values().containsKey(comparison.group(1)) || Objects.equals(decided.values().get(comparison.group(1)), comparison.group(2));
        });
    }

    private record Caller(FlowNode node, String instance) { }

    /** The call activity that waits for the instance; null for the outermost. */
    private Caller caller(String instance) {
        var outer = runtime.createProcessInstanceQuery().subProcessInstanceId(instance).singleResult();
        if (outer == null) {
            return null;
        }
        var inner = runtime.createProcessInstanceQuery().processInstanceId(instance).singleResult();
        // Not to be read off the id: where a key is long the id is a number alone.
        var key = repository.getProcessDefinition(inner.getProcessDefinitionId()).getKey();
        return repository.getBpmnModelInstance(outer.getProcessDefinitionId()).getModelElementsByType(org.camunda.bpm.model.bpmn.instance.CallActivity.class).stream()
                .filter(call -> call.getCalledElement().equals(key)).findFirst().map(call -> new Caller(call, outer.getId())).orElse(null);
    }

    private FlowNode node(String definitionId, String element) {
        return repository.getBpmnModelInstance(definitionId).getModelElementById(element);
    }
}
