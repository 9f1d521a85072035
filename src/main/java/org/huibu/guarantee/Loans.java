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

    /** Loans to which one of these persons or entities is a party and that were contracted, or still may be; with their partners, as no transaction may be open. */
    @Query("select distinct l from Loan l left join fetch l.partners where l.state <> org.huibu.guarantee.Loan.State.ENDED and l.caseNumber <> ?2 "
            + "and (l.personIndex in ?1 or l.entityIndex in ?1 or exists (select 1 from Loan m join m.partners p where m.id = l.id and p in ?1))")
    List<Loan> of(Collection<String> indexes, String otherThan);
}
