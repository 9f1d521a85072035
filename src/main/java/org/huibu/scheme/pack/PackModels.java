package org.huibu.scheme.pack;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.huibu.identity.Role;
import org.huibu.process.Models;
import org.huibu.scheme.Phase;
import org.huibu.scheme.form.FormDefinition;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.scheme.parameter.ParameterRules;
import org.huibu.shared.Fault;
import org.springframework.stereotype.Component;

/** What the models of a pack, the shared ones they call included, must find in the pack: states, stages, roles, limits, forms, letters. */
@Component
class PackModels {

    private static final Pattern PROCESS = Pattern.compile("<(?:\\w+:)?process\\b[^>]*\\bid=\"([^\"]+)\"");
    private static final Pattern CALLED = Pattern.compile("calledElement=\"([^\"]+)\"");
    private static final Pattern LIMIT = Pattern.compile("clock\\.(?:due|end)\\(execution,\\s*'([A-Z0-9_]+)'");
    private static final Set<Phase> ADVERSE = Set.of(Phase.NOT_ACCEPTED, Phase.REJECTED, Phase.WITHDRAWN, Phase.REVOKED);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private final Models models;

    PackModels(Models models) {
        this.models = models;
    }

    /** Elements of the models that a case may pass, by file. */
    Map<String, List<Models.Element>> elements(PackReader.Source source) {
        var found = new TreeMap<String, List<Models.Element>>();
        reached(source).forEach(file -> found.put(file, models.elementsOf(source.files().get(file))));
        return found;
    }

    void check(PackReader.Source source, Map<String, List<Models.Element>> elements, Consumer<Fault> fault) {
        var pack = source.pack();
        var limits = source.parameters().all().stream().filter(one -> ParameterRules.TIMES.contains(one.unit())).map(Parameter::key).collect(Collectors.toSet());
        if (source.files().entrySet().stream().noneMatch(file -> file.getKey().startsWith(pack.key() + "/") && defines(file.getValue(), pack.process()))) {
            fault.accept(Fault.at(pack.key() + "/scheme.yaml", "processMissing", pack.process()));
        }
        var forms = PackReader.stepForms(source);
        elements.forEach((file, nodes) -> {
            var text = source.files().get(file);
            LIMIT.matcher(text).results().filter(found -> !limits.contains(found.group(1)))
                    .forEach(found -> fault.accept(Fault.at(file + ":" + line(text, found.start()), "limitWithoutParameter", found.group(1))));
            nodes.forEach(node -> {
                var place = file + ":" + line(text, text.indexOf("id=\"" + node.id() + "\""));
                words(node, text, place, fault);
                properties(source, forms, node, place, limits, fault);
            });
        });
    }

    private static void words(Models.Element node, String text, String place, Consumer<Fault> fault) {
        if (node.name() == null || !CHINESE.matcher(node.name()).find()) {
            fault.accept(Fault.at(place, "nameMissing", node.id()));
        }
        if (node.documentation().isBlank()) {
            fault.accept(Fault.at(place, "documentationMissing", node.id()));
        }
        if (!text.contains("bpmnElement=\"" + node.id() + "\"")) {
            fault.accept(Fault.at(place, "pictureMissing", node.id()));
        }
    }

    private static void properties(PackReader.Source source, Map<String, FormDefinition> forms, Models.Element node, String place, Set<String> limits, Consumer<Fault> fault) {
        var pack = source.pack();
        node.properties().forEach((name, value) -> {
            var known = switch (name) {
                case "role" -> Arrays.stream(Role.values()).anyMatch(role -> role.name().equals(value));
                case "deadline" -> limits.contains(value);
                case "milestone" -> pack.states().containsKey(value);
                case "stage" -> pack.stages().stream().anyMatch(stage -> stage.key().equals(value));
                case "form" -> source.files().containsKey("forms/" + value);
                case "pauses" -> Set.of("applicant", "procedure").contains(value);
                case "rule" -> pack.decisions().steps().containsKey(value);
                case "lines" -> Set.of("verdict", "settled", "amount").contains(value);
                default -> true;
            };
            if (!known) {
                fault.accept(Fault.at(place, unknown(name), value));
            }
        });
        var outcomes = List.of(node.properties().getOrDefault("outcomes", "").split(","));
        var form = node.properties().containsKey("outcomes") ? forms.get(node.properties().getOrDefault("form", "")) : null;
        if (form != null) {
            form.single().stream().flatMap(field -> field.requiredFor().stream()).filter(outcome -> !outcomes.contains(outcome)).distinct()
                    .forEach(outcome -> fault.accept(Fault.at(place, "propertyValueUnknown", outcome)));
        }
        var state = pack.states().get(node.properties().getOrDefault("milestone", ""));
        if (node.type().equals("endEvent") && state != null && ADVERSE.contains(state.phase()) && !node.properties().containsKey("letter")) {
            fault.accept(Fault.at(place, "adverseEndWithoutLetter", node.id()));
        }
    }

    private static String unknown(String property) {
        return switch (property) {
            case "role" -> "roleUnknown";
            case "deadline" -> "limitWithoutParameter";
            case "milestone" -> "stateUnknown";
            case "stage" -> "stageUnknown";
            case "form" -> "formMissing";
            default -> "propertyValueUnknown";
        };
    }

    static Set<String> reached(PackReader.Source source) {
        var files = new HashSet<String>();
        reach(source.pack().process(), source.files(), files);
        return files;
    }

    private static void reach(String process, Map<String, String> texts, Set<String> files) {
        texts.forEach((file, text) -> {
            if (file.endsWith(".bpmn") && defines(text, process) && files.add(file)) {
                CALLED.matcher(text).results().forEach(called -> reach(called.group(1), texts, files));
            }
        });
    }

    private static boolean defines(String text, String process) {
        return PROCESS.matcher(text).results().anyMatch(found -> found.group(1).equals(process));
    }

    static long line(String text, int at) {
        return text.substring(0, Math.max(0, at)).chars().filter(c -> c == '\n').count() + 1;
    }
}
