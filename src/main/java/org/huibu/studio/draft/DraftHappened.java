package org.huibu.studio.draft;

import org.huibu.shared.DomainEvent;

/** Something that happened to a draft; it belongs to no case and stands in the system's chain. */
record DraftHappened(String what, long draft, String schemeKey, String detail) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }

    @Override
    public String type() {
        return what;
    }
}
