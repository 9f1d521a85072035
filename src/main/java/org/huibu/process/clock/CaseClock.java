package org.huibu.process.clock;

import java.time.Instant;

/** Inward port: what models ask of a case's clocks, answered by {@code casefile}. Limits are names of parameters such as {@code T_ACCEPT}. */
public interface CaseClock {

    /** Pause of a case that is suspended: nothing of it runs, not even what began within. */
    String SUSPENDED = "SUSPENDED";

    /**
     * When the limit ends, counted in the unit of its parameter; started now if it does not run yet, continued if it does.
     *
     * @param group line group whose limit it is; {@code null} for the whole case
     */
    Instant due(String caseNumber, String group, String limit);

    /** When a period such as the public notice ends; it never pauses. */
    Instant end(String caseNumber, String limit);

    /**
     * Stops the clocks of the case, or of one group, while a step with property {@code pauses} is open.
     *
     * @param chargedTo applicant, source or procedure
     */
    void pause(String caseNumber, String group, String element, String chargedTo);

    /** Lets them run again, moved by the days of the pause. Nothing happens if there is no such pause. */
    void resume(String caseNumber, String group, String element);
}
