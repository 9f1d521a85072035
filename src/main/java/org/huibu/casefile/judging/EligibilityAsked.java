package org.huibu.casefile.judging;

import org.huibu.shared.DomainEvent;

/** Somebody had departments asked without a case. It stands in the audit trail, since personal facts were looked at; no number does. */
public record EligibilityAsked(String scheme, String region, int lines) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
