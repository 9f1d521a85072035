package org.huibu.disbursement.budget;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.budget.Reservation.State;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Reservations extends Repository<Reservation, Long> {

    Reservation save(Reservation reservation);

    Optional<Reservation> findFirstByCaseNumberAndGroupOrderByIdDesc(String caseNumber, String group);

    List<Reservation> findByCaseNumberAndStateIn(String caseNumber, Collection<State> states);

    /** First come, first served: the ids grow with the time of approval. */
    Optional<Reservation> findFirstByFundAndRegionAndStateOrderById(String fund, String region, State state);

    boolean existsByFundAndRegionAndStateAndIdLessThan(String fund, String region, State state, long id);

    long countByFundAndRegionAndStateAndIdLessThan(String fund, String region, State state, long id);

    List<Reservation> findByFundAndRegionAndStateAndIdGreaterThanOrderById(String fund, String region, State state, long after, Limit limit);

    List<Reservation> findByFundAndRegionAndYearAndStateAndIdGreaterThanOrderById(String fund, String region, int year, State state, long after, Limit limit);

    @Query("select distinct r.fund, r.region from Reservation r where r.state = org.huibu.disbursement.budget.Reservation.State.WAITING")
    List<String[]> queues();
}
