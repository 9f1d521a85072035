package org.huibu.disbursement.batch;

import org.huibu.shared.DomainEvent;

/** A batch came to a state. Its cases have their own events; the batch belongs to none of them. */
record BatchMoved(long id, String number, String state) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
