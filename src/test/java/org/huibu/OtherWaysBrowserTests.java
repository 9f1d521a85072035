package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.eventually;
import static org.huibu.LoanStory.partner;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.quota.Quotas;
import org.huibu.guarantee.spi.Bank;
import org.huibu.shared.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What borrowers and firms see where {@link OtherFlowsBrowserTests} does not lead: a firm's loan, partners, a class that changes, waits and pays back.
 * Officers act through the services here.
 */
@HuibuTest
@NeedsChromium
class OtherWaysBrowserTests extends BrowserHouse {

    private static final String COMPANY = "firm.changfeng";
    private static final String HIRES = "姓名,公民身份号码,合同起始日,合同终止日,人员类别（部门查得到的可以不填）,参保起始日（部门查得到的可以不填）\n于晴,990101199605053028,2026-03-01,2028-02-28,,\n商陆,990101199706063030,2026-04-01,2027-03-31,,\n"
            + "陶然,990101199807073043,2026-05-01,2028-04-30,,\n";
    @Autowired AwardStory house;
    @Autowired LoanStory loan;
    @Autowired ApprenticeshipStory apprentices;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Quotas quotas;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void widths() {
        width = 1280;
        alsoAt = 390;
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** A firm uploads whom it hired, adds a contract to each line, and follows its loan to the money. */
    @Test
    void aFirmBorrowsForThoseItHired() {
        loan.begin();
        AwardStory.as(COMPANY);
        var number = cases.open("loan-enterprise", AwardStory.QINGHE);
        cases.save(number, null, LoanStory.enterprise(), List.of());
        work.scheme(number).pack().materials().forEach(material -> cases.attach(number, material.key(), "证明.pdf", AwardStory.PDF));
        as(COMPANY);
        visit("/my/cases/" + number + "/edit");
        page.locator("form[action$='/roster'] input[type=file]").setInputFiles(new FilePayload("hires.csv", "text/csv", HIRES.getBytes(StandardCharsets.UTF_8)));
        page.locator("form[action$='/roster'] button").click();
        page.waitForURL("**/edit?saved**");
        says("陶然");
        page.locator("#check").click();
        await(() -> page.locator("main").innerText().contains("劳动合同"));
        look("hires-check-wrong");
        for (int line = 0; line < 3; line++) {
            contract(number, line);
        }
        visit("/my/cases/" + number + "/edit");
        page.locator("#check").click();
        page.locator("form[action$='/submit'] button").click();
        await(() -> page.url().contains("submitted"));
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        open("reviewer.qinghe", number);
        look("hires-review");
        says("于晴", "商陆", "陶然");
        loan.qualify(number);
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        loan.says("YXB", number, Bank.State.APPROVED, 2_000_000, 24);
        loan.fill("bank.yunxi", number, "SIGNED", loan.contract("2000000", "24"));
        loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "2000000", "voucher", "FK-8"));
        as(COMPANY);
        visit("/my/cases/" + number);
        says("已放款", "2,000,000.00", "符合");
        saysNot("??", "YXB");
        look("hires-tracked");
        assertThat(violations).isEmpty();
    }

    /** Each partner answers a link of his own; the borrower sees who has, and one who refuses ends the application with his reason. */
    @Test
    void partnersAnswerOnTheirOwnPhones() {
        loan.begin();
        transaction.executeWithoutResult(status -> List.of("throttle", "sandbox_sms").forEach(table -> jdbc.update("delete from " + table)));
        var form = LoanStory.person();
        form.putAll(Map.of("borrower.kind", "PARTNERSHIP", "loan.amount", "600000", "guarantee.type", "COLLATERAL", "guarantee.value", "900000"));
        var number = loan.draft("founder.bailu", "loan-person", form, List.of(partner("白露", "990101199102111089"), partner("何晴", "990101199607161436"), partner("沈默然", "990101199705262134")));
        AwardStory.as("founder.bailu");
        cases.submit(number);
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        asNobody();
        visit(loan.link("990101199607161436"));
        says("600000", "合伙人");
        answer("何晴", "161436", "given", null);
        says("已同意");
        as("founder.bailu");
        visit("/my/cases/" + number);
        says("等待相关人同意", "已同意");
        look("partner-waiting");
        asNobody();
        visit(loan.link("990101199705262134"));
        answer("沈默然", "262134", "given-no", "不再参与这个项目");
        as("founder.bailu");
        await(() -> {
            visit("/my/cases/" + number);
            return page.locator("main").innerText().contains("相关人不同意，终结办理");
        });
        says("不再参与这个项目");
        saysNot("??", "990101199705262134");
        look("partner-refused");
        assertThat(violations).isEmpty();
    }

    /** A class in training changes; another waits for places in the queue; the first earns less than its advance and reads what is owed, where and by when. */
    @Test
    void aClassChangesWaitsAndPaysBack() {
        apprentices.begin();
        var plan = apprentices.listed("ENTERPRISE", "3", "10500", 1, 2, 3);
        change(plan);
        queue();
        owed(plan);
        assertThat(violations).isEmpty();
    }

    private void change(String plan) {
        as(ApprenticeshipStory.FIRM);
        visit("/schemes/apprenticeship-change");
        page.locator("form[action='/my/cases'] button").click();
        page.waitForURL("**/edit**");
        var number = page.url().replaceAll(".*/cases/([^/]+)/.*", "$1");
        Map.of("enterprise.name", "云溪菱工精密制造有限公司", "enterprise.uscc", "91990101MA0009501C", "enterprise.contact", "凌工", "enterprise.mobile", "13900000009",
                "plan.number", "RD-" + plan, "plan.reason", "学徒离职，由新招学徒替补").forEach(this::choose);
        page.locator("button[value=save]").click();
        page.waitForURL("**saved**");
        AwardStory.as(ApprenticeshipStory.FIRM);
        cases.save(number, null, Map.of(), List.of(apprentices.leaves(2), apprentices.joins(4, house.today())));
        visit("/my/cases/" + number + "/edit");
        look("change-edit");
        page.locator("#check").click();
        page.locator("form[action$='/submit'] button").click();
        await(() -> page.url().contains("submitted"));
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        house.decide("reviewer.qinghe", number, "PROPOSE");
        open("approver.qinghe", number);
        look("change-decide");
        says("白钢", "杜钧");
        house.decide("approver.qinghe", number, "APPROVE");
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + number);
        says("已变更");
        saysNot("??");
        look("change-tracked");
    }

    /** All places but one are held by somebody else; who asks for two waits, first in the queue. */
    private void queue() {
        transaction.executeWithoutResult(status -> jdbc.update("insert into quota_claim (id, scheme_key, region, year_, case_number, places, state) values (?, ?, ?, ?, ?, ?, ?)",
                Ids.next(), "apprenticeship", "990101", house.year(), "OTHER", 196, "HELD"));
        var waits = apprentices.filed(apprentices.plan("ENTERPRISE", "3", "0"), apprentices.roster(5, 6));
        apprentices.vote(waits, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + waits);
        says("等待年度名额", "您排在第 1 位");
        assertThat(page.locator("main .app-now").innerText()).as("told at once, not only in the story").contains("您排在第 1 位");
        look("queue-place");
        quotas.release("OTHER");
        await(() -> {
            visit("/my/cases/" + waits);
            return !page.locator("main .app-now").innerText().contains("等待年度名额");
        });
    }

    /** One of three passes and earns 7,000 of the 10,500 advanced. */
    private void owed(String plan) {
        var claim = apprentices.claimed(plan, 1, 1, 3, 4);
        apprentices.agreed(claim);
        house.decide("approver.qinghe", claim, "CONFIRM");
        as(ApprenticeshipStory.FIRM);
        visit("/my/cases/" + claim);
        says("已结算，多预支款待退回", "3,500.00", house.today().plusMonths(3).toString());
        saysNot("??");
        look("refund-tracked");
        visit("/my/debts");
        says("3,500.00", house.today().plusMonths(3).toString(), jdbc.queryForObject("select code from receivable where origin_case = ?", String.class, plan));
        saysNot("??");
        look("refund-owed");
    }

    private void contract(String number, int line) {
        visit("/my/cases/" + number + "/rows/" + line);
        if (line == 0) {
            look("hires-row");
        }
        page.locator("form[action*='/files?material=contract'] input[type=file]").setInputFiles(new FilePayload("合同.pdf", "application/pdf", AwardStory.PDF));
        page.locator("form[action*='/files?material=contract'] button").click();
        await(() -> page.locator("a:has-text('合同.pdf')").count() == 1);
    }

    /** @param choice id of the radio button */
    private void answer(String name, String tail, String choice, String reason) {
        fill("name", name);
        fill("tail", tail);
        page.locator("label[for=" + choice + "]").click();
        if (reason != null) {
            fill("reason", reason);
        }
        page.locator("main form button").click();
    }
}
