package org.huibu.casefile.quota;

import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.process.block.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What models may call of a quota, and who wakes those that wait for places. */
final class QuotaBlocks {

    private QuotaBlocks() {
    }

    /** The property {@code rule} names the rule of the scheme that says HELD, WAIT or TOO_MANY. */
    @Block(name = "takeQuota", title = "按方案的规则占用年度名额，用完的按先后等待", sets = "quota")
    record TakeQuota(Quotas quotas, CaseRules rules, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var number = step.caseNumber();
            var asked = quotas.ask(number);
            var answer = String.valueOf(rules.apply(number, step.property("rule").orElseThrow(),
                    Map.of("places", asked.places(), "free", asked.free(), "year", asked.year(), "earlier", asked.earlier())).text());
            switch (answer) {
                case "HELD" -> {
                    quotas.hold(number);
                    work.happened(number, "QuotaHeld", Map.of());
                }
                case "TOO_MANY" -> {
                    quotas.release(number);
                    work.happened(number, "QuotaTooSmall", Map.of());
                }
                default -> work.happened(number, "QuotaMissing", quotas.told(number));
            }
            return Facts.of("quota", answer);
        }
    }

    @Block(name = "releaseQuota", title = "归还年度名额")
    record ReleaseQuota(Quotas quotas) implements BlockCall {
        @Override
        public Facts call(Step step) {
            quotas.release(step.caseNumber());
            return Facts.NONE;
        }
    }

    /** Lets those go on whose turn has come and tells the others that they moved up. */
    @Component
    @Sends(@Sends.Message(name = "QuotaAvailable"))
    static class Awaken {

        private static final Logger LOG = LoggerFactory.getLogger(Awaken.class);
        private final Quotas quotas;
        private final Processes processes;
        private final CaseWork work;
        private final Retries retries;

        Awaken(Quotas quotas, Processes processes, CaseWork work, Retries retries) {
            this.quotas = quotas;
            this.processes = processes;
            this.work = work;
            this.retries = retries;
        }

        @Scheduled(fixedDelayString = "${huibu.budget.retry:5s}")
        void awaken() {
            for (var first : quotas.ready()) {
                if (awaken(first)) {
                    quotas.waiting().stream().filter(other -> other.scheme().equals(first.scheme()) && other.region().equals(first.region())).forEach(this::movedUp);
                }
            }
        }

        private boolean awaken(Quotas.Claim first) {
            try {
                return retries.run(() -> {
                    var waits = processes.waitsFor("QuotaAvailable", first.caseNumber(), null);
                    if (waits) {
                        processes.tell("QuotaAvailable", first.caseNumber(), null, Facts.NONE);
                    }
                    return waits;
                });
            } catch (RuntimeException fault) {
                LOG.warn("case {} could not be told that there are places for it", first.caseNumber(), fault);
                return false;
            }
        }

        private void movedUp(Quotas.Claim other) {
            retries.run(() -> {
                work.happened(other.caseNumber(), "QuotaMovedUp", quotas.told(other.caseNumber()));
                return null;
            });
        }
    }
}
