package org.huibu.guarantee;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Loans extends Repository<Loan, Long> {

    Loan save(Loan loan);

    /** A case that came back after a refusal in court or a new decision has several: the newest counts. */
    Optional<Loan> findFirstByCaseNumberOrderByIdDesc(String caseNumber);

    /** Loans of the person or of the entity that were contracted, or still may be. */
    @Query("select l from Loan l where (l.personIndex in ?1 or l.entityIndex in ?1) and l.caseNumber <> ?2 and l.state <> org.huibu.guarantee.Loan.State.ENDED")
    List<Loan> of(Collection<String> indexes, String otherThan);
}
