package org.huibu.casefile.followup;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Question;
import org.huibu.process.Feel;
import org.huibu.process.SourceDown;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.Schemes;
import org.huibu.shared.calendar.WorkingCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks at its date, outside any transaction, and tells it to the case of the recognition. A source that is down is asked again by itself. */
@Component
class FollowUps {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
    private final Survival survival;
    private final Evidence evidence;
    private final Feel feel;
    private final Schemes schemes;
    private final CaseWork work;
    private final TransactionTemplate transaction;
    private final Clock clock;

    FollowUps(Survival survival, Evidence evidence, Feel feel, Schemes schemes, CaseWork work, PlatformTransactionManager transactions, Clock clock) {
        this.survival = survival;
        this.evidence = evidence;
        this.feel = feel;
        this.schemes = schemes;
        this.work = work;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${huibu.follow-up.every:1m}")
    void ask() {
        try {
            schemes.active().stream().map(Scheme::pack).map(Pack::grants).filter(grant -> grant != null && grant.followUp() != null)
                    .forEach(grant -> survival.due(grant.recognition(), grant.followUp().years(), WorkingCalendar.dayOf(clock.instant())).forEach(one -> ask(one, grant.followUp())));
        } catch (SourceDown silent) {
            LOG.info("follow-ups wait for {}", silent.source());
        }
    }

    private void ask(Survival.Due one, Pack.FollowUp rule) {
        var answers = new LinkedHashMap<String, Object>();
        evidence.ask(rule.checks().stream().map(check -> new Question(check, "ENTERPRISE", one.number(), Map.of(), null)).toList())
                .forEach(answer -> answers.put(answer.question().check(), Map.of("result", answer.result().name(), "facts", answer.facts())));
        var alive = feel.evaluate(rule.alive(), Map.of("ev", answers));
        var result = alive instanceof Boolean known ? known ? Survival.Result.ALIVE : Survival.Result.GONE : Survival.Result.UNKNOWN;
        transaction.executeWithoutResult(status -> {
            if (survival.keep(one, result, clock.instant())) {
                work.happened(one.caseNumber(), "FollowedUp" + result.name().charAt(0) + result.name().substring(1).toLowerCase(java.util.Locale.ROOT),
                        Map.of("entity", one.label(), "years", Integer.toString(one.years())));
            }
        });
    }
}
