package org.huibu.process;

import java.time.Instant;

/** Inward port: what models ask of a case's clocks, answered by {@code casefile}. Limits are names of parameters such as {@code T_ACCEPT}. */
public interface CaseClock {

    /** When the limit ends, counted in the unit of its parameter; started now if it does not run yet, continued if it does. */
    Instant due(String caseNumber, String limit);

    /** When a period such as the public notice ends; it never pauses. */
    Instant end(String caseNumber, String limit);

    /** Stops the case's clocks while a step with property {@code pauses} is open. @param chargedTo applicant, source or procedure */
    void pause(String caseNumber, String element, String chargedTo);

    void resume(String caseNumber, String element);
}
