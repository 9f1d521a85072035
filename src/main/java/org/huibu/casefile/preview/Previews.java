package org.huibu.casefile.preview;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.huibu.casefile.CaseFiles;
import org.huibu.shared.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Verdicts before submitting, as work that one can leave: it shows its progress and goes on after a restart. */
@Service
public class Previews {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private final CaseFiles cases;
    private final PreviewWorker worker;
    private final PreviewRuns runs;

    Previews(CaseFiles cases, PreviewWorker worker, PreviewRuns runs) {
        this.cases = cases;
        this.worker = worker;
        this.runs = runs;
    }

    /** Asks for a preview of my case; one that is under way goes on. @throws Refusal CONFLICT {@code caseNotEditable} */
    @Transactional(propagation = Propagation.NEVER)
    public void ask(String number) {
        if (!cases.find(number).editable()) {
            throw Refusal.conflict("caseNotEditable");
        }
        try {
            runs.ask(number);
        } catch (DuplicateKeyException asked) {
            // Asked for twice at the same time: one of them is enough.
        }
        worker.wake();
    }

    /** The last preview of my case. */
    @Transactional(readOnly = true)
    public Optional<PreviewRun> last(String number) {
        cases.find(number);
        return runs.of(number);
    }

    /** Waits a moment, so that a short roster needs no second page. */
    @Transactional(propagation = Propagation.NEVER)
    public void await(String number, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (last(number).filter(PreviewRun::open).isPresent() && System.nanoTime() < end) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
    }
}
