package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a payer sees after a day: a statement that names what nobody ordered, a return file that speaks of an order that does not exist, the ledger; and what
 * everybody sees of money that comes back.
 */
@HuibuTest
@NeedsChromium
class FinanceBrowserTests extends BrowserHouse {

    @Autowired AwardStory story;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    private final long order = Ids.next();
    private String debt;

    @BeforeEach
    void widths() {
        width = 1280;
        alsoAt = 390;
    }

    @AfterEach
    void restore() {
        knobs.set(Knobs.STATEMENT, "up");
        transaction.executeWithoutResult(status -> {
            jdbc.sql("delete from payment_order where id = ?").param(order).update();
            jdbc.sql("delete from credit_record").update();
        });
        AwardStory.nobody();
    }

    @Test
    void worksOffWhatDoesNotAgree() {
        story.morning();
        knobs.set(Knobs.STATEMENT, "lineUnordered");
        somethingWasOrdered();
        clock.forwardTo(clock.now().plus(Duration.ofDays(4)));
        as("payer.qinghe");
        visit("/finance/ledger");
        look("ledger");
        await(() -> {
            visit("/finance/reconciliation");
            return page.locator("td .govuk-tag--red").count() > 0;
        });
        look("reconciliation");
        page.locator("tr:has(.govuk-tag--red) a").first().click();
        look("reconciliation-day");
        page.locator("[name=reason]").first().fill("国库误列，已函告");
        page.locator("form[action$='/explain'] button").first().click();
        await(() -> page.content().contains("国库误列，已函告") && page.content().contains("待另一人确认"));
        var day = page.url().replaceFirst("^https?://[^/]+", "").replaceFirst("#.*", "");
        as("confirmer.qinghe");
        visit(day);
        look("reconciliation-day-confirm");
        page.locator("form[action$='/confirm'] button").first().click();
        await(() -> page.content().contains("国库误列，已函告") && page.content().contains("已说明"));
        as("payer.qinghe");
        returnFile();
        assertThat(violations).isEmpty();
    }

    /** From the finding on a paid case to the instalments of its debt, each page as its reader sees it. */
    @Test
    void takesMoneyBack() {
        story.begin(Duration.ofDays(30));
        var paid = story.paid("roster-5-pass.csv");
        var others = newestRecovery();
        as("reviewer.qinghe");
        visit("/inbox/cases/" + paid + "/findings");
        look("findings");
        page.locator("#facts").fill("抽查发现服务记录不实");
        page.locator("#kind").selectOption("FRAUD");
        page.locator("#line-0").check();
        page.locator("form[action$='/findings'] button").click();
        await(() -> newestRecovery() > others);
        var number = jdbc.sql("select number from case_file where id = ?").param(newestRecovery()).query(String.class).single();
        story.decide("reviewer.qinghe", number, "PROPOSE");
        as("base.hongmeng");
        visit("/my/cases/" + number + "/statement");
        look("hearing-statement");
        fill("statement", "资料遗失，服务属实");
        page.locator("form[action$='/statement'] button").click();
        visit("/my/cases/" + number);
        look("recovery-tracked");
        says("本案在", "应当退回", "虚假材料或者骗取");
        saysNot("您的申请", "符合应当退回", "1 行符合", "FRAUD", "提交申请");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RECOVER");
        visit("/my/debts");
        look("my-debts");
        says("转载来源");
        saysNot("[V2]");
        var code = page.locator(".app-code").first().innerText();
        instalments();
        statement(code);
        as("base.hongmeng");
        visit("/my/debts");
        look("my-debts-in-parts");
        says("已缴");
        writeOff(number);
        // Other tests pay the same base: nothing may be left to set off.
        imported("E" + order + "," + story.today() + ",岭海鸿萌创业孵化有限公司,99010100000090010,2000.00,退款 " + code + "\n");
        as("base.hongmeng");
        visit("/my/debts");
        says("已收回");
        assertThat(violations).isEmpty();
    }

    /** Its id; 0 if there is none. */
    private long newestRecovery() {
        return jdbc.sql("select coalesce(max(id), 0) from case_file where scheme_key = 'recovery'").query(Long.class).single();
    }

    private void instalments() {
        as("payer.qinghe");
        visit("/finance/debts");
        look("debts");
        page.locator("td a[href^='/finance/debts/']").first().click();
        look("debt");
        fill("parts", "3");
        fill("first", story.today().plusDays(5).toString());
        fill("why", "资金周转困难");
        page.locator("form[action$='/instalments'] button").click();
        page.waitForURL("**?proposed");
        debt = page.url().replaceFirst(".*(/finance/debts/[^?]+).*", "$1");
        as("approver.qinghe");
        visit(debt);
        look("instalments-proposed");
        page.locator("button[name=agreed][value=true]").click();
        page.waitForURL("**?agreed");
        look("instalments-agreed");
        says("青禾区", "尚欠");
    }

    /** Proposed and not agreed to. How a debt comes before the court in months is {@link org.huibu.disbursement.recovery.RecoveryFlowTests}' matter. */
    private void writeOff(String number) {
        court(number, "COURT");
        as("payer.qinghe");
        visit(debt);
        look("write-off");
        assertThat(page.locator("form[action$='/instalments']").count()).as("the court decides").isZero();
        fill("ground", "法院裁定终结执行");
        page.locator("form[action$='/write-off'] button").click();
        await(() -> page.locator(".govuk-error-summary").count() > 0);
        look("write-off-incomplete");
        assertThat(page.locator("[name=ground]").inputValue()).as("what was typed").isEqualTo("法院裁定终结执行");
        fillIn("write-off", "document", "青财〔2026〕9号");
        page.locator("form[action$='/write-off'] button").click();
        page.waitForURL("**?writeOff");
        as("approver.qinghe");
        visit(debt);
        look("write-off-proposed");
        page.locator("form[action$='/write-off/answer'] button[value=false]").click();
        page.waitForURL("**?notWrittenOff");
        judged();
        court(number, "OPEN");
    }

    /** Recorded by one and refused by another. */
    private void judged() {
        as("payer.qinghe");
        visit(debt);
        fillIn("court", "givenOn", story.today().plusDays(1).toString());
        fillIn("court", "document", "（2026）岭01民初1号");
        page.locator("form[action$='/court'] button").click();
        await(() -> page.locator(".govuk-error-summary").count() > 0);
        look("court-incomplete");
        assertThat(page.locator("form[action$='/court'] [name=document]").inputValue()).as("what was typed").isEqualTo("（2026）岭01民初1号");
        page.selectOption("[name=kind]", "DISMISSED");
        fillIn("court", "givenOn", story.today().toString());
        fillIn("court", "reason", "证据不足");
        page.locator("form[action$='/court'] button").click();
        page.waitForURL("**?court");
        as("approver.qinghe");
        visit(debt);
        look("court-proposed");
        page.locator("form[action$='/refuse'] [name=why]").fill("文书号与原件不符");
        page.locator("form[action$='/refuse'] button").click();
        await(() -> page.locator("form[action$='/refuse']").count() == 0);
        look("court-refused");
        says("文书号与原件不符");
    }

    private void fillIn(String form, String name, String value) {
        page.locator("form[action$='/" + form + "'] [name=" + name + "]").fill(value);
    }

    private void court(String number, String state) {
        transaction.executeWithoutResult(status -> jdbc.sql("update receivable set state = ? where case_number = ?").params(state, number).update());
    }

    private void statement(String code) {
        imported("B" + order + "," + story.today() + ",岭海鸿萌创业孵化有限公司,99010100000090010,1000.00,退款 " + code + "\nC" + order + "," + story.today() + ",丁公司,6222,20,\nD" + order
                + ",,戊公司,6222,-1,\n");
        look("receipts");
        page.locator("td a[href^='/finance/receipts/']").first().click();
        look("receipt");
        visit("/finance/ledger?account=receivable");
        look("ledger-of-debts");
        says("应收退款", "尚欠");
    }

    private void imported(String lines) {
        as("payer.qinghe");
        visit("/finance/receipts");
        page.locator("#file").setInputFiles(new FilePayload("流水.csv", "text/csv", ("交易流水号,入账日期,付款人,付款账号,金额,附言\n" + lines).getBytes(StandardCharsets.UTF_8)));
        page.locator("form[action$='/finance/statements'] button").click();
        page.waitForURL("**/finance/statements/*");
        look("statement-preview");
        var statement = page.url().replaceFirst(".*(/finance/statements/\\d+).*", "$1");
        as("confirmer.qinghe");
        visit(statement);
        look("statement-to-confirm");
        page.locator("form[action$='/confirm'] button").click();
        says("流水已入账");
        look("statement-taken");
        as("payer.qinghe");
        visit("/finance/receipts");
    }

    private void returnFile() {
        visit("/finance/returns");
        page.locator("#return-file").setInputFiles(new FilePayload("回单.csv", "text/csv",
                ("支付单号,金额,收款账号,结果\nZF-" + order + ",8,990101,成功\n").getBytes(StandardCharsets.UTF_8)));
        page.locator("form[action$='/finance/returns'] button").click();
        page.waitForURL("**/finance/returns?at=*");
        look("returns");
        page.locator("td a[href^='/finance/returns/']").first().click();
        look("return");
        await(() -> page.locator("td:has-text('没有这张支付单')").count() == 1);
        page.locator("[name=reason]").first().fill("代理银行误列");
        page.locator("form[action*='/lines/'] button").first().click();
        await(() -> page.content().contains("代理银行误列"));
    }

    /** So that there are days to reconcile. */
    private void somethingWasOrdered() {
        transaction.executeWithoutResult(status -> jdbc.sql("insert into payment_order (id, version, number, key_, case_number, group_, reservation_id, amount_fen, payee, account, account_tail, "
                        + "account_index, bank, fund, budget_code, region, year_, content, state, drafted_by, drafted_at) "
                        + "values (?, 0, ?, ?, 'X', 'MAIN', ?, 800, 'x', 'x', '****0010', 'x', '-', 'EMPLOYMENT_SUBSIDY', '2080799', '990101', 2026, 'x', 'VOID', 'x', ?)")
                .params(order, "ZF-B-" + order, "key-" + order, order, LocalDateTime.ofInstant(clock.now(), ZoneOffset.UTC)).update());
    }
}
