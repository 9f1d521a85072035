package org.huibu.casefile.postcheck;

import org.huibu.shared.DomainEvent;

/** A draw was made. It belongs to no case; each case that was drawn tells of itself. @param period month, as {@code 2026-10} */
record PostCheckDrawn(long id, String region, String period, String seed, int cases, int atRandom, int byRisk) implements DomainEvent {

    @Override
    public String caseNumber() {
        return null;
    }
}
