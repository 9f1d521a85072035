package org.huibu.process;

import java.util.List;

/** Starting, telling and reading running processes. Every change joins the caller's transaction. */
public interface Processes {

    /** Starts the exact model version for a case. @return id of the process instance */
    String start(String definitionId, String caseNumber, Facts facts);

    /**
     * Starts another process of the same deployment beside the case's own.
     *
     * @param beside definition of the case's own process @param key of the other, such as {@code shared_post_check} @param facts it begins with
     * @throws org.huibu.shared.Refusal NOT_FOUND if that deployment has none
     */
    String startBeside(String beside, String key, String caseNumber, Facts facts);

    /**
     * Tells a waiting process something.
     *
     * @param group line group or payment order the message is for; {@code null} for the whole case
     * @throws org.huibu.shared.Refusal CONFLICT {@code notWaiting} if no process of the case waits for it
     */
    void tell(String message, String caseNumber, String group, Facts facts);

    /** True if a process of the case (or of the given group of it) waits for the message. */
    boolean waitsFor(String message, String caseNumber, String group);

    /** Where the case stands now and what it has passed, for the diagram: per model version, called models included. */
    List<Trace> traces(String caseNumber);

    /** Cases per element of one model version, for the administrator's diagram. */
    List<Count> running(String definitionId);

    /** Steps that failed by our own fault and wait for an operator. */
    List<Incident> incidents();

    /** Gives the failed step a new try. */
    void retry(String incidentId);

    /** Asks the parked questions of a source again at once, because it is back. @param source for instance {@code D03} */
    void askAgain(String source);

    /** @param active element ids with a token now; @param passed element and flow ids passed */
    record Trace(String definitionId, List<String> active, List<String> passed) { }

    record Count(String element, long cases, long incidents) { }

    record Incident(String id, String caseNumber, String definitionId, String element, String message, java.time.Instant at) { }
}
