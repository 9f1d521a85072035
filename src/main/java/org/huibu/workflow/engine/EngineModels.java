package org.huibu.workflow.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.huibu.process.Models;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.workflow.engine.step.Steps;
import org.huibu.workflow.gate.Gate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The port to models. */
@Service
class EngineModels implements Models {

    private final RepositoryService repository;
    private final Gate gate;
    private final Catalogue catalogue;

    EngineModels(RepositoryService repository, Gate gate, Catalogue catalogue) {
        this.repository = repository;
        this.gate = gate;
        this.catalogue = catalogue;
    }

    @Override
    public List<Fault> check(Bundle bundle) {
        return gate.check(bundle.files());
    }

    @Override
    @Transactional
    public Deployed deploy(Bundle bundle) {
        var faults = check(bundle);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return Translate.engine(() -> {
            var builder = repository.createDeployment().name(bundle.name());
            bundle.files().forEach(builder::addString);
            var deployment = deployed(bundle, builder);
            var processes = deployment.getDeployedProcessDefinitions();
            return new Deployed(deployment.getId(), processes == null ? Map.of()
                    : processes.stream().collect(Collectors.toMap(ProcessDefinition::getKey, ProcessDefinition::getId)));
        });
    }

    private static DeploymentWithDefinitions deployed(Bundle bundle, DeploymentBuilder builder) {
        try {
            return builder.deployWithResult();
        } catch (ParseException refused) {
            throw Refusal.invalid(List.of(Fault.at(bundle.name(), "engineRefuses", String.valueOf(refused.getMessage()))));
        }
    }

    @Override
    public String xml(String definitionId) {
        return Translate.engine(() -> {
            try (var model = repository.getProcessModel(definitionId)) {
                return new String(model.readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.io.IOException impossible) {
                throw new java.io.UncheckedIOException(impossible);
            }
        });
    }

    @Override
    public List<Element> elements(String definitionId) {
        return elements(repository.getBpmnModelInstance(definitionId));
    }

    @Override
    public Map<String, String> beside(String definitionId) {
        var own = repository.getProcessDefinition(definitionId);
        return repository.createProcessDefinitionQuery().deploymentId(own.getDeploymentId()).orderByProcessDefinitionKey().asc().list().stream()
                .filter(one -> !one.getId().equals(definitionId))
                .collect(Collectors.toMap(ProcessDefinition::getId, ProcessDefinition::getName, (one, other) -> one, LinkedHashMap::new));
    }

    @Override
    public List<Element> elementsOf(String bpmn) {
        return elements(Bpmn.readModelFromStream(new ByteArrayInputStream(bpmn.getBytes(StandardCharsets.UTF_8))));
    }

    @Override
    public List<Offer> catalogue() {
        return catalogue.offers();
    }

    private static Stream<FlowNode> nodes(Collection<FlowElement> elements) {
        return elements.stream().filter(FlowNode.class::isInstance).map(FlowNode.class::cast)
                .flatMap(node -> Stream.concat(Stream.of(node), node instanceof SubProcess inner ? nodes(inner.getFlowElements()) : Stream.empty()));
    }

    private static List<Element> elements(BpmnModelInstance model) {
        return model.getModelElementsByType(Process.class).stream().flatMap(process -> nodes(process.getFlowElements()))
                .map(node -> new Element(node.getId(), node.getElementType().getTypeName(), node.getName(),
                        node.getDocumentations().stream().map(d -> d.getTextContent()).collect(Collectors.joining("\n")),
                        Steps.properties(node)))
                .toList();
    }
}
