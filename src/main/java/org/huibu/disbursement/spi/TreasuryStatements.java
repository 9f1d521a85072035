package org.huibu.disbursement.spi;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The treasury's statement: what it really paid, and what came in on the accounts to which debts are paid. */
public interface TreasuryStatements {

    /**
     * A payment it executed.
     *
     * @param key idempotency key it was sent under; null for a payment that came another way
     * @param account of the payee in clear; @param reference the treasury's own number
     */
    record Line(String key, String orderNumber, long amountFen, String account, String payee, String reference) { }

    /**
     * What came in for one region.
     *
     * @param count how many transfers
     */
    record Inbound(String region, int count, long amountFen) { }

    /** @param inbound regions without any may be missing; null from a treasury that does not tell */
    record Statement(List<Line> lines, List<Inbound> inbound) { }

    /** All payments and receipts from the first to the last day, both with. @return empty if the treasury does not answer, or with what is not signed by it */
    Optional<Statement> between(LocalDate first, LocalDate last);
}
