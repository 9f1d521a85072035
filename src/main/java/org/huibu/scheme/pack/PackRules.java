package org.huibu.scheme.pack;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.process.Decisions;
import org.huibu.process.Models;
import org.huibu.scheme.spi.PackCheck;
import org.huibu.shared.Fault;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What must hold between the files of a pack: states, roles, limits, facts and criteria name each other rightly. */
@Component
public class PackRules {

    private final PackReader reader;
    private final Models models;
    private final PackModels inModels;
    private final PackFields fields;
    private final Decisions decisions;
    private final ObjectProvider<PackCheck> others;

    PackRules(PackReader reader, Models models, PackModels inModels, PackFields fields, Decisions decisions, ObjectProvider<PackCheck> others) {
        this.reader = reader;
        this.models = models;
        this.inModels = inModels;
        this.fields = fields;
        this.decisions = decisions;
        this.others = others;
    }

    /** Reads a pack. @param faults receives every fault of every file @return the pack, if there is no fault */
    public Optional<PackReader.Source> read(String folder, Map<String, String> texts, List<Fault> faults) {
        var before = faults.size();
        var source = reader.parse(folder, texts, faults);
        var gate = models.check(new Models.Bundle(folder, checked(texts)));
        faults.addAll(gate);
        source.ifPresent(one -> {
            fields.check(one, faults::add);
            if (gate.stream().noneMatch(fault -> fault.code().equals("xmlBroken") || fault.code().equals("modelTooLarge") || fault.code().equals("encodingNotUtf8"))) {
                var elements = inModels.elements(one);
                inModels.check(one, elements, faults::add);
                others.forEach(other -> faults.addAll(other.check(one.pack(), elements)));
                checkDecisions(one, faults);
            }
        });
        return faults.size() == before ? source : Optional.empty();
    }

    /** The files that go to the engine: the pack's own models and the shared ones that are called. */
    public static Map<String, String> models(Map<String, String> files) {
        return files.entrySet().stream().filter(file -> file.getKey().endsWith(".bpmn"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> checked(Map<String, String> files) {
        return files.entrySet().stream().filter(file -> file.getKey().endsWith(".bpmn") || file.getKey().endsWith(".dmn"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void checkDecisions(PackReader.Source source, List<Fault> faults) {
        var rules = source.pack().decisions();
        var file = source.pack().key() + "/" + rules.file();
        if (!source.files().containsKey(file)) {
            faults.add(Fault.at(file, "fileMissing"));
            return;
        }
        try {
            var graph = decisions.parse(file, source.files().get(file));
            var declared = new HashSet<>(source.pack().facts().claim().keySet());
            declared.addAll(source.pack().facts().line().keySet());
            for (var top : java.util.stream.Stream.of(rules.claim(), rules.line()).filter(java.util.Objects::nonNull).toList()) {
                for (var criterion : graph.criteria(top)) {
                    criterion.inputs().stream().filter(input -> !declared.contains(input))
                            .forEach(input -> faults.add(Fault.at(file + "#" + criterion.id(), "inputIsNoFact", input)));
                    var onNothing = graph.evaluate(criterion.id(), Map.of()).result();
                    if (!"NEEDS_PERSON".equals(onNothing)) {
                        faults.add(Fault.at(file + "#" + criterion.id(), "criterionWithoutNullRow", String.valueOf(onNothing)));
                    }
                }
            }
            if (rules.amount() != null) {
                graph.criterion(rules.amount()).inputs().stream().filter(input -> !declared.contains(input))
                        .forEach(input -> faults.add(Fault.at(file + "#" + rules.amount(), "inputIsNoFact", input)));
            }
            declared.addAll(source.pack().facts().step().keySet());
            rules.steps().forEach((name, rule) -> checkStep(source, file, rule, declared, faults));
        } catch (RuntimeException broken) {
            faults.add(Fault.at(file, "decisionsBroken", String.valueOf(broken.getMessage())));
        }
    }

    private void checkStep(PackReader.Source source, String own, Pack.StepRule rule, Set<String> declared, List<Fault> faults) {
        var file = rule.file() == null ? own : "shared/" + rule.file();
        decisions.parse(file, source.files().getOrDefault(file, "")).criterion(rule.decision()).inputs().stream().filter(input -> !declared.contains(input))
                .forEach(input -> faults.add(Fault.at(file + "#" + rule.decision(), "inputIsNoFact", input)));
    }
}
