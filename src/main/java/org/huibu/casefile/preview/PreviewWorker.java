package org.huibu.casefile.preview;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.huibu.casefile.judging.CaseJudging;
import org.huibu.casefile.judging.Gathering;
import org.huibu.eligibility.Judgement;
import org.huibu.evidence.Evidence;
import org.huibu.process.SourceDown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Works previews one after the other on each node; what a dead node left is taken up again. */
@Component
public class PreviewWorker {

    private static final Logger LOG = LoggerFactory.getLogger(PreviewWorker.class);
    private final PreviewRuns runs;
    private final Gathering gathering;
    private final CaseJudging judging;
    private final Evidence evidence;
    private final TaskExecutor threads;
    private final Clock clock;
    private final AtomicBoolean working = new AtomicBoolean();

    PreviewWorker(PreviewRuns runs, Gathering gathering, CaseJudging judging, Evidence evidence, @Qualifier("applicationTaskExecutor") TaskExecutor threads, Clock clock) {
        this.runs = runs;
        this.gathering = gathering;
        this.judging = judging;
        this.evidence = evidence;
        this.threads = threads;
        this.clock = clock;
    }

    /** A preview that is waited for, as the interface does. */
    public Judgement judged(String number) {
        return judged(number, clock.instant(), (done, total) -> { });
    }

    void wake() {
        threads.execute(this::work);
    }

    /** Also finds what another node left. */
    @Scheduled(fixedDelayString = "${huibu.previews.every:5s}", initialDelayString = "${huibu.previews.every:5s}")
    void work() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        try {
            for (var next = runs.claim(); next.isPresent(); next = runs.claim()) {
                work(next.get());
            }
        } finally {
            working.set(false);
        }
    }

    private void work(PreviewRuns.Claimed one) {
        try {
            judged(one.number(), one.begun(), (done, total) -> runs.progressed(one.number(), done, total));
            runs.ended(one.number(), PreviewRun.State.DONE, null);
        } catch (SourceDown silent) {
            runs.ended(one.number(), PreviewRun.State.DOWN, silent.source());
        } catch (RuntimeException fault) {
            LOG.warn("preview of case {} failed", one.number(), fault);
            runs.ended(one.number(), PreviewRun.State.FAILED, null);
        }
    }

    private Judgement judged(String number, Instant begun, Gathering.Progress progress) {
        gathering.gather(number, begun, progress);
        evidence.supersede(number, begun);
        return judging.judge(number);
    }
}
