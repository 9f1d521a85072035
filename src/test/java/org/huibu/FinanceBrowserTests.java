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

/** What a payer sees after a day: a statement that names what nobody ordered, a return file that speaks of an order that does not exist, the ledger. */
@HuibuTest
@NeedsChromium
class FinanceBrowserTests extends BrowserHouse {

    @Autowired AwardStory story;
    @Autowired Knobs knobs;
    @Autowired MovableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    private final long order = Ids.next();

    @BeforeEach
    void widths() {
        width = 1280;
        alsoAt = 390;
    }

    @AfterEach
    void restore() {
        knobs.set(Knobs.STATEMENT, "up");
        transaction.executeWithoutResult(status -> jdbc.sql("delete from payment_order where id = ?").param(order).update());
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
        await(() -> page.content().contains("国库误列，已函告") && page.content().contains("已说明"));
        returnFile();
        assertThat(violations).isEmpty();
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
        assertThat(page.locator("td:has-text('没有这张支付单')").count()).isEqualTo(1);
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
