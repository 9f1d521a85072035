package org.huibu.disbursement.court;

import java.util.List;
import java.util.Optional;
import org.huibu.shared.Proposed;
import org.springframework.data.repository.Repository;

interface CourtResults extends Repository<CourtResult, Long> {

    CourtResult save(CourtResult result);

    Optional<CourtResult> findById(long id);

    List<CourtResult> findByDebtOrderById(String debt);

    boolean existsByDebtAndState(String debt, Proposed.State state);
}
