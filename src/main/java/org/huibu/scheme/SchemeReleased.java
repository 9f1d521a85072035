package org.huibu.scheme;

import org.huibu.shared.DomainEvent;

/** New cases of the scheme follow another release from now on; it belongs to no case and stands in the system's chain. */
public record SchemeReleased(String schemeKey, int version, long insteadOf, String contentHash, String purpose, String editedBy, String approvedBy) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
