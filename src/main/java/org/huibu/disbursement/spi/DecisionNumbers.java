package org.huibu.disbursement.spi;

import java.util.Optional;

/** Which decision a payment rests on (flows §1.9: each payment line carries the decision number). */
public interface DecisionNumbers {

    /** @return number of the newest decision letter (DOC-08) about a line group; empty if none was written */
    Optional<String> of(String caseNumber, String group);
}
