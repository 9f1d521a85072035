package org.huibu.casefile.payment;

import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.FormValues;
import org.huibu.process.Facts;
import org.huibu.process.MilestoneReached;
import org.huibu.process.Processes;
import org.huibu.process.block.Sends;
import org.huibu.scheme.Phase;
import org.huibu.scheme.Schemes;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the case that granted something when a claim to settle it has come to its end, in the claim's own transaction. */
@Component
@Sends({@Sends.Message(name = "GrantSettled"), @Sends.Message(name = "SettlementClaimEnded")})
class SettlementTold {

    private final Cases cases;
    private final FormValues values;
    private final Advances advances;
    private final Schemes schemes;
    private final Processes processes;

    SettlementTold(Cases cases, FormValues values, Advances advances, Schemes schemes, Processes processes) {
        this.cases = cases;
        this.values = values;
        this.advances = advances;
        this.schemes = schemes;
        this.processes = processes;
    }

    @EventListener
    void on(MilestoneReached milestone) {
        cases.findByNumber(milestone.caseNumber()).ifPresent(claim -> {
            var pack = schemes.release(claim.releaseId()).pack();
            var state = pack.states().get(milestone.milestone());
            if (pack.refund() != null && milestone.group() == null && state != null && state.isFinal()) {
                Optional.ofNullable(values.read(claim).get(pack.requires().number())).filter(number -> number.startsWith(CaseWork.RECOGNITION))
                        .ifPresent(number -> tell(state.phase() == Phase.CLOSED ? "GrantSettled" : "SettlementClaimEnded", number.substring(CaseWork.RECOGNITION.length())));
            }
        });
    }

    private void tell(String message, String granting) {
        advances.lock(CaseWork.RECOGNITION + granting);
        if (processes.waitsFor(message, granting, null)) {
            processes.tell(message, granting, null, Facts.NONE);
        }
    }
}
