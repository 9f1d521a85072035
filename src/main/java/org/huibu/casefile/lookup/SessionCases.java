package org.huibu.casefile.lookup;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.hibernate.KeyType;
import org.huibu.casefile.CaseFile;
import org.springframework.transaction.annotation.Transactional;

/** Named in {@code META-INF/spring.factories}, where repositories look for what they do not derive. */
class SessionCases implements CaseStore {

    private final EntityManager entities;

    SessionCases(EntityManager entities) {
        this.entities = entities;
    }

    @Override
    public Optional<CaseFile> findByNumber(String number) {
        return number == null ? Optional.empty() : Optional.ofNullable(entities.find(CaseFile.class, number, KeyType.NATURAL));
    }

    @Override
    @Transactional
    public CaseFile save(CaseFile file) {
        var saved = file;
        if (file.version() == null) {
            entities.persist(file);
        } else {
            saved = entities.merge(file);
        }
        entities.flush();
        return saved;
    }
}
