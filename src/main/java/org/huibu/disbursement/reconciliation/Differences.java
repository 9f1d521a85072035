package org.huibu.disbursement.reconciliation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface Differences extends Repository<Difference, Long> {

    Difference save(Difference difference);

    Difference saveAndFlush(Difference difference);

    Optional<Difference> findById(long id);

    List<Difference> findByDayOrderById(LocalDate day);
}
