package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.eventually;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.spi.Bank;
import org.huibu.identity.Accounts;
import org.huibu.party.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A loan and a class from the beginning to the end. What looks like pages of the first flow is done by the stories, what looks like nothing else in a browser. */
@HuibuTest
@NeedsChromium
class OtherFlowsBrowserTests extends BrowserHouse {

    private static final String SPOUSE = "990101199003031235";
    @Autowired AwardStory house;
    @Autowired LoanStory loan;
    @Autowired ApprenticeshipStory apprentices;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Accounts accounts;
    @Autowired Protection protection;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void widths() {
        width = 1280;
        alsoAt = 390;
    }

    @AfterEach
    void nobody() {
        house.through(null);
        AwardStory.nobody();
    }

    /** A bank types the application, the borrower takes it over, the spouse consents by a link, one bank refuses, another lends. */
    @Test
    void aLoanFromTheBanksCounterToItsDisbursement() {
        loan.begin();
        transaction.executeWithoutResult(status -> List.of("throttle", "sandbox_sms").forEach(table -> jdbc.update("delete from " + table)));
        var number = entered();
        claim(number);
        AwardStory.as("founder.bailu");
        house.attachAll(number);
        visit("/my/cases/" + number + "/edit");
        look("loan-edit");
        page.locator("#check").click();
        look("loan-check");
        page.locator("form[action$='/submit'] button").click();
        house.through(new BrowserHands(house.hands(), this));
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        consent();
        open("reviewer.qinghe", number);
        look("loan-review");
        // What the register calls by another name is not compared with what was typed.
        saysNot("不一致", "COMPANY");
        loan.qualify(number);
        open("operator.yunxi", number);
        look("loan-operator");
        open("bank.yunxi", number);
        look("loan-diligence");
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        loan.says("YXB", number, Bank.State.REFUSED, 0, 0);
        as("founder.bailu");
        visit("/my/cases/" + number);
        look("loan-choose-bank");
        page.selectOption("[name=bank]", "QHB");
        page.locator("form[action$='/bank'] button").click();
        loan.investigate(number, "bank.qinghe");
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        loan.says("QHB", number, Bank.State.APPROVED, 100_000, 24);
        open("bank.qinghe", number);
        look("loan-contract");
        decide("SIGNED", loan.contract("100000", "24"));
        open("bank.qinghe", number);
        decide("DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "100000", "voucher", "FK-9"));
        as("founder.bailu");
        visit("/my/cases/" + number);
        says("已放款");
        saysNot("??", "YXB", "QHB");
        look("loan-tracked");
        loan.standing("LHB", "200000");
        as("budget2.yunxi");
        visit("/finance/guarantee");
        assertThat(page.locator("main").innerText()).contains("担保责任余额", "100,000.00", "暂停新增", "岭海银行").doesNotContain("??");
        look("guarantee-fund");
        assertThat(violations).isEmpty();
    }

    /** A firm ticks names from its list of insured, three experts vote, the class is trained, settled and paid. */
    @Test
    void aClassFromTheListOfTheInsuredToItsSettlement() {
        apprentices.begin();
        accounts.interests(ApprenticeshipStory.FIRM, protection.index("ENTERPRISE", "91990101MA0009501C"), null);
        AwardStory.as(ApprenticeshipStory.FIRM);
        var number = cases.open("apprenticeship", AwardStory.QINGHE);
        cases.save(number, null, apprentices.plan("ENTERPRISE", "3", "10500"), List.of());
        tick(number);
        AwardStory.as(ApprenticeshipStory.FIRM);
        cases.save(number, null, Map.of(), apprentices.roster(1, 2, 3));
        house.attachAll(number);
        visit("/my/cases/" + number + "/edit");
        look("plan-edit");
        page.locator("#check").click();
        look("plan-check");
        page.locator("form[action$='/submit'] button").click();
        house.through(new BrowserHands(house.hands(), this));
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        house.decide("reviewer.qinghe", number, "PROPOSE");
        house.decide("rechecker.qinghe", number, "AGREE");
        open("expert1.qinghe", number);
        look("plan-expert");
        decide("FEASIBLE", Map.of());
        house.decide("expert2.qinghe", number, "FEASIBLE");
        house.decide("expert3.qinghe", number, "NOT_FEASIBLE");
        apprentices.list(number);
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + number);
        look("plan-training");
        var claim = apprentices.claimed(number, 2, 1, 2, 3);
        open("reviewer.qinghe", claim);
        look("settlement-review");
        apprentices.agreed(claim);
        apprentices.paid(claim);
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + claim);
        look("settlement-paid");
        says("已拨付");
        saysNot("??");
        visit("/my/cases/" + number);
        says("已结算");
        saysNot("??");
        look("plan-settled");
        assertThat(violations).isEmpty();
    }

    /** @return number of the draft that the bank's officer typed, after an attempt with nothing in it */
    private String entered() {
        as("bank.yunxi");
        visit("/inbox/entries?scheme=loan-person");
        look("entries");
        fill("region", "440106");
        fill("borrower.idNo", "990101199102111080");
        page.locator("form[action$='/inbox/entries'] button").click();
        await(() -> page.locator(".govuk-error-message").count() > 1);
        look("entries-wrong");
        await(() -> "990101199102111080".equals(page.inputValue("[name='borrower.idNo']")));
        fill("region", "990101");
        var typed = LoanStory.person();
        typed.putAll(Map.of("borrower.spouseName", "程远", "borrower.spouseIdNo", SPOUSE, "borrower.spouseMobile", LoanStory.mobile(SPOUSE)));
        typed.remove("loan.bank");
        typed.forEach(this::choose);
        page.locator("form[action$='/inbox/entries'] button").click();
        await(() -> page.url().contains("opened="));
        look("entries-opened");
        return page.url().replaceAll(".*opened=", "");
    }

    private void claim(String number) {
        as("founder.bailu");
        visit("/my");
        look("my-claim");
        taken(number, "990101199607161436");
        await(() -> page.locator("#claim .govuk-error-summary").count() == 1);
        look("my-claim-wrong");
        taken(number, "990101199102111089");
        await(() -> page.url().endsWith("/my/cases/" + number + "/edit"));
    }

    private void taken(String number, String idNo) {
        fill("number", number);
        fill("name", "白露");
        fill("ownNumber", idNo);
        page.locator("#claim button").click();
    }

    /** On the spouse's own phone, where nobody is logged in. */
    private void consent() {
        asNobody();
        visit(loan.link(SPOUSE));
        look("confirm");
        page.locator("main form button").click();
        await(() -> page.locator(".govuk-error-message").count() > 1);
        look("confirm-wrong");
        fill("name", "程远");
        fill("tail", SPOUSE.substring(12));
        page.locator("label[for=given]").click();
        page.locator("main form button").click();
        says("已同意");
        saysNot(SPOUSE, "YXB");
        look("confirm-done");
    }

    private void tick(String number) {
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + number + "/listed");
        look("listed-mandate");
        page.locator("form[action$='/mandate'] button").click();
        look("listed");
        page.locator("[name=key]").nth(0).check();
        page.locator("[name=key]").nth(1).check();
        page.locator("form[action*='/listed?'] button, form[action$='/listed'] button").click();
        await(() -> page.url().contains("/edit?saved"));
        await(() -> page.locator("#roster").innerText().contains("2"));
    }
}
