package org.huibu.disbursement.reconciliation;

import java.time.LocalDate;
import org.huibu.shared.DomainEvent;

/** A person worked a difference off. @param what the state it has now */
record DifferenceWorked(String caseNumber, LocalDate day, String kind, String subject, String what, String reason) implements DomainEvent { }
