package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.letters.Letters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Money that comes back as people see it, without script: the finding, the defence, what is owed, the statement, the receipt. */
@HuibuTest
class RecoveryPagesTests {

    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired DebtList debts;
    @Autowired Letters letters;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void forgive() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
        AwardStory.nobody();
    }

    @Test
    void fromAFindingToAReceipt() {
        story.begin(Duration.ofDays(30));
        var paid = story.paid("roster-5-pass.csv");
        var reviewer = login("reviewer.qinghe");
        var page = "/inbox/cases/" + paid + "/findings";
        assertThat(reviewer.get("/inbox/cases/" + paid).body()).contains(page);
        assertThat(reviewer.post(page, page, Map.of("kind", "FRAUD", "facts", "")).body()).as("all faults at once").contains("请选择涉及的行", "请写明");
        assertThat(reviewer.post(page, page, Map.of("kind", "OFFICE_ERROR", "facts", "算错", "line-1", "true", "earned-1", "0.001")).body()).contains("金额");
        assertThat(reviewer.post(page, page, Map.of("kind", "FRAUD", "facts", "抽查服务记录不实", "line-1", "true")).statusCode()).isEqualTo(302);
        var number = jdbc.queryForObject("select max(number) from case_file where scheme_key = 'recovery' and state = 'INVESTIGATING'", String.class);
        story.decide("reviewer.qinghe", number, "PROPOSE");
        var debtor = login("base.hongmeng");
        assertThat(debtor.get("/my/cases/" + number).body()).contains("等待陈述、申辩", "/my/cases/" + number + "/statement");
        var statement = "/my/cases/" + number + "/statement";
        assertThat(debtor.post(statement, statement, Map.of("statement", "")).statusCode()).isEqualTo(422);
        assertThat(debtor.post(statement, statement, Map.of("statement", "资料遗失，服务属实")).statusCode()).isEqualTo(302);
        assertThat(login("rechecker.qinghe").get("/inbox/" + story.task(number, "rechecker.qinghe").taskId()).body()).contains("资料遗失，服务属实");
        story.decide("rechecker.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "RECOVER");
        as("payer.qinghe");
        var debt = debts.ofCase(number).get(0).debt();
        assertThat(debtor.get("/my/debts").body()).contains("¥3,000.00", debt.code(), debt.payTo(), "虚假材料", debt.dueOn().toString());
        assertThat(letter(debtor, number, "DOC-10")).contains("现决定追回", debt.code(), "先抵扣");
        assertThat(letter(debtor, number, "DOC-19")).contains("陈述、申辩");
        var approver = login("approver.qinghe");
        var one = "/finance/debts/" + debt.number();
        assertThat(approver.get("/finance/debts?state=OPEN").body()).contains(one);
        assertThat(approver.get("/finance/debts?state=PAID").body()).doesNotContain(one);
        var payer = login("payer.qinghe");
        assertThat(payer.post(one, one + "/instalments", Map.of("parts", "99")).body()).contains("2", "36");
        assertThat(payer.post(one, one + "/instalments", Map.of("parts", "2", "first", story.today().plusDays(5).toString(), "why", "资金周转困难")).statusCode()).isEqualTo(302);
        assertThat(payer.get(one).body()).contains("资金周转困难").doesNotContain("/instalments");
        assertThat(approver.post(one, one + "/instalments/answer", Map.of("agreed", "true")).statusCode()).isEqualTo(302);
        assertThat(approver.get(one).body()).contains("¥1,500.00", "receivable/" + debt.number() + "/open");
        transfer(debt.code());
        assertThat(debtor.get("/my/debts").body()).contains("¥1,500.00", "已缴");
        assertThat(letter(debtor, number, "DOC-21")).contains("¥1,500.00");
    }

    /** The statement page by page; the line without a code waits for two people. */
    private void transfer(String code) {
        var payer = login("payer.qinghe");
        assertThat(payer.upload("/finance/receipts", "/finance/statements", "file", "x.csv", "不是流水".getBytes(StandardCharsets.UTF_8), Map.of("total", "")).body()).contains("缺少");
        var rows = "交易流水号,入账日期,付款人,付款账号,金额,附言\nA" + System.nanoTime() + "," + story.today() + ",甲公司,6222,1500,退款" + code + "\nB" + System.nanoTime() + ","
                + story.today() + ",乙公司,6223,20,\nC,2026-01-01,丙,1,-1,\n";
        var read = payer.upload("/finance/receipts", "/finance/statements", "file", "x.csv", rows.getBytes(StandardCharsets.UTF_8), Map.of("total", ""));
        assertThat(read.statusCode()).isEqualTo(302);
        var page = read.headers().firstValue("Location").orElseThrow().replaceFirst("^https?://[^/]+", "");
        assertThat(payer.get(page).body()).contains("金额为负", "甲公司", "¥1,520.00");
        assertThat(payer.post(page, page + "/confirm", Map.of()).statusCode()).as("another person").isEqualTo(403);
        var confirmer = login("confirmer.qinghe");
        assertThat(confirmer.post(page, page + "/confirm", Map.of()).statusCode()).isEqualTo(302);
        AwardStory.eventually(() -> confirmer.get(page).body().contains("流水已入账"));
        var list = payer.get("/finance/receipts").body();
        assertThat(list).contains("乙公司").doesNotContain("甲公司");
        var id = jdbc.queryForObject("select max(id) from receipt where payer = '乙公司'", Long.class);
        var receipt = "/finance/receipts/" + id;
        assertThat(payer.post(receipt, receipt + "/propose", Map.of("debt", "没有", "why", "x")).body()).contains("没有这笔应收退款");
        assertThat(payer.post(receipt, receipt + "/propose", Map.of("debt", "", "why", "不明来款，退回")).statusCode()).isEqualTo(302);
        assertThat(confirmer.get(receipt).body()).contains("不明来款，退回");
        assertThat(confirmer.post(receipt, receipt + "/answer", Map.of("agreed", "true")).statusCode()).isEqualTo(302);
        assertThat(confirmer.get("/finance/receipts?state=DONE").body()).contains("乙公司");
    }

    private String letter(WebClient reader, String number, String code) {
        var id = letters.ofCase(number).stream().filter(one -> one.code().equals(code)).findFirst().orElseThrow().id();
        return reader.get("/my/cases/" + number + "/letters/" + id).body();
    }

    private WebClient login(String username) {
        var web = new WebClient(port);
        web.login(username, "huibu-demo");
        return web;
    }
}
