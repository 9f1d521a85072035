package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What applicants see: every wrong thing at its place, nothing typed is lost, and never a code where a sentence belongs. */
@HuibuTest
class PortalPagesTests {

    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired Knobs knobs;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    private WebClient browser;

    @BeforeEach
    void signIn() {
        browser = new WebClient(port);
        browser.login("base.hongmeng", "huibu-demo");
    }

    @Test
    void wrongChecksumMissingMaterialAndFaultyLinesAreToldAtTheirPlaces() {
        AwardStory.as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        var form = AwardStory.form();
        form.put("operator.uscc", "91990101MA00090011");
        var rows = new ArrayList<>(AwardStory.roster("roster-5-pass.csv"));
        var faulty = new LinkedHashMap<>(rows.get(1));
        faulty.put("founderIdNo", "123");
        rows.set(1, faulty);
        cases.save(number, null, form, rows);

        var edit = browser.get("/my/cases/" + number + "/edit?faults").body();
        assertThat(edit).contains("id=\"operator-uscc-error\"", "href=\"/my/cases/" + number + "/edit?faults#material-", "/rows/1#founderIdNo", "有 1 行需要修改");
        assertThat(browser.get("/my/cases/" + number + "/edit?faulty=1").body()).contains("app-row--wrong").doesNotContain("/rows/0\"");
        assertThat(browser.get("/my/cases/" + number + "/rows/1").body()).contains("id=\"founderIdNo-error\"", "value=\"123\"");
        assertThat(browser.get("/my/cases/" + number + "/check").body()).contains("处需要修改").doesNotContain("/submit\"");
        assertThat(browser.get("/my/cases/" + number + "/roster-faults.csv").body()).contains("123");

        var mended = new LinkedHashMap<>(AwardStory.roster("roster-5-pass.csv").get(1));
        assertThat(browser.post("/my/cases/" + number + "/rows/1", "/my/cases/" + number + "/rows/1", mended).headers().firstValue("Location").orElse("")).contains("saved&page=0");
        assertThat(cases.check(number)).noneMatch(fault -> fault.path().startsWith("lines["));
    }

    @Test
    void stalePageShowsBothValuesAndKeepsWhatWasTyped() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        var path = "/my/cases/" + number + "/edit";
        browser.get(path);
        AwardStory.as("base.hongmeng");
        cases.save(number, null, Map.of("operator.contact", "别处改的人"), null);
        var answer = browser.post(path, path, Map.of("_version", "0", "operator.contact", "这里填的人", "_action", "save"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("已保存的：别处改的人", "您填写的：这里填的人", "value=\"这里填的人\"");
    }

    @Test
    void aPreviewTellsASilentSourceAndIsTakenUpAgainWhereANodeLeftIt() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        var path = "/my/cases/" + number;
        knobs.set("market", "down");
        assertThat(browser.post(path + "/check", path + "/preview", Map.of()).headers().firstValue("Location").orElse("")).endsWith("/check#verdicts");
        AwardStory.eventually(() -> browser.get(path + "/check").body().contains("暂时查询不到"));
        knobs.set("market", "up");
        browser.post(path + "/check", path + "/preview", Map.of());
        AwardStory.eventually(() -> browser.get(path + "/check").body().contains("预判："));
        transaction.executeWithoutResult(status -> jdbc.sql("update preview_run set state = 'RUNNING', asked = 7, total = 31, lease_until = '2020-01-01 00:00:00' where case_number = ?").param(number).update());
        assertThat(browser.get(path + "/check").body()).contains("7 / 31");
        AwardStory.eventually(() -> browser.get(path + "/check").body().contains("预判：") && !browser.get(path + "/check").body().contains("<progress"));
        assertThat(browser.get(path + "/preview").headers().firstValue("HX-Refresh")).contains("true");
    }

    @Test
    void aFormThatWasSentAfterItsSessionEndedLeadsBackToItselfWithoutScript() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        var edit = "/my/cases/" + number + "/edit";
        var stranger = new WebClient(port);
        var answer = stranger.post(edit, Map.of("operator.contact", "很久以后"), "a-token-of-a-session-that-ended");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login?expired");
        assertThat(stranger.get("/login?expired").body()).contains("登录已过期");
        assertThat(cases.values(number)).doesNotContainValue("很久以后");
    }

    @Test
    void aFileThatIsTooLargeIsToldAtItsPlaceWithoutScript() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        var edit = "/my/cases/" + number + "/edit";
        var answer = browser.upload(edit, "/my/cases/" + number + "/materials?material=rentProof", "file", "大.pdf", new byte[31 * 1024 * 1024], Map.of());
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get(answer.headers().firstValue("Location").orElseThrow().split("#")[0]).body()).contains("文件超过 30 MB", "岭海鸿萌创业孵化有限公司");
    }

    @Test
    void aCaseIsToldInSentences() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        assertThat(browser.get("/my/cases/" + number + "/check").body()).contains("确认提交");
        cases.submit(number);
        var track = browser.get("/my/cases/" + number + "?submitted").body();
        assertThat(track).contains("申请已提交", "aria-current=\"step\"", "前办结（还剩", "现在无需您操作", "进入：已提交，等待受理").doesNotContain("state=", "??");
        assertThat(browser.get("/my/cases/" + number + "?lang=en").body()).contains("working days left", "need not do anything");
        assertThat(browser.get("/my?lang=zh_CN").body()).contains(number, "前办结（还剩");
        assertThat(browser.get("/my/cases/" + number + "/lines/0").body()).contains("尚未核对");
    }

    @Test
    void schemePagesNameStandardsWithTheirMarks() {
        for (var scheme : List.of("incubation-award", "base-recognition", "base-roster")) {
            assertThat(browser.get("/schemes/" + scheme).body()).as(scheme).contains("谁可以申请", "来源").doesNotContain("INC_UNIT", "T_ACCEPT");
        }
        assertThat(browser.get("/schemes/incubation-award").body()).contains("每个实体每年补贴标准", "3,000 元", "演示值", "未核实");
    }
}
