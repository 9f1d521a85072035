package org.huibu.audit;

import org.huibu.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Seals a moment after the facts, away from the transactions of users; two nodes never both win. */
@Component
class Sealer {

    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    private final Trail trail;

    Sealer(Trail trail) {
        this.trail = trail;
    }

    @Scheduled(fixedDelayString = "${huibu.audit.seal-every:2s}")
    void seal() {
        try {
            trail.seal();
        } catch (ConcurrencyFailureException | Refusal raced) {
            LOG.debug("another node sealed first");
        }
    }
}
