package org.huibu.process;

import java.util.List;
import java.util.Map;
import org.huibu.shared.Fault;

/** Checking, deploying and reading models. The same checks run for an editor's draft, a release, a deployment and a cache reload. */
public interface Models {

    /** All faults at once; a fault's path is {@code file:line} or {@code file#element}. */
    List<Fault> check(Bundle bundle);

    /** Deploys a bundle as one engine deployment, atomically. @throws org.huibu.shared.Refusal INVALID with all faults */
    Deployed deploy(Bundle bundle);

    /** The exact XML of a model version. */
    String xml(String definitionId);

    /** The other models of the same release, which this one may call: definition id → name. */
    Map<String, String> beside(String definitionId);

    /** Elements with their words and properties, in document order. */
    List<Element> elements(String definitionId);

    /** The same of a model text that is not deployed. */
    List<Element> elementsOf(String bpmn);

    /** Blocks and topics that models may call, for the editor. */
    List<Offer> catalogue();

    /** @param files file name → text */
    record Bundle(String name, Map<String, String> files) { }

    /** @param definitionIds process key → id of the version deployed */
    record Deployed(String deploymentId, Map<String, String> definitionIds) { }

    record Element(String id, String type, String name, String documentation, Map<String, String> properties) { }

    record Offer(String name, String kind, String title, List<String> sets) { }
}
