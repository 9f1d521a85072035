package org.huibu.disbursement.budget;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.budget.Reservation.State;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** A queue is a fund, a budget code and a region: who waits there waits in the order of approval, since ids grow with the time of approval. See {@link Waiting} for who waits for the same money of several. */
interface Reservations extends Repository<Reservation, Long> {

    Reservation save(Reservation reservation);

    Optional<Reservation> findById(long id);

    Optional<Reservation> findFirstByCaseNumberAndGroupOrderByIdDesc(String caseNumber, String group);

    List<Reservation> findByCaseNumberAndStateIn(String caseNumber, Collection<State> states);

    Optional<Reservation> findFirstByFundAndBudgetCodeAndRegionAndStateOrderById(String fund, String budgetCode, String region, State state);

    long countByFundAndBudgetCodeAndRegionAndStateAndIdLessThan(String fund, String budgetCode, String region, State state, long id);

    List<Reservation> findByFundAndBudgetCodeAndStateAndRegionNotInAndIdGreaterThanAndIdLessThanOrderById(String fund, String budgetCode, State state, Collection<String> regions, long after,
            long before, Limit limit);

    @Query("select distinct r.fund, r.budgetCode, r.region from Reservation r where r.state = org.huibu.disbursement.budget.Reservation.State.WAITING")
    List<String[]> queues();

    /** The first who waits in an envelope's queue. */
    default Optional<Reservation> first(Envelope envelope) {
        return findFirstByFundAndBudgetCodeAndRegionAndStateOrderById(envelope.fund(), envelope.code(), envelope.region(), State.WAITING);
    }

    /** How many of the same queue were approved earlier and still wait. */
    default long ahead(Reservation one) {
        return countByFundAndBudgetCodeAndRegionAndStateAndIdLessThan(one.fund(), one.budgetCode(), one.region(), State.WAITING, one.id());
    }
}
