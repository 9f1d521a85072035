package org.huibu.casefile.monitor;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.monitor.Watches.Result;
import org.huibu.casefile.monitor.Watches.Watch;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.evidence.Evidence;
import org.huibu.evidence.spi.Answer;
import org.huibu.process.Feel;
import org.huibu.process.Retries;
import org.huibu.process.SourceDown;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.calendar.WorkingCalendar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Asks again, outside any transaction, whether what was paid for still holds: an end opens a case of recovery, a whole period closes quietly. */
@Component
class Monitor {

    private static final Logger LOG = LoggerFactory.getLogger(Monitor.class);
    private final Watches watches;
    private final CaseWork work;
    private final CaseJudging judging;
    private final Evidence evidence;
    private final RecoveryCases recoveries;
    private final Feel feel;
    private final Retries retries;
    private final Clock clock;

    Monitor(Watches watches, CaseWork work, CaseJudging judging, Evidence evidence, RecoveryCases recoveries, Feel feel, Retries retries, Clock clock) {
        this.watches = watches;
        this.work = work;
        this.judging = judging;
        this.evidence = evidence;
        this.recoveries = recoveries;
        this.feel = feel;
        this.retries = retries;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${huibu.conditions.every:1m}")
    void look() {
        var today = WorkingCalendar.dayOf(clock.instant());
        for (var watch : watches.due(today)) {
            try {
                look(watch, today);
            } catch (SourceDown silent) {
                LOG.info("conditions of case {} wait for {}", watch.caseNumber(), silent.source());
            } catch (RuntimeException fault) {
                LOG.warn("conditions of case {} could not be looked at and are looked at again", watch.caseNumber(), fault);
            }
        }
    }

    private void look(Watch watch, LocalDate today) {
        var lasting = work.scheme(watch.granting()).pack().lasting();
        if (!watch.endsOn().isAfter(today)) {
            retries.run(() -> watches.keep(watch, Result.KEPT, List.of(), null));
            return;
        }
        var answers = ask(watch, lasting);
        var result = judged(watch, lasting, answers);
        var file = work.find(watch.granting());
        var next = today.plusDays(watches.days(file.releaseId(), file.region(), lasting, today));
        retries.run(() -> {
            if (watches.keep(watch, result, answers, result == Result.ENDED ? null : next) && result == Result.ENDED) {
                ended(watch, today);
            }
            return null;
        });
    }

    private List<Answer> ask(Watch watch, Pack.Lasting lasting) {
        var questions = judging.questions(watch.caseNumber()).stream().filter(one -> lasting.checks().contains(one.check()) && one.line() != null && one.line() == watch.line()).toList();
        return evidence.ask(questions);
    }

    private Result judged(Watch watch, Pack.Lasting lasting, List<Answer> said) {
        var answers = new LinkedHashMap<String, Object>();
        said.forEach(answer -> answers.put(answer.question().check(), Map.of("result", answer.result().name(), "facts", answer.facts())));
        return feel.evaluate(lasting.holds(), Map.of("ev", answers, "form", FormValues.nested(work.values(watch.granting())))) instanceof Boolean holds ? holds ? Result.HOLDS : Result.ENDED : Result.UNKNOWN;
    }

    private void ended(Watch watch, LocalDate today) {
        var facts = Map.of(watch.line(), new RecoveryCases.About(null, null, today));
        var label = work.lines(watch.caseNumber()).stream().filter(line -> line.seq() == watch.line()).findFirst().orElseThrow().label();
        work.happened(watch.granting(), "ConditionEnded", Map.of("entity", label));
        recoveries.open(watch.caseNumber(), new RecoveryCases.Found("ENDED_EARLY", "MONITOR", label, null, facts))
                .ifPresent(number -> work.happened(watch.granting(), "RecoveryOpened", Map.of("number", number)));
    }
}
