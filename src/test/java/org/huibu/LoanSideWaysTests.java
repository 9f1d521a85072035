package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.eventually;
import static org.huibu.LoanStory.person;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.guarantee.GuaranteeLoans;
import org.huibu.guarantee.Loan;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.guarantee.spi.Bank;
import org.huibu.letters.Letters;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What goes otherwise between qualification and money: who says no, what a contract may not say, and a loan that is never paid out. */
@HuibuTest
class LoanSideWaysTests {

    @Autowired LoanStory loan;
    @Autowired CaseWork work;
    @Autowired CaseRules rules;
    @Autowired GuaranteeLoans loans;
    @Autowired GuaranteeFunds funds;
    @Autowired Commitments commitments;
    @Autowired Letters letters;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void aFund() {
        loan.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** Whoever says yes has gone through the list (R22); then each part of the contract is held against what was granted; and it is never paid out. */
    @Test
    void givesUpAContractThatIsNotPaidOut() {
        var number = loan.qualified();
        assertThat(faults(() -> loan.fill("operator.yunxi", number, "SUPPORT", Map.of("qualificationRead", "true", "projectVisited", "false", "risk", "经营稳定", "visitedOn", loan.today()))))
                .containsExactly("form.projectVisited requiredForOutcome");
        assertThat(faults(() -> loan.fill("bank.yunxi", number, "SUPPORT", Map.of("identityChecked", "true", "projectVisited", "true", "creditRead", "true", "repayment", "销售收入",
                "visitedOn", loan.today(), "secondOfficer", "同事")))).as("use for anything else stops it").containsExactly("form.useAdmissible requiredForOutcome");
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        loan.says("YXB", number, Bank.State.APPROVED, 90_000, 12);
        var wrong = loan.contract("90001", "13");
        wrong.put("signedOn", loans.of(number).orElseThrow().qualifiedOn().minusDays(1).toString());
        assertThat(faults(() -> loan.fill("bank.yunxi", number, "SIGNED", wrong)))
                .containsExactly("form.amount aboveGranted", "form.months longerThanGranted", "form.signedOn signedOutside");
        var valid = loans.of(number).orElseThrow().validUntil();
        until(number, valid.minusYears(1));
        assertThat(faults(() -> loan.fill("bank.yunxi", number, "SIGNED", loan.contract("90000", "12")))).as("dated behind the last day").containsExactly("form.signedOn qualificationExpired");
        until(number, valid);
        loan.fill("bank.yunxi", number, "SIGNED", loan.contract("90000", "12"));
        assertThat(faults(() -> loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loans.of(number).orElseThrow().signedOn().minusDays(1).toString(), "amount", "80000",
                "voucher", "FK-1")))).containsExactly("form.disbursedOn signedOutside", "form.amount notTheContract");
        assertThat(commitments.of(number)).anyMatch(one -> !one.open().isZero());
        loan.fill("bank.yunxi", number, "NOT_DISBURSED", Map.of());
        assertThat(work.find(number).state()).isEqualTo("NOT_DISBURSED");
        assertThat(commitments.of(number)).allMatch(one -> one.open().isZero());
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ZERO);
        assertThat(loans.of(number)).get().extracting(Loan::state).isEqualTo(Loan.State.ENDED);
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-11", "DOC-16");
    }

    /** DT-LOAN-5: an award that the operator confirms waives the counter-guarantee; a bank that opposes leaves the choice of another. */
    @Test
    void leavesTheChoiceWhenTheBankOpposes() {
        var number = above();
        assertThat(waiver(number)).isEqualTo("REQUIRED");
        loan.fill("operator.yunxi", number, "SUPPORT", Map.of("qualificationRead", "true", "projectVisited", "true", "award", "true", "risk", "省赛一等奖", "visitedOn", loan.today()));
        assertThat(waiver(number)).isEqualTo("WAIVED");
        loan.fill("bank.yunxi", number, "OPPOSE", Map.of("repayment", "来源不足", "visitedOn", loan.today(), "secondOfficer", "同事"));
        eventually(() -> work.find(number).state().equals("CHOOSING_BANK"));
    }

    /** DT-LOAN-5: a bank recommends too; without the operator there is no guarantee. */
    @Test
    void refusesWhenTheOperatorOpposes() {
        var number = above();
        loan.fill("bank.yunxi", number, "SUPPORT", Map.of("identityChecked", "true", "projectVisited", "true", "creditRead", "true", "useAdmissible", "true", "repayment", "销售收入",
                "visitedOn", loan.today(), "secondOfficer", "同事", "recommendation", "LOAN_REPAID", "recommendationBasis", "2024 年的贷款已如期还清"));
        assertThat(waiver(number)).isEqualTo("WAIVED");
        loan.fill("operator.yunxi", number, "OPPOSE", Map.of("risk", "风险过高", "visitedOn", loan.today()));
        eventually(() -> work.find(number).state().equals("REJECTED"));
        assertThat(loans.of(number)).get().extracting(Loan::state).isEqualTo(Loan.State.ENDED);
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ZERO);
    }

    /** @return number of a loan that qualified for more than what goes without counter-guarantee */
    private String above() {
        var form = person();
        form.put("loan.amount", "200000");
        var number = loan.reviewed("founder.bailu", "loan-person", form, List.of());
        loan.qualify(number);
        return number;
    }

    private String waiver(String number) {
        return rules.look(number, "COUNTER_GUARANTEE", Map.of()).text();
    }

    private void until(String number, java.time.LocalDate day) {
        transaction.executeWithoutResult(status -> jdbc.update("update loan set valid_until = ? where case_number = ?", day, number));
    }

    private static List<String> faults(ThrowingCallable act) {
        var refused = new java.util.ArrayList<String>();
        assertThatThrownBy(act).isInstanceOfSatisfying(Refusal.class, no -> no.faults().forEach(fault -> refused.add(fault.path() + " " + fault.code())));
        return refused;
    }
}
