package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.huibu.LoanStory.person;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.huibu.LoanStory.Borrower;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.guarantee.BankChoice;
import org.huibu.guarantee.Loan;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.guarantee.spi.Bank;
import org.huibu.guarantee.spi.BankAnswers.Verdict;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What goes otherwise between qualification and money: who says no, what a contract may not say, and a loan that is never paid out. */
@HuibuTest
class LoanSideWaysTests extends LoanHouse {

    @Autowired CaseRules rules;
    @Autowired CaseFiles cases;
    @Autowired BankChoice choice;
    @Autowired GuaranteeFunds funds;
    @Autowired Commitments commitments;
    @Autowired Letters letters;
    @Autowired MovableClock clock;
    @LocalServerPort int port;

    /** Whoever says yes has gone through the list (R22); then each part of the contract is held against what was granted; and it is never paid out. */
    @ParameterizedTest
    @EnumSource
    void givesUpAContractThatIsNotPaidOut(Borrower borrower) {
        var number = loan.qualified(borrower, borrower.form());
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

    /** On its last day a qualification is still good for another bank; the day after it is over. */
    @ParameterizedTest
    @EnumSource
    void endsAQualificationThatNobodyUsed(Borrower borrower) {
        var number = loan.qualified(borrower, borrower.form());
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        var order = loan.order(number).key();
        var last = loans.of(number).orElseThrow().validUntil();
        clock.forwardTo(WorkingCalendar.endOf(last).minus(Duration.ofHours(12)));
        eventually(() -> work.find(number).state().equals("CHOOSING_BANK"));
        as(borrower.account);
        choice.choose(number, "QHB");
        assertThat(work.find(number).state()).isEqualTo("DUE_DILIGENCE");
        clock.forwardTo(WorkingCalendar.endOf(last).plus(Duration.ofHours(12)));
        eventually(() -> work.find(number).state().equals("EXPIRED"));
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-11", "DOC-16");
        assertThat(loan.says("YXB", "late " + number, order, Bank.State.APPROVED, 90_000, 24)).isEqualTo(Verdict.TOO_LATE);
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ZERO);
        as(borrower.account);
        assertThatThrownBy(() -> choice.choose(number, "LHB")).extracting("code").isEqualTo("qualificationExpired");
        var late = new ApiClient(port, borrower.account).header("Accept-Language", "en").post("/cases/" + number + "/loan/bank", Map.of("bank", "QHB"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("qualificationExpired");
    }

    @ParameterizedTest
    @EnumSource
    void withdrawalFreesTheCapacity(Borrower borrower) {
        var number = loan.qualified(borrower, borrower.form());
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        as(borrower.account);
        cases.withdraw(number);
        assertThat(work.find(number).state()).isEqualTo("WITHDRAWN");
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ZERO);
        assertThat(loan.says("YXB", number, Bank.State.APPROVED, 90_000, 24)).isEqualTo(Verdict.TOO_LATE);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWithoutTheCounterGuaranteeItNeeds(Borrower borrower) {
        var form = borrower.form();
        form.putAll(Map.of("loan.amount", "200000", "guarantee.type", "CREDIT"));
        var number = loan.qualified(borrower, form);
        loan.investigate(number);
        loan.fill("operator.yunxi", number, "NOT_PROVIDED", Map.of());
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(loans.of(number)).get().extracting(Loan::state).isEqualTo(Loan.State.ENDED);
    }

    /** The acceptor does not take the application in; nothing of it is judged. */
    @ParameterizedTest
    @EnumSource
    void endsWhatIsNotAccepted(Borrower borrower) {
        var number = loan.draft(borrower.account, borrower.scheme, borrower.form(), borrower.lines());
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "NOT_ACCEPTED");
        assertThat(work.find(number).state()).isEqualTo("NOT_ACCEPTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-03");
        assertThat(loans.of(number)).isEmpty();
    }

    /** Who decides on the qualification gives it back to who reviewed it, and refuses what comes again. */
    @Test
    void sendsAQualificationBackBeforeItIsRefused() {
        var number = loan.reviewed("founder.bailu", "loan-person", person(), List.of());
        loan.fill("reviewer.qinghe", number, "PROPOSE", Map.of());
        story.decide("approver.qinghe", number, "RETURN");
        assertThat(work.find(number).state()).isEqualTo("REVIEWING");
        loan.fill("reviewer.qinghe", number, "PROPOSE", Map.of());
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
    }

    /** @return number of a loan that qualified for more than what goes without counter-guarantee */
    private String above() {
        var form = person();
        form.put("loan.amount", "200000");
        return loan.qualified(Borrower.FOUNDER, form);
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
