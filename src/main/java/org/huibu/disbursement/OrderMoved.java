package org.huibu.disbursement;

import org.huibu.shared.DomainEvent;

/** A payment order reached a state or was worked by a person. @param what a state or NEEDS_PERSON, ANSWER_RECORDED, ANSWER_CONFIRMED, ASKED_AGAIN */
record OrderMoved(long orderId, String caseNumber, String number, String what, String detail) implements DomainEvent {

    @Override
    public String type() {
        return "PaymentOrder " + what;
    }
}
