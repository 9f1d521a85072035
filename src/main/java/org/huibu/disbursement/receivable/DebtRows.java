package org.huibu.disbursement.receivable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.receivable.Debt.State;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface DebtRows extends Repository<Debt, Long> {

    Debt save(Debt debt);

    Optional<Debt> findById(long id);

    Optional<Debt> findByCode(String code);

    Optional<Debt> findByNumberAndRegionStartingWith(String number, String region);

    Optional<Debt> findByOverpaidAndRegionStartingWith(String difference, String region);

    List<Debt> findByCaseNumberOrderById(String caseNumber);

    List<Debt> findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(String region, Collection<State> states, long before, Limit limit);

    List<Debt> findByOwnerOrderByIdDesc(String owner, Limit limit);

    List<Debt> findByDebtorIndexAndFundAndRegionAndStateNotAndOffsetFromLessThanEqualOrderById(String index, String fund, String region, State state, Instant now);

    List<Debt> findByRegionAndDebtorAndStateNotOrderById(String region, String debtor, State state, Limit limit);

    List<Debt> findByStateInAndToldOverdueFalseAndDueOnLessThanOrderById(Collection<State> states, LocalDate today, Limit limit);
}
