package org.huibu.disbursement.allocation;

import org.huibu.shared.DomainEvent;
import org.huibu.shared.Proposed;

/** A move of money was proposed or decided. It belongs to no case. */
record BudgetMoved(long id, BudgetMove.Kind kind, Proposed.State state, String document) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
