package org.huibu.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import org.huibu.ApiClient;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.ledger.LedgerSearch.Wanted;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** The ledger as auditors and finance search it: by every field, by the page, within their region. */
@HuibuTest
class LedgerBookTests {

    private static final String CASE = "FHJ-990101-2026-777777-X";
    @Autowired Ledger ledger;
    @Autowired LedgerBook book;
    @Autowired MovableClock clock;
    @Autowired TransactionTemplate transaction;
    @Autowired WebApplicationContext context;
    @LocalServerPort int port;
    private final String mark = "search" + System.nanoTime();

    /** Three acts of one case in two districts and one of none; other tests of the house post too. */
    @BeforeEach
    void post() {
        transaction.executeWithoutResult(status -> {
            post(1, CASE, "990101", 100);
            post(2, CASE, "990101", 20_000);
            post(3, null, "990101", 300);
            post(4, null, "990201", 400);
        });
    }

    @AfterEach
    void leave() {
        AwardStory.nobody();
    }

    private void post(int number, String caseNumber, String region, long fen) {
        ledger.post(mark + "/" + number, caseNumber, "system", new Posting(AccountCode.unbounded("treasury/" + mark), AccountCode.bounded("budget/" + mark + "/2026/" + region + "/available"),
                Money.ofFen(fen)));
    }

    @Test
    void findsByEachFieldWithinTheRegion() {
        as("payer.qinghe");
        assertThat(found(new Wanted(mark, null, null, null, null, null, null))).as("of the own region, newest first").containsExactly(3, 2, 1);
        assertThat(found(new Wanted(mark + "/2", null, null, null, null, null, null))).containsExactly(2);
        assertThat(found(new Wanted(mark.substring(0, 8) + "%", null, null, null, null, null, null))).as("a percent sign is a character").isEmpty();
        assertThat(found(new Wanted(mark, CASE, null, null, null, null, null))).containsExactly(2, 1);
        assertThat(found(new Wanted(null, null, mark + "/2026/990101", null, null, null, null))).containsExactly(3, 2, 1);
        assertThat(found(new Wanted(mark, null, null, null, null, Money.ofFen(300), null))).containsExactly(3, 2);
        assertThat(found(new Wanted(mark, null, null, null, null, Money.ofFen(100), Money.ofFen(300)))).containsExactly(3, 1);
        assertThat(found(new Wanted(mark, null, null, clock.now().plus(Duration.ofDays(1)), null, null, null))).isEmpty();
        assertThat(found(new Wanted(mark, null, null, clock.now().minus(Duration.ofDays(1)), clock.now().plus(Duration.ofDays(1)), null, null))).hasSize(3);
        assertThat(book.total(new Wanted(mark, null, null, null, null, null, null))).isEqualTo(new LedgerSearch.Total(3, Money.ofFen(20_400)));
        as("approver.songling");
        assertThat(found(new Wanted(mark, null, null, null, null, null, null))).as("of another city").isEmpty();
        as("acceptor.qinghe");
        assertThatThrownBy(() -> book.find(Wanted.ofCase(CASE), null, 1)).extracting("code").isEqualTo("notFinance");
    }

    /** A debt carries its region in the number of its case, a receipt at the end of the bank's account. */
    @Test
    void findsDebtsAndReceiptsOfTheRegion() {
        transaction.executeWithoutResult(status -> {
            ledger.post(mark + "/5", CASE, "system", new Posting(AccountCode.unbounded("receivable/claims"), AccountCode.bounded("receivable/of/" + mark), Money.ofFen(1)));
            ledger.post(mark + "/6", null, "system", new Posting(AccountCode.unbounded("bank/990101"), AccountCode.bounded("receipt/" + mark), Money.ofFen(1)));
            ledger.post(mark + "/7", null, "system", new Posting(AccountCode.unbounded("bank/990201"), AccountCode.bounded("receipt/other" + mark), Money.ofFen(1)));
        });
        as("payer.qinghe");
        assertThat(found(new Wanted(mark, null, null, null, null, null, null))).containsExactly(6, 5, 3, 2, 1);
        as("approver.songling");
        assertThat(found(new Wanted(mark, null, null, null, null, null, null))).isEmpty();
    }

    @Test
    void pagesByKeyOverTheInterface() {
        var payer = new ApiClient(port, "payer.qinghe");
        var seen = new ArrayList<String>();
        for (var next = ""; next != null; ) {
            var page = payer.get("/ledger/entries?limit=2&reference=" + mark + (next.isEmpty() ? "" : "&before=" + next));
            assertThat(page.status()).isEqualTo(200);
            page.body().path("items").forEach(item -> seen.add(item.path("reference").asString()));
            next = page.body().path("next").asString(null);
        }
        assertThat(seen).containsExactly(mark + "/3", mark + "/2", mark + "/1");
        var wrong = payer.get("/ledger/entries?from=gestern&least=1.005");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().path("errors")).hasSize(2);
    }

    @Test
    void showsTheSearchAndWhatIsWrongWithIt() throws Exception {
        var http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        var payer = user("payer.qinghe").roles("PAYER");
        assertThat(http.perform(MockMvcRequestBuilders.get("/finance/ledger").param("reference", mark).param("least", "200").with(payer)).andReturn().getResponse()
                .getContentAsString(StandardCharsets.UTF_8)).contains(mark + "/2", "¥200.00", CASE).doesNotContain(mark + "/1<");
        var wrong = http.perform(MockMvcRequestBuilders.get("/finance/ledger").param("from", "gestern").with(payer)).andReturn().getResponse();
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(wrong.getContentAsString(StandardCharsets.UTF_8)).contains("gestern", "不是有效日期");
    }

    /** A page stays one on a telephone: the rest is behind a link that keeps the search. */
    @Test
    void showsAPageOfWhatIsMany() throws Exception {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < 17; i++) {
                ledger.post(mark + "-many/" + i, null, "system", new Posting(AccountCode.unbounded("bank/990101"), AccountCode.bounded("receipt/" + mark), Money.ofFen(1)));
            }
        });
        var http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        var page = http.perform(MockMvcRequestBuilders.get("/finance/ledger").param("reference", mark + "-many").with(user("payer.qinghe").roles("PAYER"))).andReturn().getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page.split(mark + "-many/\\d+", -1)).hasSize(16);
        assertThat(page).contains(mark + "-many/16", "before=", "17 ").doesNotContain(mark + "-many/1<");
    }

    private java.util.List<Integer> found(Wanted wanted) {
        return book.find(wanted, null, 100).stream().map(LedgerEntry::reference).filter(reference -> reference.startsWith(mark))
                .map(reference -> Integer.parseInt(reference.substring(reference.indexOf('/') + 1))).toList();
    }
}
