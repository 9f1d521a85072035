package org.huibu.disbursement.recovery;

import java.util.Optional;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.payment.Advances;
import org.huibu.disbursement.receivable.Collecting;
import org.huibu.disbursement.receivable.DebtLessened;
import org.huibu.process.Facts;
import org.huibu.process.LetterDue;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the case of recovery what became of its debts: paid in full, in the transaction that did it, or overdue, once per last day. */
@Component
@Sends({@Sends.Message(name = "DebtSettled"), @Sends.Message(name = "DebtOverdue")})
class DebtsTold {

    private static final Logger LOG = LoggerFactory.getLogger(DebtsTold.class);
    private final Collecting collecting;
    private final CaseWork work;
    private final Advances advances;
    private final Processes processes;
    private final Retries retries;
    private final ApplicationEventPublisher events;

    DebtsTold(Collecting collecting, CaseWork work, Advances advances, Processes processes, Retries retries, ApplicationEventPublisher events) {
        this.collecting = collecting;
        this.work = work;
        this.advances = advances;
        this.processes = processes;
        this.retries = retries;
        this.events = events;
    }

    @EventListener
    void on(DebtLessened lessened) {
        var number = lessened.caseNumber();
        if (lessened.received()) {
            events.publishEvent(new LetterDue(number, Long.toString(lessened.movement()), "DOC-21", "receipt"));
        }
        if (lessened.rest().isZero() && collecting.settled(number)) {
            Optional.ofNullable(work.values(number).get("origin.decidedBy")).filter(decided -> collecting.paid(number)).ifPresent(advances::returned);
            tell("DebtSettled", number);
        }
    }

    @Scheduled(fixedDelayString = "${huibu.debts.every:1m}")
    void overdue() {
        collecting.overdue().forEach(number -> {
            try {
                retries.run(() -> {
                    collecting.told(number);
                    tell("DebtOverdue", number);
                    return null;
                });
            } catch (RuntimeException fault) {
                LOG.warn("case {} could not be told that its debt is overdue", number, fault);
            }
        });
    }

    private void tell(String message, String number) {
        if (processes.waitsFor(message, number, null)) {
            processes.tell(message, number, null, Facts.NONE);
        }
    }
}
