package org.huibu.guarantee.fund;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface FundChanges extends Repository<FundChange, Long> {

    FundChange save(FundChange change);

    FundChange saveAndFlush(FundChange change);

    Optional<FundChange> findById(long id);

    boolean existsByDocumentAndRegion(String document, String region);

    /** Newest first. */
    List<FundChange> findByRegionAndIdLessThanOrderByIdDesc(String region, long before, Limit limit);
}
