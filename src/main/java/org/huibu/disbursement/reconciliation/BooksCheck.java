package org.huibu.disbursement.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.huibu.disbursement.budget.Funds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks now and then whether the books are right ({@code db/checker.sql}); every node for itself, so that none relies on another's look. */
@Component
class BooksCheck {

    private static final Logger LOG = LoggerFactory.getLogger(BooksCheck.class);
    private final Funds funds;
    private final Clock clock;
    private final AtomicReference<Look> last = new AtomicReference<>();

    BooksCheck(Funds funds, Clock clock) {
        this.funds = funds;
        this.clock = clock;
    }

    /** @param found empty when the books were right */
    record Look(Instant at, List<String> found) { }

    @Scheduled(fixedDelayString = "${huibu.books.every:10m}", initialDelayString = "${huibu.books.every:10m}")
    void look() {
        var found = funds.differences();
        last.set(new Look(clock.instant(), found));
        found.forEach(one -> LOG.error("the books are not right: {}", one));
    }

    /** Empty until this node has looked for the first time. */
    Optional<Look> last() {
        return Optional.ofNullable(last.get());
    }
}
