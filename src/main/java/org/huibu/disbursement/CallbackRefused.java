package org.huibu.disbursement;

import org.huibu.shared.DomainEvent;

/** Somebody called back and was not believed. It belongs to no case, since what it claims proves nothing. @param number of the order whose key it used */
record CallbackRefused(String why, String number, String eventId) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
