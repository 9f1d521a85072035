package org.huibu.scheme.parameter;

import java.time.LocalDate;
import org.huibu.shared.DomainEvent;

/** A policy approver let an ended value continue; it belongs to no case and stands in the system's chain. */
public record ContinuationSigned(String schemeKey, String key, String region, LocalDate ended, LocalDate until, String ground) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
