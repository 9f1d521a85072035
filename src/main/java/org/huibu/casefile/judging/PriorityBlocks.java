package org.huibu.casefile.judging;

import org.huibu.casefile.CaseWork;
import org.huibu.evidence.Evidence;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.huibu.process.block.Topic;
import org.springframework.stereotype.Component;

/** What models may call about lines that say they go first. */
final class PriorityBlocks {

    private PriorityBlocks() {
    }

    @Block(name = "tellPriority", title = "查明名册中有多少行申报优先", sets = "declaredLines")
    record TellPriority(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var rule = work.scheme(step.caseNumber()).pack().lines();
            return Facts.of("declaredLines", rule == null ? 0L : work.lines(step.caseNumber()).stream().filter(row -> Places.names(rule, row)).count());
        }
    }

    @Block(name = "countDoubts", title = "查明还有多少行需人工核对", sets = "doubtLines")
    record CountDoubts(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("doubtLines", work.lines(step.caseNumber()).stream().filter(line -> "NEEDS_PERSON".equals(line.verdict())).count());
        }
    }

    /** So that the inbox knows before the case is accepted; what is silent then is asked again afterwards and holds nothing up here. */
    @Component
    record AskAhead(CaseJudging judging, Evidence evidence) implements Topic<Evidence.Available> {
        @Override
        public String name() {
            return "askAhead";
        }

        @Override
        public String title() {
            return "受理之前先查询能查到的事实，查不到的受理后再查";
        }

        @Override
        public Evidence.Available ask(Step step) {
            return evidence.askAvailable(judging.questions(step.caseNumber()));
        }

        @Override
        public Facts store(Step step, Evidence.Available known) {
            evidence.store(step.caseNumber(), known.answers());
            return Facts.NONE;
        }
    }
}
