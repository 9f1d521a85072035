package org.huibu.casefile;

import java.util.Map;
import org.huibu.shared.DomainEvent;

/** Something that happened to a case; it stands in the timeline and in the audit trail. Details never hold personal numbers. */
public record CaseHappened(String caseNumber, String what, Map<String, String> details) implements DomainEvent {

    @Override
    public String type() {
        return what;
    }
}
