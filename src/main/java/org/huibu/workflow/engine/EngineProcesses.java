package org.huibu.workflow.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.shared.Refusal;
import org.huibu.workflow.engine.step.Steps;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The port to running processes. */
@Service
class EngineProcesses implements Processes {

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final HistoryService history;
    private final ManagementService management;
    private final ExternalTaskService questions;

    EngineProcesses(RuntimeService runtime, RepositoryService repository, HistoryService history, ManagementService management, ExternalTaskService questions) {
        this.runtime = runtime;
        this.repository = repository;
        this.history = history;
        this.management = management;
        this.questions = questions;
    }

    @Override
    @Transactional
    public String start(String definitionId, String caseNumber, Facts facts) {
        return Translate.engine(() -> runtime.startProcessInstanceById(definitionId, caseNumber, variables(facts)).getId());
    }

    @Override
    @Transactional
    public String startBeside(String beside, String key, String caseNumber, Facts facts) {
        return Translate.engine(() -> {
            var own = repository.getProcessDefinition(beside);
            var other = repository.createProcessDefinitionQuery().deploymentId(own.getDeploymentId()).processDefinitionKey(key).singleResult();
            if (other == null) {
                throw Refusal.notFound();
            }
            return runtime.startProcessInstanceById(other.getId(), caseNumber, variables(facts)).getId();
        });
    }

    @Override
    @Transactional
    public void tell(String message, String caseNumber, String group, Facts facts) {
        Translate.engine(() -> {
            var correlation = runtime.createMessageCorrelation(message).processInstanceBusinessKey(caseNumber)
                    .setVariables(variables(facts));
            if (group != null) {
                correlation.processInstanceVariableEquals(Steps.GROUP, group);
            }
            correlation.correlate();
            return null;
        });
    }

    @Override
    @Transactional(readOnly = true)
    public boolean waitsFor(String message, String caseNumber, String group) {
        var query = runtime.createExecutionQuery().processInstanceBusinessKey(caseNumber).messageEventSubscriptionName(message);
        if (group != null) {
            query.processVariableValueEquals(Steps.GROUP, group);
        }
        return query.count() > 0;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Trace> traces(String caseNumber) {
        var active = new LinkedHashMap<String, List<String>>();
        var passed = new LinkedHashMap<String, List<String>>();
        var instances = history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(caseNumber).list();
        for (var instance : instances) {
            for (var step : history.createHistoricActivityInstanceQuery().processInstanceId(instance.getId()).list()) {
                var into = step.getEndTime() == null ? active : passed;
                into.computeIfAbsent(step.getProcessDefinitionId(), id -> new ArrayList<>()).add(step.getActivityId());
            }
        }
        var definitions = new java.util.LinkedHashSet<>(active.keySet());
        definitions.addAll(passed.keySet());
        return definitions.stream().map(id -> new Trace(id, active.getOrDefault(id, List.of()).stream().distinct().toList(),
                passed.getOrDefault(id, List.of()).stream().distinct().toList())).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Count> running(String definitionId) {
        return management.createActivityStatisticsQuery(definitionId).includeIncidents().list().stream()
                .map(one -> new Count(one.getId(), one.getInstances(),
                        one.getIncidentStatistics().stream().mapToLong(i -> i.getIncidentCount()).sum())).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Incident> incidents() {
        return runtime.createIncidentQuery().list().stream().filter(i -> i.getId().equals(i.getRootCauseIncidentId()))
                .map(this::incident).toList();
    }

    @Override
    @Transactional
    public void retry(String incidentId) {
        var incident = runtime.createIncidentQuery().incidentId(incidentId).singleResult();
        if (incident == null) {
            throw Refusal.notFound();
        }
        if (incident.getIncidentType().equals(org.camunda.bpm.engine.runtime.Incident.EXTERNAL_TASK_HANDLER_TYPE)) {
            questions.setRetries(incident.getConfiguration(), 3);
        } else {
            management.setJobRetries(incident.getConfiguration(), 3);
        }
    }

    @Override
    @Transactional
    public void askAgain(String source) {
        questions.createExternalTaskQuery().locked().list().stream()
                .filter(task -> ("SOURCE_DOWN " + source).equals(task.getErrorMessage()))
                .forEach(task -> questions.unlock(task.getId()));
    }

    private Incident incident(org.camunda.bpm.engine.runtime.Incident incident) {
        var instance = runtime.createProcessInstanceQuery().processInstanceId(incident.getProcessInstanceId()).singleResult();
        return new Incident(incident.getId(), instance == null ? null : instance.getBusinessKey(),
                incident.getProcessDefinitionId(), incident.getActivityId(), incident.getIncidentMessage(),
                incident.getIncidentTimestamp().toInstant());
    }

    static Map<String, Object> variables(Facts facts) {
        var variables = new LinkedHashMap<String, Object>();
        facts.values().forEach((name, value) -> variables.put(name, value instanceof List<?> list ? FactList.of(list) : value));
        return variables;
    }
}
