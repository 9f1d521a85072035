package org.huibu.workflow.gate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one BPMN file consists of, for the checks that need the whole picture. Places are {@code file:line}. */
final class Parts {

    final Map<String, String> processes = new LinkedHashMap<>();
    final List<Node> nodes = new ArrayList<>();
    final List<Flow> flows = new ArrayList<>();
    final List<Reference> references = new ArrayList<>();
    final List<Reference> facts = new ArrayList<>();
    final List<Reference> messages = new ArrayList<>();
    final Set<String> declared = new HashSet<>();
    final Map<String, String> ids = new HashMap<>();

    /**
     * A flow node.
     *
     * @param scope id of the process or subprocess that holds it
     * @param uses what it calls: {@code block}, {@code topic} or {@code process}; {@code attachedTo} of a boundary event
     * @param events kinds of its event definitions
     */
    record Node(String id, String type, String scope, String place, Map<String, String> uses, Map<String, String> properties, Set<String> events) {

        /** Somebody or something outside must act before a token goes on. */
        boolean waits() {
            return type.equals("userTask") || type.equals("intermediateCatchEvent") || type.equals("eventBasedGateway");
        }

        /** The role of whoever decides here; null if the separation of duties does not bind this task to its role. */
        String decider() {
            var role = properties.get("role");
            return type.equals("userTask") && role != null && role.equals(properties.getOrDefault("separation", role)) ? role : null;
        }
    }

    /** A sequence flow. */
    record Flow(String id, String from, String to, String place, boolean conditional) { }

    /** A name used at a place. */
    record Reference(String name, String place) { }
}
