package org.huibu.disbursement.batch;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface PaymentBatches extends Repository<PaymentBatch, Long> {

    PaymentBatch save(PaymentBatch batch);

    Optional<PaymentBatch> findById(long id);

    Optional<PaymentBatch> findByNumberAndRegionStartingWith(String number, String region);

    List<PaymentBatch> findByRegionStartingWithAndIdLessThanOrderByIdDesc(String region, long before, Limit limit);

    List<PaymentBatch> findByStateInOrderById(Collection<PaymentBatch.State> states);
}
