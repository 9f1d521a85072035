package org.huibu.casefile.lookup;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.hibernate.KeyType;
import org.huibu.casefile.CaseFile;

/** Named in {@code META-INF/spring.factories}, where repositories look for what they do not derive. */
class KnownCases implements CaseByNumber {

    private final EntityManager entities;

    KnownCases(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Optional<CaseFile> findByNumber(String number) {
        return number == null ? Optional.empty() : Optional.ofNullable(entities.find(CaseFile.class, number, KeyType.NATURAL));
    }
}
