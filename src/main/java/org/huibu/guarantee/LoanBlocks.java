package org.huibu.guarantee;

import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;

/** What models may call of a guarantee loan. */
final class LoanBlocks {

    private LoanBlocks() {
    }

    @Block(name = "qualifyLoan", title = "登记借款人类别、额度上限与资格有效期", sets = "qualification", after = {"INITIAL_REVIEWER", "APPROVER"})
    record Qualify(GuaranteeLoans loans, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var loan = loans.qualify(step.caseNumber());
            work.happened(step.caseNumber(), "LoanQualified", Map.of("class", loan.borrowerClass(), "cap", loan.cap().toString(), "until", loan.validUntil().toString()));
            return Facts.of("qualification", "QUALIFIED");
        }
    }

    @Block(name = "openDiligence", title = "登记经办银行，分派尽职调查", sets = {"bank", "diligence"})
    record OpenDiligence(GuaranteeLoans loans) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var who = loans.investigate(step.caseNumber());
            return Facts.of("diligence", who).with("bank", loans.loan(step.caseNumber()).bank());
        }
    }

    @Block(name = "reserveCapacity", title = "锁定担保额度，不足或者银行被暂停的等待（DT-LOAN-6）", sets = "capacity")
    record ReserveCapacity(GuaranteeLoans loans, GuaranteeFunds funds, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var number = step.caseNumber();
            var result = funds.reserve(number, loans.loan(number).bank(), loans.asked(number));
            work.happened(number, result.equals(GuaranteeFunds.RESERVED) ? "CapacityReserved" : "CapacityMissing",
                    Map.of("amount", loans.asked(number).toString(), "result", result));
            return Facts.of("capacity", result);
        }
    }

    @Block(name = "sendToBank", title = "向经办银行发出审批请求")
    record SendToBank(GuaranteeLoans loans, BankOrders orders, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var loan = loans.loan(step.caseNumber());
            orders.order(loan.caseNumber(), loan.bank(), loans.asked(loan.caseNumber()), loans.months(loan.caseNumber()), loan.cap());
            work.happened(step.caseNumber(), "BankAsked", Map.of("bank", loan.bank()));
            return Facts.NONE;
        }
    }

    @Block(name = "bankSilent", title = "登记银行逾期未答复，收回审批请求")
    record BankSilent(GuaranteeLoans loans, BankOrders orders, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            orders.takeBack(step.caseNumber());
            work.happened(step.caseNumber(), "BankSilent", Map.of("bank", loans.loan(step.caseNumber()).bank()));
            return Facts.NONE;
        }
    }

    @Block(name = "leaveBank", title = "释放为这家银行锁定的担保额度")
    record LeaveBank(GuaranteeLoans loans) implements BlockCall {
        @Override
        public Facts call(Step step) {
            loans.leaveBank(step.caseNumber());
            return Facts.NONE;
        }
    }

    @Block(name = "recordContract", title = "核对并登记借款合同，计算贴息利率（DT-LOAN-4）", sets = "loan", after = "BANK_OFFICER")
    record RecordContract(GuaranteeLoans loans, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var loan = loans.contract(step.caseNumber(), step.property("form").orElseThrow());
            work.happened(step.caseNumber(), "LoanContracted", Map.of("amount", loan.amount().toString(), "months", loan.months().toString(),
                    "subsidyRate", loan.subsidyRate().stripTrailingZeros().toPlainString()));
            return Facts.of("loan", "CONTRACTED");
        }
    }

    @Block(name = "recordDisbursement", title = "登记放款日期、金额与到期日", after = "BANK_OFFICER")
    record RecordDisbursement(GuaranteeLoans loans, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var loan = loans.disburse(step.caseNumber(), step.property("form").orElseThrow());
            work.happened(step.caseNumber(), "LoanDisbursed", Map.of("amount", loan.amount().toString(), "on", loan.disbursedOn().toString(), "matures", loan.maturesOn().toString()));
            return Facts.NONE;
        }
    }

    @Block(name = "endLoan", title = "终结贷款，收回审批请求并释放担保额度")
    record EndLoan(GuaranteeLoans loans) implements BlockCall {
        @Override
        public Facts call(Step step) {
            loans.end(step.caseNumber());
            return Facts.NONE;
        }
    }
}
