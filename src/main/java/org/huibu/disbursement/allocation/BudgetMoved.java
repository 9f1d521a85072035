package org.huibu.disbursement.allocation;

import org.huibu.shared.DomainEvent;

/** A move of money was proposed or decided. It belongs to no case. */
record BudgetMoved(long id, BudgetMove.Kind kind, BudgetMove.State state, String document) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
