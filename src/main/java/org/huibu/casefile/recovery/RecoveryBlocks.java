package org.huibu.casefile.recovery;

import org.huibu.casefile.CaseWork;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;

/** What models may call of a case of recovery before there is a debt. */
final class RecoveryBlocks {

    private RecoveryBlocks() {
    }

    @Block(name = "tellRecoveryOrigin", title = "查明应退款须先调查，还是已由别的决定确定", sets = "recoveryOrigin")
    record TellRecoveryOrigin(CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("recoveryOrigin", work.values(step.caseNumber()).containsKey("origin.decidedBy") ? "DECIDED" : "FOUND");
        }
    }
}
