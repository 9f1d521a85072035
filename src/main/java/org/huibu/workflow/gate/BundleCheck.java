package org.huibu.workflow.gate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.shared.Fault;

/** What must hold between the files of a bundle: called models, facts, messages, and who must have decided before money moves. */
final class BundleCheck {

    private final Map<String, Parts> files;
    private final Gate.Offers offers;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Parts> byProcess = new HashMap<>();

    private BundleCheck(Map<String, Parts> files, Gate.Offers offers) {
        this.files = files;
        this.offers = offers;
    }

    static List<Fault> check(Map<String, Parts> files, Gate.Offers offers) {
        var check = new BundleCheck(files, offers);
        check.processes();
        check.names();
        check.duties();
        return check.faults;
    }

    private void processes() {
        files.values().forEach(parts -> parts.processes.forEach((id, place) -> {
            if (byProcess.put(id, parts) != null) {
                faults.add(Fault.at(place, "processTwice", id));
            }
        }));
        calls().forEach(node -> {
            if (!byProcess.containsKey(node.uses().get("process"))) {
                faults.add(Fault.at(node.place(), "calledProcessUnknown", node.uses().get("process")));
            }
        });
        byProcess.keySet().forEach(process -> {
            if (called(process, new HashSet<>()).contains(process)) {
                faults.add(Fault.at(byProcess.get(process).processes.get(process), "callsItself", process));
            }
        });
    }

    private List<Parts.Node> calls() {
        return files.values().stream().flatMap(parts -> parts.nodes.stream()).filter(node -> node.uses().containsKey("process")).toList();
    }

    /** All processes that a process calls, directly or not. */
    private Set<String> called(String process, Set<String> seen) {
        nodes(process).stream().map(node -> node.uses().get("process")).filter(byProcess::containsKey).filter(seen::add).forEach(next -> called(next, seen));
        return seen;
    }

    private void names() {
        var facts = new HashSet<>(offers.facts());
        files.values().forEach(parts -> facts.addAll(parts.declared));
        files.values().forEach(parts -> {
            parts.facts.stream().filter(fact -> !facts.contains(fact.name())).forEach(fact -> faults.add(Fault.at(fact.place(), "factUnknown", fact.name())));
            parts.messages.stream().filter(message -> !offers.messages().contains(message.name()))
                    .forEach(message -> faults.add(Fault.at(message.place(), "messageUnknown", message.name())));
        });
    }

    /**
     * A block may demand that certain roles have decided on every way that leads to it. Ways are followed from the start of each model
     * that is not shared, through the models it calls; an event that leaves a task early has not passed it.
     */
    private void duties() {
        var duties = new LinkedHashMap<String, Set<String>>();
        files.values().stream().flatMap(parts -> parts.nodes.stream()).map(node -> node.uses().get("block")).filter(java.util.Objects::nonNull)
                .forEach(block -> duties.put(block, offers.after(block)));
        files.forEach((file, parts) -> {
            if (!file.startsWith("shared/")) {
                parts.processes.keySet().forEach(process -> duties.forEach((block, roles) -> roles.forEach(role ->
                        unseen(process, role, block, new HashSet<>()).forEach(node ->
                                faults.add(Fault.at(node.place(), "decisionMissing", node.id(), role, process))))));
            }
        });
    }

    /** Nodes with the block that a token may reach without passing a task of the role. */
    private Set<Parts.Node> unseen(String process, String role, String block, Set<String> entered) {
        var found = new HashSet<Parts.Node>();
        if (!byProcess.containsKey(process) || !entered.add(process)) {
            return found;
        }
        var seen = new HashSet<String>();
        var nodes = nodes(process);
        var open = new ArrayDeque<Parts.Node>(nodes.stream().filter(node -> node.type().equals("startEvent") && starts(node, process)).toList());
        while (!open.isEmpty()) {
            var node = open.pop();
            if (!seen.add(node.id())) {
                continue;
            }
            if (block.equals(node.uses().get("block"))) {
                found.add(node);
            }
            if (node.uses().containsKey("process")) {
                found.addAll(unseen(node.uses().get("process"), role, block, entered));
            }
            open.addAll(behind(node, nodes, !role.equals(node.decider())));
        }
        return found;
    }

    private boolean starts(Parts.Node start, String process) {
        return start.scope().equals(process) || nodes(process).stream().anyMatch(scope -> scope.id().equals(start.scope()) && scope.uses().containsKey("eventSubProcess"));
    }

    private List<Parts.Node> behind(Parts.Node node, Collection<Parts.Node> nodes, boolean passed) {
        var flows = byProcess.values().stream().flatMap(parts -> parts.flows.stream()).filter(flow -> node.id().equals(flow.from())).map(Parts.Flow::to).toList();
        return nodes.stream().filter(next -> passed && flows.contains(next.id()) || node.id().equals(next.uses().get("attachedTo"))
                || next.type().equals("startEvent") && next.scope().equals(node.id())).toList();
    }

    private List<Parts.Node> nodes(String process) {
        var parts = byProcess.get(process);
        if (parts == null) {
            return List.of();
        }
        var scopes = new HashSet<>(Set.of(process));
        parts.nodes.stream().filter(node -> node.type().equals("subProcess")).forEach(node -> {
            if (scopes.contains(node.scope())) {
                scopes.add(node.id());
            }
        });
        return parts.nodes.stream().filter(node -> scopes.contains(node.scope())).toList();
    }
}
