package org.huibu.consent;

import org.huibu.casefile.CaseWork;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;

/** What models may call of consents. */
final class ConsentBlocks {

    private ConsentBlocks() {
    }

    @Block(name = "askConsents", title = "向方案列明的相关人发送确认链接，已经同意的不再打扰", sets = "consent")
    record Ask(Consents consents) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("consent", consents.ask(step.caseNumber()));
        }
    }

    @Block(name = "closeConsents", title = "登记逾期未取得同意，链接失效", sets = "consent")
    record Close(Consents consents, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            consents.close(step.caseNumber());
            work.happened(step.caseNumber(), "ConsentsLapsed", java.util.Map.of());
            return Facts.of("consent", "LAPSED");
        }
    }
}
