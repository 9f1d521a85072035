package org.huibu.casefile;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

public interface Cases extends Repository<CaseFile, Long> {

    CaseFile save(CaseFile file);

    Optional<CaseFile> findByNumber(String number);

    List<CaseFile> findBySchemeKeyAndApplicantIndexAndFinishedFalseOrderById(String schemeKey, String applicantIndex);

    List<CaseFile> findByOwnerAndIdLessThanOrderByIdDesc(String owner, long before, Limit limit);
}
