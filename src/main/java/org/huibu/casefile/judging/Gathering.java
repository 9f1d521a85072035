package org.huibu.casefile.judging;

import java.time.Instant;
import org.huibu.evidence.Evidence;
import org.springframework.stereotype.Component;

/** Asks the departments part by part and keeps each part, so that neither a silent source nor a restart loses what was answered. */
@Component
public class Gathering {

    private static final int PART = 1000;
    private final CaseJudging judging;
    private final Evidence evidence;

    Gathering(CaseJudging judging, Evidence evidence) {
        this.judging = judging;
        this.evidence = evidence;
    }

    /** Hears how far it is. */
    public interface Progress {
        void asked(int done, int total);
    }

    /**
     * Asks what has no answer since then. Long; call it outside any transaction.
     *
     * @throws org.huibu.process.SourceDown if a source is silent; what the others answered is kept
     */
    public void gather(String caseNumber, Instant since, Progress progress) {
        var questions = judging.questions(caseNumber);
        var known = evidence.answeredSince(caseNumber, since);
        var left = questions.stream().filter(question -> !known.contains(evidence.key(question))).toList();
        int before = questions.size() - left.size();
        progress.asked(before, questions.size());
        for (int from = 0; from < left.size(); from += PART) {
            var to = Math.min(left.size(), from + PART);
            evidence.add(caseNumber, evidence.ask(left.subList(from, to)));
            progress.asked(before + to, questions.size());
        }
    }
}
