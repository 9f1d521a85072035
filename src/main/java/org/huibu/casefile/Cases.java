package org.huibu.casefile;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.huibu.casefile.lookup.CaseStore;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Cases extends Repository<CaseFile, Long>, CaseStore {

    /** Until the end of the transaction: whoever opens a case about lines of this one does so one after the other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from CaseFile c where c.number = ?1")
    Optional<CaseFile> lockByNumber(String number);

    List<CaseFile> findBySchemeKeyAndApplicantIndexOrderById(String schemeKey, String applicantIndex);

    List<CaseFile> findBySchemeKeyAndApplicantIndexAndFinishedFalseOrderById(String schemeKey, String applicantIndex);

    List<CaseFile> findByOwnerAndIdLessThanOrderByIdDesc(String owner, long before, Limit limit);
}
