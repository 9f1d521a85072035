package org.huibu.guarantee.bank;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface OrderBook extends Repository<BankOrder, Long> {

    BankOrder save(BankOrder order);

    Optional<BankOrder> findById(long id);

    Optional<BankOrder> findByKey(String key);

    List<BankOrder> findByCaseNumberOrderById(String caseNumber);
}
