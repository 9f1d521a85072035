package org.huibu.disbursement.statement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.statement.Receipt.State;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface ReceiptRows extends Repository<Receipt, Long> {

    Receipt save(Receipt receipt);

    Optional<Receipt> findByIdAndRegionStartingWith(long id, String region);

    List<Receipt> findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(String region, Collection<State> states, long before, Limit limit);

    long countByRegionStartingWithAndStateIn(String region, Collection<State> states);
}
