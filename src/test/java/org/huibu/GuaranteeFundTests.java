package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The guarantee fund on its page and over the interface: what it guarantees, who waits, and changes that take two people. */
@HuibuTest
class GuaranteeFundTests {

    private static final String FUND = "/guarantee-funds/990100";
    @Autowired LoanStory loan;
    @Autowired GuaranteeFunds funds;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @LocalServerPort int port;

    @BeforeEach
    void aFund() {
        loan.begin();
        transaction.executeWithoutResult(status -> {
            jdbc.update("insert into guarantee_hold (id, case_number, region, bank, amount_fen, state, reason) values (1, 'GRD-A', '990100', 'YXB', 30000000, 'GUARANTEED', '')");
            jdbc.update("insert into guarantee_hold (id, case_number, region, bank, amount_fen, state, reason) values (2, 'GRD-B', '990100', 'QHB', 10000000, 'RESERVED', '')");
            jdbc.update("insert into guarantee_hold (id, case_number, region, bank, amount_fen, state, reason) values (3, 'GRD-WAITS', '990100', 'YXB', 20000000, 'WAITING', 'CAPACITY')");
        });
    }

    @AfterEach
    void nobodyWaits() {
        transaction.executeWithoutResult(status -> List.of("guarantee_hold", "bank_standing").forEach(table -> jdbc.update("delete from " + table)));
        AwardStory.nobody();
    }

    @Test
    void tellsHowTheFundStands() {
        var balance = funds.balance(QINGHE.city()).fen();
        var read = new ApiClient(port, "budget.yunxi").get(FUND);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().get("balanceFen").asLong()).isEqualTo(balance);
        assertThat(read.body().get("reservedFen").asLong()).isEqualTo(10_000_000);
        assertThat(read.body().get("guaranteedFen").asLong()).isEqualTo(30_000_000);
        assertThat(read.body().get("roomFen").asLong()).isEqualTo(balance * 5 - 40_000_000);
        assertThat(read.body().get("waiting").toString()).contains("GRD-WAITS", "CAPACITY");
        assertThat(new ApiClient(port, "budget.qinghe").get(FUND).body().toString()).as("a district reads its city's fund, not the city's cases").contains("\"waitingCount\":1").doesNotContain("GRD-WAITS");
        assertThat(new ApiClient(port, "budget.qinghe").get("/guarantee-funds/990200").status()).as("another city's").isEqualTo(404);
        assertThat(new ApiClient(port, "founder.bailu").get(FUND).status()).isEqualTo(403);
        assertThat(new ApiClient(port, "budget.province").get("/guarantee-funds").body().toString()).contains("990100");
        var web = new WebClient(port);
        web.login("operator.yunxi", "huibu-demo");
        assertThat(web.get("/finance/guarantee").body()).contains("担保基金", "GRD-WAITS", "额度不足", "云溪银行", "余额的 0.", "上限 5").doesNotContain("??", "YXB</td>");
    }

    /** Proposed by one, confirmed by another, once; a document counts once; who proposed confirms nothing, and neither does who only reads. */
    @Test
    void takesTwoPeopleToPutMoneyIn() {
        var before = funds.balance(QINGHE.city());
        var document = "云财企-" + Ids.next();
        var proposer = new ApiClient(port, "budget.yunxi");
        Map<String, Object> asked = Map.of("kind", "CONTRIBUTION", "amountFen", 50_000_000, "compensatedFen", 0, "document", document, "reason", "年度注资");
        assertThat(proposer.post(FUND + "/changes", asked).status()).isEqualTo(201);
        assertThat(proposer.post(FUND + "/changes", asked).body().toString()).as("the document was used").contains("document");
        assertThat(funds.balance(QINGHE.city())).as("only proposed").isEqualTo(before);
        var id = proposer.get(FUND + "/changes").body().get("items").get(0).get("id").asString();
        assertThat(proposer.post("/guarantee-funds/changes/" + id + "/confirm", Map.of()).code()).isEqualTo("moveByItsProposer");
        assertThat(new ApiClient(port, "operator.yunxi").post("/guarantee-funds/changes/" + id + "/confirm", Map.of()).status()).isEqualTo(403);
        assertThat(new ApiClient(port, "budget.qinghe").post("/guarantee-funds/changes/" + id + "/confirm", Map.of()).status()).as("of the district").isEqualTo(404);
        assertThat(new ApiClient(port, "budget2.yunxi").post("/guarantee-funds/changes/" + id + "/confirm", Map.of()).status()).isEqualTo(204);
        assertThat(new ApiClient(port, "budget2.yunxi").post("/guarantee-funds/changes/" + id + "/confirm", Map.of()).code()).isEqualTo("moveDecided");
        assertThat(funds.balance(QINGHE.city())).isEqualTo(before.plus(Money.ofYuan(500_000)));
        assertThat(jdbc.queryForObject("select count(*) from audit_entry where type = 'FundChanged' and detail like ?", Integer.class, "%" + document.substring(4) + "%")).isEqualTo(2);
    }

    /** Several people propose the same document at the same instant: one is first, the others are told so. */
    @Test
    void tellsTheSlowerThatTheDocumentIsUsed() throws Exception {
        var document = "云财企-" + Ids.next();
        Map<String, Object> asked = Map.of("kind", "CONTRIBUTION", "amountFen", 50_000_000, "compensatedFen", 0, "document", document, "reason", "年度注资");
        var instant = new CyclicBarrier(6);
        var proposers = Stream.generate(() -> new FutureTask<>(() -> {
            var proposer = new ApiClient(port, "budget.yunxi");
            instant.await();
            return proposer.post(FUND + "/changes", asked);
        })).limit(instant.getParties()).toList();
        proposers.forEach(proposer -> new Thread(proposer).start());
        var told = new ArrayList<String>();
        for (var proposer : proposers) {
            told.add(proposer.get().status() == 201 ? "taken" : proposer.get().status() + " " + proposer.get().body());
        }
        assertThat(told).filteredOn(one -> one.equals("taken")).hasSize(1);
        assertThat(told).filteredOn(one -> !one.equals("taken")).allMatch(one -> one.startsWith("422") && one.contains("documentUsed") || one.startsWith("409") && one.contains("somebodyWasFaster"));
        assertThat(jdbc.queryForObject("select count(*) from guarantee_change where document = ?", Integer.class, document)).isEqualTo(1);
    }

    /** On the page, without script: the operator says how a bank stands, the form keeps what is wrong, and somebody else confirms that it is stopped. */
    @Test
    void takesTwoPeopleToStopABank() {
        var operator = new WebClient(port);
        operator.login("operator.yunxi", "huibu-demo");
        var at = "/finance/guarantee/990100/changes";
        var wrong = operator.post("/finance/guarantee", at, Map.of("kind", "STANDING", "bank", "LHB", "amount", "100", "compensated", "101", "document", "", "reason", "季度对账"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("compensated-error", "document-error", "value=\"101\"");
        var document = "季报-" + Ids.next();
        operator.post("/finance/guarantee", at, Map.of("kind", "STANDING", "bank", "LHB", "amount", "1000000", "compensated", "200000", "document", document, "reason", "季度对账"));
        assertThat(operator.get("/finance/guarantee").body()).contains(document, "岭海银行：已到期").doesNotContain("暂停新增</strong>");
        var id = jdbc.queryForObject("select id from guarantee_change where document = ?", Long.class, document);
        assertThat(operator.post("/finance/guarantee", "/finance/guarantee/changes/" + id + "/confirm", Map.of()).statusCode()).isEqualTo(403);
        var officer = new WebClient(port);
        officer.login("budget.yunxi", "huibu-demo");
        officer.post("/finance/guarantee", "/finance/guarantee/changes/" + id + "/confirm", Map.of());
        assertThat(officer.get("/finance/guarantee").body()).contains("20%", "暂停新增</strong>");
    }
}
