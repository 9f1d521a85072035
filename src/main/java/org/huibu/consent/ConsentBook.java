package org.huibu.consent;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface ConsentBook extends Repository<Consent, Long> {

    Consent save(Consent consent);

    Optional<Consent> findByTokenHash(String hash);

    Optional<Consent> findByIdAndCaseNumber(long id, String caseNumber);

    List<Consent> findByCaseNumberOrderById(String caseNumber);
}
