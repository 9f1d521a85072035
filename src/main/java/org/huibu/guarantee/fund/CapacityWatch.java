package org.huibu.guarantee.fund;

import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Lets those go on whose turn has come. */
@Component
@Sends(@Sends.Message(name = "CapacityAvailable"))
class CapacityWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);
    private final GuaranteeFunds funds;
    private final Processes processes;
    private final Retries retries;

    CapacityWatch(GuaranteeFunds funds, Processes processes, Retries retries) {
        this.funds = funds;
        this.processes = processes;
        this.retries = retries;
    }

    @Scheduled(fixedDelayString = "${huibu.guarantee.retry:5s}")
    void awaken() {
        var woken = true;
        while (woken) {
            woken = false;
            for (var hold : funds.waiting()) {
                woken |= awaken(hold);
            }
        }
    }

    private boolean awaken(GuaranteeFunds.Hold hold) {
        try {
            return funds.covers(hold) && retries.run(() -> {
                var waits = processes.waitsFor("CapacityAvailable", hold.caseNumber(), null);
                if (waits) {
                    processes.tell("CapacityAvailable", hold.caseNumber(), null, Facts.NONE);
                }
                return waits;
            });
        } catch (RuntimeException fault) {
            LOG.warn("case {} could not be told that there is capacity for it", hold.caseNumber(), fault);
            return false;
        }
    }
}
