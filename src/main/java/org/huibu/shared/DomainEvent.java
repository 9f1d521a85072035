package org.huibu.shared;

/** Something that happened to a case, told in the past tense; recorded by the audit trail in the same transaction. */
public interface DomainEvent {

    /** The case it happened to; {@code null} for what belongs to no case. */
    String caseNumber();

    /** Stable name in the trail. */
    default String type() {
        return getClass().getSimpleName();
    }
}
