package org.huibu.disbursement.court;

import org.huibu.shared.DomainEvent;
import org.huibu.shared.Proposed;

/** What a court said was recorded, confirmed, refused or taken back. */
record CourtResultMoved(String caseNumber, long id, String debt, CourtResult.Kind kind, Proposed.State state, String document) implements DomainEvent { }
