package org.huibu.scheme;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.identity.Role;
import org.huibu.process.Decisions;
import org.huibu.process.Feel;
import org.huibu.process.Models;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;

/** What must hold between the files of a pack: states, roles, limits, facts and criteria name each other rightly. */
@Component
class PackRules {

    private final Models models;
    private final Decisions decisions;
    private final Feel feel;

    PackRules(Models models, Decisions decisions, Feel feel) {
        this.models = models;
        this.decisions = decisions;
        this.feel = feel;
    }

    List<Fault> check(PackReader.Source source) {
        var faults = new ArrayList<Fault>(models.check(new Models.Bundle(source.pack().key(), checked(source.files()))));
        if (faults.isEmpty()) {
            checkModels(source, faults);
            checkFacts(source, faults);
            checkDecisions(source, faults);
        }
        return faults;
    }

    /** The files that go to the engine: the pack's own models and the shared ones that are called. */
    static Map<String, String> models(Map<String, String> files) {
        return files.entrySet().stream().filter(file -> file.getKey().endsWith(".bpmn"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> checked(Map<String, String> files) {
        return files.entrySet().stream().filter(file -> file.getKey().endsWith(".bpmn") || file.getKey().endsWith(".dmn"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void checkModels(PackReader.Source source, List<Fault> faults) {
        var pack = source.pack();
        var limits = source.parameters().all().stream().map(Parameter::key).collect(Collectors.toSet());
        pack.limits().stream().filter(limit -> !limits.contains(limit))
                .forEach(limit -> faults.add(Fault.at(pack.key() + "/scheme.yaml", "limitWithoutParameter", limit)));
        var stages = pack.stages().stream().map(Pack.Stage::key).collect(Collectors.toSet());
        source.files().forEach((file, text) -> {
            if (file.endsWith(".bpmn")) {
                for (var element : models.elementsOf(text)) {
                    checkElement(pack, file, element, limits, stages, faults);
                }
            }
        });
    }

    private static void checkElement(Pack pack, String file, Models.Element element, Set<String> limits, Set<String> stages, List<Fault> faults) {
        var properties = element.properties();
        var place = file + "#" + element.id();
        var role = properties.get("role");
        if (role != null && java.util.Arrays.stream(Role.values()).noneMatch(known -> known.name().equals(role))) {
            faults.add(Fault.at(place, "roleUnknown", role));
        }
        if (properties.containsKey("deadline") && !limits.contains(properties.get("deadline"))) {
            faults.add(Fault.at(place, "limitWithoutParameter", properties.get("deadline")));
        }
        var own = !file.startsWith("shared/");
        if (own && properties.containsKey("milestone") && !pack.states().containsKey(properties.get("milestone"))) {
            faults.add(Fault.at(place, "stateUnknown", properties.get("milestone")));
        }
        if (own && properties.containsKey("stage") && !stages.contains(properties.get("stage"))) {
            faults.add(Fault.at(place, "stageUnknown", properties.get("stage")));
        }
        if (element.documentation().isBlank()) {
            faults.add(Fault.at(place, "documentationMissing", element.id()));
        }
    }

    private void checkFacts(PackReader.Source source, List<Fault> faults) {
        var file = source.pack().key() + "/scheme.yaml";
        var rules = source.pack().facts();
        for (var group : List.of(rules.claim(), rules.line())) {
            group.forEach((name, rule) -> feel.fault(rule.feel()).ifPresent(message -> faults.add(Fault.at(file, "feelDoesNotParse", name, message))));
        }
        source.pack().checks().forEach(check -> feel.fault(check.subject())
                .ifPresent(message -> faults.add(Fault.at(file, "feelDoesNotParse", check.check(), message))));
    }

    private void checkDecisions(PackReader.Source source, List<Fault> faults) {
        var rules = source.pack().decisions();
        var file = source.pack().key() + "/" + rules.file();
        try {
            var graph = decisions.parse(file, source.files().getOrDefault(file, ""));
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
        } catch (RuntimeException broken) {
            faults.add(Fault.at(file, "decisionsBroken", String.valueOf(broken.getMessage())));
        }
    }
}
