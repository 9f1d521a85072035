package org.huibu.studio.draft;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface Drafts extends Repository<Draft, Long> {

    Draft saveAndFlush(Draft draft);

    Optional<Draft> findById(long id);

    List<Draft> findByStateInOrderByIdDesc(List<Draft.State> states, Limit limit);
}
