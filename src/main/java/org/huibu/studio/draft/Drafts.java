package org.huibu.studio.draft;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Drafts extends Repository<Draft, Long> {

    Draft saveAndFlush(Draft draft);

    Optional<Draft> findById(long id);

    /** For a change: whoever comes second waits, and then sees what the first one did. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select draft from Draft draft where draft.id = :id")
    Optional<Draft> locked(long id);

    List<Draft> findByStateInOrderByIdDesc(List<Draft.State> states, Limit limit);
}
