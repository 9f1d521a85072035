package org.huibu.guarantee.fund;

import org.huibu.shared.DomainEvent;
import org.huibu.shared.Proposed;

/** A change of a guarantee fund was proposed or decided. It belongs to no case. */
record FundChanged(long id, FundChange.Kind kind, Proposed.State state, String city, String document) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
