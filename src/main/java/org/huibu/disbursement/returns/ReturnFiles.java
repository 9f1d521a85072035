package org.huibu.disbursement.returns;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

interface ReturnFiles extends Repository<ReturnFile, Long> {

    ReturnFile save(ReturnFile file);

    ReturnFile saveAndFlush(ReturnFile file);

    Optional<ReturnFile> findById(long id);

    Optional<ReturnFile> findByIdAndRegionStartingWith(long id, String region);

    Optional<ReturnFile> findByTaken(String hash);

    List<ReturnFile> findByRegionStartingWithAndIdLessThanOrderByIdDesc(String region, long before, Limit limit);
}
