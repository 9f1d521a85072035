package org.huibu.workflow.gate;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How the parts of one file hang together: references that lead nowhere, events out of place, ways out that are not decided, loops without a pause. */
final class FlowCheck {

    /** Where a check reports. */
    interface Report {
        void fault(String place, String code, Object... arguments);
    }

    private final Parts parts;
    private final Report report;
    private final Map<String, List<Parts.Flow>> out;

    private FlowCheck(Parts parts, Report report) {
        this.parts = parts;
        this.report = report;
        this.out = parts.flows.stream().filter(flow -> flow.from() != null).collect(Collectors.groupingBy(Parts.Flow::from));
    }

    static void check(Parts parts, Report report) {
        var check = new FlowCheck(parts, report);
        parts.references.stream().filter(reference -> !parts.ids.containsKey(reference.name()))
                .forEach(reference -> report.fault(reference.place(), "referenceUnknown", reference.name()));
        parts.flows.stream().filter(flow -> flow.from() == null || flow.to() == null).forEach(flow -> report.fault(flow.place(), "flowWithoutEnds", String.valueOf(flow.id())));
        parts.processes.forEach(check::starts);
        parts.nodes.forEach(check::events);
        parts.nodes.forEach(check::decided);
        check.loops();
    }

    private void starts(String process, String place) {
        if (parts.nodes.stream().noneMatch(node -> node.type().equals("startEvent") && node.scope().equals(process))) {
            report.fault(place, "startMissing", process);
        }
    }

    private void events(Parts.Node node) {
        var events = node.events();
        var inEventSubProcess = parts.nodes.stream().anyMatch(scope -> scope.id().equals(node.scope()) && scope.uses().containsKey("eventSubProcess"));
        var fits = switch (node.type()) {
            case "startEvent" -> inEventSubProcess ? events.size() == 1 : events.isEmpty();
            case "intermediateCatchEvent", "boundaryEvent" -> events.size() == 1 && !events.contains("terminateEventDefinition");
            case "intermediateThrowEvent" -> events.isEmpty();
            case "endEvent" -> events.isEmpty() || events.equals(Set.of("terminateEventDefinition"));
            default -> events.isEmpty();
        };
        if (!fits) {
            report.fault(node.place(), "eventNotAllowed", node.id());
        }
    }

    private void decided(Parts.Node node) {
        var flows = out.getOrDefault(node.id(), List.of());
        if (node.type().equals("exclusiveGateway") && flows.size() > 1) {
            flows.stream().filter(flow -> !flow.conditional() && !String.valueOf(flow.id()).equals(node.uses().get("default")))
                    .forEach(flow -> report.fault(flow.place(), "flowWithoutCondition", String.valueOf(flow.id())));
        }
        if (!node.type().equals("endEvent") && !node.uses().containsKey("eventSubProcess") && flows.isEmpty()) {
            report.fault(node.place(), "deadEnd", node.id());
        }
    }

    /** A loop in which nobody acts and nothing is waited for runs for ever. What a called model waits for does not count. */
    private void loops() {
        var running = parts.nodes.stream().filter(node -> !node.waits()).map(Parts.Node::id).collect(Collectors.toSet());
        for (var node : parts.nodes) {
            if (running.contains(node.id()) && reaches(node.id(), running)) {
                report.fault(node.place(), "loopWithoutPause", node.id());
                return;
            }
        }
    }

    private boolean reaches(String start, Set<String> within) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(next(start));
        while (!open.isEmpty()) {
            var at = open.pop();
            if (at.equals(start)) {
                return true;
            }
            if (within.contains(at) && seen.add(at)) {
                open.addAll(next(at));
            }
        }
        return false;
    }

    private List<String> next(String node) {
        return out.getOrDefault(node, List.of()).stream().map(Parts.Flow::to).filter(java.util.Objects::nonNull).toList();
    }
}
