package org.huibu.disbursement;

import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;

/** What models may call of payment orders. */
final class OrderBlocks {

    private OrderBlocks() {
    }

    @Block(name = "draftPayment", title = "按批准的内容生成支付单；批准后收款内容有变的，须重新审批", sets = "paymentDraft", after = {"APPROVER", "PAY_PREPARER"})
    record Draft(Preparation preparation) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("paymentDraft", preparation.draft(step.caseNumber(), step.group()));
        }
    }

    @Block(name = "settleOffset", title = "全部抵扣应退款的，登记已以抵扣方式拨付", after = {"APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER"})
    record SettleOffset(Preparation preparation) implements BlockCall {
        @Override
        public Facts call(Step step) {
            preparation.settleOffset(step.caseNumber(), step.group());
            return Facts.NONE;
        }
    }

    @Block(name = "approvePayee", title = "登记对变更后收款内容的批准", after = "APPROVER")
    record ApprovePayee(Budgets budgets, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            budgets.approveAnew(step.caseNumber(), step.group());
            work.happened(step.caseNumber(), "PayeeApproved", Map.of("group", step.group()));
            return Facts.NONE;
        }
    }

    @Block(name = "releasePayment", title = "复核后把支付单放入发送队列", sets = "releaseCheck", after = {"APPROVER", "PAY_PREPARER", "FINANCE_CONFIRMER"})
    record Release(Preparation preparation) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("releaseCheck", preparation.release(step.caseNumber(), step.group()));
        }
    }

    @Block(name = "voidPayment", title = "作废未发送的支付单")
    record VoidOrder(Preparation preparation) implements BlockCall {
        @Override
        public Facts call(Step step) {
            preparation.voidDraft(step.caseNumber(), step.group());
            return Facts.NONE;
        }
    }

    @Block(name = "abandonPayment", title = "终止拨付并释放预算", after = "PAYER")
    record Abandon(Preparation preparation) implements BlockCall {
        @Override
        public Facts call(Step step) {
            preparation.abandon(step.caseNumber(), step.group());
            return Facts.NONE;
        }
    }
}
