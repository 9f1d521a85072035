package org.huibu.disbursement.allocation;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface BudgetMoves extends Repository<BudgetMove, Long> {

    BudgetMove save(BudgetMove move);

    BudgetMove saveAndFlush(BudgetMove move);

    Optional<BudgetMove> findById(long id);

    boolean existsByLiveDocumentAndFundAndToCodeAndToYearAndToRegion(String document, String fund, String toCode, int toYear, String toRegion);

    /** Newest first. @param region prefix of the codes seen; @param kept one that is seen besides */
    @Query("select m from BudgetMove m where (m.fromRegion like concat(:region, '%') or m.toRegion like concat(:region, '%') or m.toRegion = :kept) and m.id < :before order by m.id desc")
    List<BudgetMove> touching(String region, String kept, long before, Limit limit);
}
