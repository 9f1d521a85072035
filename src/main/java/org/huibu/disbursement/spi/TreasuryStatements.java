package org.huibu.disbursement.spi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The treasury's statement: what it really paid. */
public interface TreasuryStatements {

    /**
     * A payment it executed.
     *
     * @param key idempotency key it was sent under; null for a payment that came another way
     * @param account of the payee in clear; @param reference the treasury's own number
     */
    record Line(String key, String orderNumber, long amountFen, String account, String payee, String reference) { }

    /** All payments from the first to the last day, both with. @return empty if the treasury does not answer, or with what is not signed by it */
    Optional<List<Line>> between(LocalDate first, LocalDate last);
}
