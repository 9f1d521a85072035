package org.huibu.disbursement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.PaymentOrder.State;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Orders extends Repository<PaymentOrder, Long> {

    PaymentOrder save(PaymentOrder order);

    Optional<PaymentOrder> findById(long id);

    Optional<PaymentOrder> findByKey(String key);

    List<PaymentOrder> findByNumberIn(Collection<String> numbers);

    Optional<PaymentOrder> findByNumberAndRegionStartingWith(String number, String region);

    List<PaymentOrder> findByCaseNumberOrderById(String caseNumber);

    long countByCaseNumber(String caseNumber);

    Optional<PaymentOrder> findFirstByCaseNumberAndGroupOrderByIdDesc(String caseNumber, String group);

    boolean existsByReservationIdAndStateNotIn(long reservationId, Collection<State> states);

    List<PaymentOrder> findByRegionStartingWithAndStateInAndIdLessThanOrderByIdDesc(String region, Collection<State> states, long before, Limit limit);

    long countByRegionStartingWithAndState(String region, State state);

    long countByRegionStartingWithAndAttentionIsNotNullAndStateNot(String region, State state);

    @Query("select o from PaymentOrder o where o.region like concat(?1, '%') and (o.attention is not null or o.state = org.huibu.disbursement.PaymentOrder.State.UNKNOWN) order by o.id desc")
    List<PaymentOrder> doubtful(String region, Limit limit);
}
