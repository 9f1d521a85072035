package org.huibu.disbursement.budget;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.outbox.Lease;
import org.huibu.process.block.Sends;
import org.huibu.process.block.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What models may call of a budget, and who wakes those that wait. */
final class BudgetBlocks {

    private BudgetBlocks() {
    }

    @Block(name = "reserveBudget", title = "锁定预算，额度不足的等待", sets = "budget")
    record ReserveBudget(Budgets budgets, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var waited = budgets.waits(step.caseNumber(), step.group());
            var reserved = budgets.reserve(step.caseNumber(), step.group());
            // Who waits is told so once, and once more when it goes on.
            if (reserved || !waited) {
                work.happened(step.caseNumber(), !reserved ? "BudgetMissing" : waited ? "BudgetCame" : "BudgetReserved", budgets.told(step.caseNumber(), step.group(), reserved));
            }
            return Facts.of("budget", reserved ? "RESERVED" : "NONE");
        }
    }

    @Block(name = "releaseBudget", title = "释放已锁定的预算")
    record ReleaseBudget(Budgets budgets, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            budgets.release(step.caseNumber(), step.group());
            work.happened(step.caseNumber(), "BudgetReleased", Map.of("group", step.group()));
            return Facts.NONE;
        }
    }

    /** Covers promises that came first, then lets those go on whose turn has come, until the first that still finds too little. */
    @Component
    @Sends(@Sends.Message(name = "BudgetAvailable"))
    static class Awaken {

        private static final Logger LOG = LoggerFactory.getLogger(Awaken.class);
        private static final Duration LEASE = Duration.ofMinutes(1);
        private final Budgets budgets;
        private final Commitments commitments;
        private final Processes processes;
        private final Retries retries;
        private final Lease lease;

        Awaken(Budgets budgets, Commitments commitments, Processes processes, Retries retries, JdbcClient jdbc, Clock clock) {
            this.budgets = budgets;
            this.commitments = commitments;
            this.processes = processes;
            this.retries = retries;
            this.lease = new Lease(jdbc, clock, "reservation", "id", LEASE);
        }

        @Scheduled(fixedDelayString = "${huibu.budget.retry:5s}")
        void awaken() {
            commitments.coverable().forEach(this::cover);
            var woken = true;
            while (woken) {
                woken = false;
                for (var first : budgets.firstOfEachQueue()) {
                    woken |= awaken(first);
                }
            }
        }

        private void cover(Envelope envelope) {
            try {
                retries.run(() -> {
                    commitments.coverNow(envelope);
                    return null;
                });
            } catch (RuntimeException fault) {
                LOG.warn("promises of {} could not be covered", envelope, fault);
            }
        }

        /** One faulty case stops nobody else's queue. */
        private boolean awaken(Reservation first) {
            try {
                return budgets.covers(first) && retries.run(() -> lease.take(first.id())) && awakenAlone(first);
            } catch (RuntimeException fault) {
                LOG.warn("case {} could not be told that there is money for it", first.caseNumber(), fault);
                return false;
            }
        }

        /** The nodes do not race for the first of a queue: all but one would work in vain. */
        private boolean awakenAlone(Reservation first) {
            try {
                return retries.run(() -> {
                    var waits = processes.waitsFor("BudgetAvailable", first.caseNumber(), first.group());
                    if (waits) {
                        processes.tell("BudgetAvailable", first.caseNumber(), first.group(), Facts.NONE);
                    }
                    return waits;
                });
            } finally {
                retries.run(() -> {
                    lease.end(first.id());
                    return null;
                });
            }
        }
    }
}
