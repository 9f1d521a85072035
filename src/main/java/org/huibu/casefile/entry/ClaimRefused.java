package org.huibu.casefile.entry;

import org.huibu.shared.DomainEvent;

/** Somebody claimed a case with a name or number that is not the applicant's, or one that is no longer to be claimed. */
record ClaimRefused(String caseNumber, String username) implements DomainEvent {

    @Override
    public String type() {
        return "CaseClaimRefused";
    }
}
