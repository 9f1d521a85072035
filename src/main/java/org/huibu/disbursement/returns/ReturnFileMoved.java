package org.huibu.disbursement.returns;

import org.huibu.shared.DomainEvent;

/** A return file reached a state, or a line of it was worked off ({@code LINE <place>}); it belongs to no single case. */
record ReturnFileMoved(long fileId, String hash, String what) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }

    @Override
    public String type() {
        return "ReturnFile " + what;
    }
}
