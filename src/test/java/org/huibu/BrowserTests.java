package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.shared.Money;
import org.huibu.shared.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The whole main job as people do it, in a real browser, at desktop and phone width. */
@HuibuTest
@NeedsChromium
class BrowserTests extends BrowserHouse {

    private static int appropriations;

    @Autowired Budgets budgets;
    @Autowired org.huibu.process.clock.MovableClock clock;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    /** With a phone; each page is looked at in a desktop's width as well. {@link OtherFlowsBrowserTests} walks with a desktop. */
    @Test
    void fromRecognitionToMoneyWithOneDisputedLine() {
        width = 390;
        alsoAt = 1280;
        transaction.executeWithoutResult(status -> List.of("paid_line", "roster_entry", "recognition").forEach(table -> jdbc.update("delete from " + table)));
        budgets.appropriate(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", WorkingCalendar.dayOf(clock.now()).getYear(), "990101"), Money.ofYuan(100_000), "browser-" + ++appropriations);
        visit("/");
        look("home");

        as("base.hongmeng");
        look("my");
        var recognition = open("base-recognition");
        operator();
        fill("base.name", "鸿萌创业基地");
        page.selectOption("[name='base.level']", "COUNTY");
        fill("base.addressRanges", "青禾区星河路1号");
        fill("base.area", "3200");
        fill("base.leaseEnd", "2040-12-31");
        fill("base.serviceTeam", "6");
        save();
        attachAll(2);
        submit();
        task("acceptor.qinghe", recognition, "ACCEPTED");
        siteVisit("reviewer.qinghe", recognition);
        task("reviewer.qinghe", recognition, "PROPOSE");
        task("rechecker.qinghe", recognition, "AGREE");
        task("approver.qinghe", recognition, "APPROVE");

        as("base.hongmeng");
        var roster = open("base-roster");
        fill("operator.name", "岭海鸿萌创业孵化有限公司");
        fill("operator.uscc", "91990101MA00090010");
        save();
        upload("base-roster.csv");
        submit();
        task("acceptor.qinghe", roster, "ACCEPTED");

        as("base.hongmeng");
        var claim = open("incubation-award");
        operator();
        fill("operator.bankName", "云溪银行");
        fill("operator.account", "99010100000090010");
        fill("claim.periodStart", "2025-10-01");
        fill("claim.periodEnd", "2026-09-30");
        save();
        upload("roster-5-pass.csv");
        attachAll(3);
        look("edit");
        page.locator("#check").click();
        page.locator("form[action$='/preview'] button").click();
        await(() -> page.locator("td .govuk-tag--green").count() == 5);
        look("check");
        page.locator("form[action$='/submit'] button").click();
        look("track");
        task("acceptor.qinghe", claim, "ACCEPTED");
        task("reviewer.qinghe", claim, "PROPOSE");
        task("rechecker.qinghe", claim, "AGREE");
        task("notice.qinghe", claim, "PUBLISH");

        visit("/");
        page.locator("a[href^='/notices/']").first().click();
        page.selectOption("[name=line]", "2");
        fill("text", "该实体已搬离基地");
        look("notice");
        page.locator("form[action$='/objections'] button").click();
        as("admin");
        visit("/sandbox");
        look("sandbox");
        fill("days", "6");
        page.locator("form[action$='/sandbox/clock'] button").click();

        task("approver.qinghe", claim, "APPROVE");
        task("preparer.qinghe", claim, "DRAFTED");
        task("confirmer.qinghe", claim, "RELEASED");
        as("base.hongmeng");
        await(() -> {
            visit("/my/cases/" + claim);
            return page.content().contains("已拨付") && page.locator("td:has-text('已拨付')").count() == 4;
        });
        await(() -> page.content().contains("异议调查"));
        look("tracked");
        task("objection.qinghe", claim, "NOT_UPHELD");
        look("inbox");
        as("confirmer.qinghe");
        visit("/finance");
        look("finance");
        visit("/finance/orders");
        look("finance-orders");
        as("admin");
        visit("/admin");
        look("admin");
        page.locator("tr:has-text('incubation-award') a[href^='/admin/releases/']").first().click();
        look("release");
        assertThat(violations).isEmpty();
    }

    /** What goes wrong while somebody fills in a form is told where it happened, and nothing typed is lost. */
    @Test
    void keepsWhatWasTypedWhenTheSessionEndsAndTellsOfFilesThatAreNotWhatTheySay() {
        width = 1280;
        as("base.hongmeng");
        var number = open("incubation-award");
        operator();
        save();
        fill("claim.periodStart", "2025-10-01");
        page.context().clearCookies();
        fill("operator.bankName", "云溪银行青禾支行");
        page.locator("#check").click();
        // The page stays, says so, and leads to the login and back.
        await(() -> page.locator("[data-saved-at] a").count() == 1);
        page.locator("[data-saved-at] a").click();
        await(() -> page.url().contains("/login"));
        page.fill("[name=username]", "base.hongmeng");
        page.fill("[name=password]", "huibu-demo");
        page.locator("form[action='/login'] button").click();
        await(() -> page.url().contains("/my/cases/" + number));
        // The page's script puts it back once the page is there.
        await(() -> "云溪银行青禾支行".equals(page.inputValue("[name='operator.bankName']")));
        await(() -> "2025-10-01".equals(page.inputValue("[name='claim.periodStart']")));
        keepsARow(number);
        page.locator("form[action*='/materials?'] input[type=file]").first()
                .setInputFiles(new FilePayload("照片.png", "image/png", "<html><script>1</script></html>".getBytes(StandardCharsets.UTF_8)));
        page.locator("form[action*='/materials?'] button").first().click();
        await(() -> page.locator("main").innerText().contains("内容与扩展名不符"));
        look("edit-disguised");
        page.locator("form[action*='/materials?'] input[type=file]").first().setInputFiles(large());
        page.locator("form[action*='/materials?'] button").first().click();
        await(() -> page.locator("main").innerText().contains("30 MB"));
        await(() -> "云溪银行青禾支行".equals(page.inputValue("[name='operator.bankName']")));
    }

    /** From the disk: what is handed over as bytes travels to the browser as text, which takes minutes. */
    private static Path large() {
        try {
            return Files.write(Files.createTempDirectory(Path.of("target"), "large").resolve("大.pdf"), new byte[31 * 1024 * 1024]);
        } catch (java.io.IOException full) {
            throw new java.io.UncheckedIOException(full);
        }
    }

    /** A line is saved when its form is sent; a session that had ended meanwhile takes nothing of it. */
    private void keepsARow(String number) {
        visit("/my/cases/" + number + "/rows/new");
        fill("entityName", "云溪晚归科技有限公司");
        page.context().clearCookies();
        page.locator("form[data-keep] button").click();
        page.fill("[name=username]", "base.hongmeng");
        page.fill("[name=password]", "huibu-demo");
        page.locator("form[action='/login'] button").click();
        await(() -> page.url().contains("/rows/new"));
        await(() -> "云溪晚归科技有限公司".equals(page.inputValue("[name=entityName]")));
        visit("/my/cases/" + number + "/edit");
    }

    private String open(String scheme) {
        visit("/schemes/" + scheme);
        look("scheme-" + scheme);
        page.locator("form[action='/my/cases'] button").click();
        var parts = page.url().split("/");
        return parts[parts.length - 2];
    }

    private void operator() {
        fill("operator.name", "岭海鸿萌创业孵化有限公司");
        fill("operator.uscc", "91990101MA00090010");
        fill("operator.legalRepresentative", "安鸿");
        fill("operator.contact", "安鸿");
        fill("operator.mobile", "13900000001");
    }

    private void save() {
        page.locator("form[data-autosave] button[value=save]").click();
    }

    private void upload(String sample) {
        page.locator("form[action$='/roster'] input[type=file]").setInputFiles(Path.of("docs/samples/" + sample));
        uploaded(() -> page.locator("form[action$='/roster'] button").click());
    }

    private void attachAll(int count) {
        for (int i = 0; i < count; i++) {
            page.locator("form[action*='/materials?'] input[type=file]").nth(i)
                    .setInputFiles(new FilePayload("证明.pdf", "application/pdf", "%PDF-1.4\n%%EOF".getBytes(StandardCharsets.US_ASCII)));
            int at = i;
            uploaded(() -> page.locator("form[action*='/materials?'] button").nth(at).click());
        }
    }

    /** An upload by script ends with the page anew. */
    private void uploaded(Runnable press) {
        var before = page.url();
        press.run();
        page.waitForURL(url -> !url.equals(before));
    }

    private void submit() {
        page.locator("#check").click();
        page.locator("form[action$='/submit'] button").click();
    }

    private void siteVisit(String officer, String number) {
        open(officer, number);
        page.locator("label[for='outcome-VISITED']").click();
        fill("form.visitedOn", java.time.LocalDate.of(2026, 10, 12).toString());
        fill("form.place", "青禾区星河路1号");
        fill("form.secondOfficer", "第二名核查人员");
        fill("form.record", "场地与制度属实");
        page.locator("#form-photos").setInputFiles(new FilePayload("照片.pdf", "application/pdf", AwardStory.PDF));
        page.locator("button[formaction$='field=photos']").click();
        page.waitForSelector("a:has-text('照片.pdf')");
        assertThat(page.locator("#form-place").inputValue()).as("kept while the photo came").isEqualTo("青禾区星河路1号");
        look("task-VISITED");
        fill("opinion", "核查属实");
        page.locator("button[type=submit][form=decide]:not([formaction])").click();
        await(() -> page.url().contains("/inbox?decided"));
    }

    private void task(String officer, String number, String outcome) {
        open(officer, number);
        look("task-" + outcome);
        page.locator("label[for='outcome-" + outcome + "']").click();
        fill("opinion", "同意");
        page.locator("button[type=submit][form=decide]:not([formaction])").click();
        await(() -> page.url().contains("/inbox?decided"));
    }
}
