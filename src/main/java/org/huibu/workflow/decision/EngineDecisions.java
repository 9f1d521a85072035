package org.huibu.workflow.decision;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionLiteralExpressionEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionLogicEvaluationEvent;
import org.camunda.bpm.dmn.engine.delegate.DmnDecisionTableEvaluationEvent;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.spi.el.ElProvider;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.huibu.process.Decisions;
import org.springframework.stereotype.Service;

/** Decision graphs on a standalone engine: no database, no session, safe for concurrent use. */
@Service
class EngineDecisions implements Decisions {

    private final ThreadLocal<List<Hit>> hits = new ThreadLocal<>();
    private final DmnEngine engine;

    EngineDecisions() {
        var configuration = (DefaultDmnEngineConfiguration) DefaultDmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        configuration.setElProvider(noOtherLanguage());
        configuration.setScriptEngineResolver(language -> {
            throw new IllegalArgumentException("decisions speak FEEL only, not " + language);
        });
        configuration.setFeelEngineFactory(QuickFeel::new);
        configuration.getCustomPostDecisionEvaluationListeners().add(this::record);
        engine = configuration.buildEngine();
    }

    @Override
    public Graph parse(String fileName, String dmn) {
        var model = Dmn.readModelFromStream(new ByteArrayInputStream(dmn.getBytes(StandardCharsets.UTF_8)));
        var graph = engine.parseDecisionRequirementsGraph(model);
        return new ParsedGraph(model, key -> {
            var decision = graph.getDecision(key);
            if (decision == null) {
                throw new IllegalArgumentException(fileName + " has no decision " + key);
            }
            return decision;
        });
    }

    private static ElProvider noOtherLanguage() {
        return expression -> {
            throw new IllegalArgumentException("decisions speak FEEL only: " + expression);
        };
    }

    private void record(DmnDecisionEvaluationEvent event) {
        if (hits.get() != null) {
            event.getRequiredDecisionResults().forEach(this::record);
            record(event.getDecisionResult());
        }
    }

    private void record(DmnDecisionLogicEvaluationEvent event) {
        var key = event.getDecision().getKey();
        if (hits.get().stream().anyMatch(hit -> hit.decision().equals(key))) {
            return;
        }
        if (event instanceof DmnDecisionTableEvaluationEvent table) {
            var rules = table.getMatchingRules();
            var outputs = rules.stream().flatMap(rule -> rule.getOutputEntries().values().stream())
                    .map(output -> output.getValue().getValue()).toList();
            hits.get().add(new Hit(key, rules.isEmpty() ? null : rules.get(0).getId(), outputs.size() == 1 ? outputs.get(0) : outputs));
        } else if (event instanceof DmnDecisionLiteralExpressionEvaluationEvent literal) {
            hits.get().add(new Hit(key, null, literal.getOutputValue().getValue()));
        }
    }

    private final class ParsedGraph implements Graph {

        private final DmnModelInstance model;
        private final java.util.function.Function<String, DmnDecision> decisions;

        ParsedGraph(DmnModelInstance model, java.util.function.Function<String, DmnDecision> decisions) {
            this.model = model;
            this.decisions = decisions;
        }

        @Override
        public List<Criterion> criteria(String topDecision) {
            return required(named(topDecision), "requiredDecision").stream().map(this::criterion).toList();
        }

        @Override
        public Criterion criterion(String decision) {
            return criterion(named(decision));
        }

        private ModelElementInstance named(String decision) {
            ModelElementInstance found = model.getModelElementById(decision);
            if (found == null) {
                throw new IllegalArgumentException("no decision " + decision);
            }
            return found;
        }

        private Criterion criterion(ModelElementInstance decision) {
            var inputs = new ArrayList<String>();
            collect(decision, inputs);
            return new Criterion(decision.getAttributeValue("id"), decision.getAttributeValue("name"),
                    required(decision, "requiredAuthority").stream().map(source -> source.getAttributeValue("name")).toList(), List.copyOf(inputs));
        }

        private void collect(ModelElementInstance decision, List<String> inputs) {
            required(decision, "requiredInput").forEach(input -> inputs.add(input.getAttributeValue("name")));
            required(decision, "requiredDecision").forEach(other -> collect(other, inputs));
        }

        /** Read from the document: the model API types references to inputs wrongly. */
        private List<ModelElementInstance> required(ModelElementInstance decision, String kind) {
            return decision.getDomElement().getChildElements().stream().flatMap(requirement -> requirement.getChildElements().stream())
                    .filter(reference -> reference.getLocalName().equals(kind))
                    .map(reference -> (ModelElementInstance) model.getModelElementById(reference.getAttribute("href").substring(1))).toList();
        }

        @Override
        public Evaluation evaluate(String decision, Map<String, Object> inputs) {
            hits.set(new ArrayList<>());
            try {
                var result = engine.evaluateDecision(decisions.apply(decision), new java.util.HashMap<>(inputs));
                var own = hits.get().stream().filter(hit -> hit.decision().equals(decision)).findFirst();
                return new Evaluation(own.map(Hit::output).orElseGet(() -> result.isEmpty() ? null : result.getFirstResult().getFirstEntry()),
                        List.copyOf(hits.get()));
            } finally {
                hits.remove();
            }
        }
    }
}
