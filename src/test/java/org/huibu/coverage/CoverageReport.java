package org.huibu.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Holds what was seen against what the models in {@code processes/} have. */
final class CoverageReport {

    private CoverageReport() {
    }

    /** @param what steps, flows or rules */
    record Figure(String model, String what, int seen, int all, Set<String> missing) {

        int percent() {
            return all == 0 ? 100 : 100 * seen / all;
        }
    }

    static List<Figure> figures() {
        try (var files = Files.walk(Path.of("processes"))) {
            return files.sorted().flatMap(file -> file.toString().endsWith(".bpmn") ? process(file) : file.toString().endsWith(".dmn") ? decisions(file) : Stream.of()).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String table(List<Figure> figures) {
        var text = new StringBuilder("| model | what | passed | of | % | not yet |\n|---|---|--:|--:|--:|---|\n");
        figures.forEach(one -> text.append("| %s | %s | %d | %d | %d | %s |%n".formatted(one.model(), one.what(), one.seen(), one.all(), one.percent(), String.join(", ", one.missing()))));
        for (var what : List.of("steps", "flows", "rules")) {
            var all = figures.stream().filter(one -> one.what().equals(what)).toList();
            var seen = all.stream().mapToInt(Figure::seen).sum();
            var of = all.stream().mapToInt(Figure::all).sum();
            text.append("| **all** | %s | %d | %d | %d | |%n".formatted(what, seen, of, of == 0 ? 100 : 100 * seen / of));
        }
        return text.toString();
    }

    private static Stream<Figure> process(Path file) {
        var model = Bpmn.readModelFromFile(file.toFile());
        var seen = ModelCoverage.seen(model.getModelElementsByType(Process.class).iterator().next().getId());
        var name = file.getFileName().toString();
        // The engine takes no flow behind an event-based gateway: the event that comes is entered at once.
        model.getModelElementsByType(EventBasedGateway.class).stream().flatMap(gateway -> gateway.getOutgoing().stream())
                .filter(flow -> seen.contains(flow.getTarget().getId())).forEach(flow -> seen.add(flow.getId()));
        return Stream.of(figure(name, "steps", seen, model.getModelElementsByType(FlowNode.class), "id"),
                figure(name, "flows", seen, model.getModelElementsByType(SequenceFlow.class), "id"));
    }

    private static Stream<Figure> decisions(Path file) {
        var name = file.getFileName().toString();
        return Stream.of(figure(name, "rules", ModelCoverage.seen(name), Dmn.readModelFromFile(file.toFile()).getModelElementsByType(Rule.class), "id"));
    }

    private static Figure figure(String model, String what, Set<String> seen, Collection<? extends ModelElementInstance> all, String id) {
        var ids = new TreeSet<String>();
        all.forEach(one -> ids.add(one.getAttributeValue(id)));
        var missing = new TreeSet<>(ids);
        missing.removeAll(seen);
        return new Figure(model, what, ids.size() - missing.size(), ids.size(), missing);
    }
}
