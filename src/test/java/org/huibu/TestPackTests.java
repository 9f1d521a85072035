package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.identity.Account;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.letters.Letters;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.crypto.password.PasswordEncoder;

/** A scheme that is nothing but a folder of data (a person's claim without a roster) goes from the list to money: the house is right. */
@HuibuTest
class TestPackTests {

    private static final String GRADUATE = "990101199102111089";
    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired PaymentOrders orders;
    @Autowired Funds funds;
    @Autowired Letters letters;
    @Autowired Trail trail;
    @Autowired Accounts accounts;
    @Autowired PasswordEncoder encoder;

    @BeforeEach
    void begin() {
        story.begin();
        if (accounts.find("person.bailu").isEmpty()) {
            accounts.create(new Account("person.bailu", "白露", "个人", QINGHE, null, Set.of(Role.APPLICANT)), encoder.encode("huibu-demo"));
        }
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void isOfferedAndFilledInOnPages() {
        var client = new WebClient(port);
        assertThat(client.get("/").body()).contains("毕业生搬迁补助");
        assertThat(client.get("/schemes/graduate-moving").body()).contains("搬迁距离达到要求", "车票", "MOVE_UNIT");
        client.login("person.bailu", "huibu-demo");
        var edit = client.post("/schemes/graduate-moving", "/my/cases", Map.of("scheme", "graduate-moving")).headers().firstValue("Location").orElseThrow();
        var page = edit.substring(edit.indexOf("/my/"));
        assertThat(client.get(page).body()).contains("公民身份号码", "距离（公里）", "车票").doesNotContain("type=\"file\" name=\"file\" accept=\".csv");
        client.post(page, page, Map.of("person.name", "白露", "person.idNo", "990101199102111080", "_version", "0"));
        assertThat(client.get(page.replace("/edit", "/check")).body()).contains("公民身份号码校验不通过", "缺少材料");
        assertThat(client.get(page).body()).as("what was wrong is kept").contains("990101199102111080");
    }

    @Test
    void goesFromApplicationToMoneyAndOnlyOnce() {
        var number = submitted("500");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.claimFindings(number)).extracting("code").containsExactly("NOT_GRADUATED", "TOO_NEAR", "PAID_BEFORE", "NOT_PAYABLE", "claim_amount");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        assertThat(new WebClient(port).get("/").body()).contains("白露");
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).singleElement().satisfies(order -> {
            assertThat(order.amount()).isEqualTo(Money.ofYuan(1_000));
            assertThat(order.state()).isEqualTo(PaymentOrder.State.SETTLED);
            assertThat(order.payee()).isEqualTo("白露");
        });
        AwardStory.as("payer.qinghe");
        assertThat(behind("990101", number)).as("the district's part is what the city leaves, to the fen").isEqualTo(Money.ofFen(66_667));
        AwardStory.as("auditor");
        assertThat(behind("990100", number)).as("a third, rounded down").isEqualTo(Money.ofFen(33_333));
        assertThat(funds.differences()).isEmpty();
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-06", "DOC-08", "DOC-09");
        eventually(() -> trail.entries(number).stream().allMatch(entry -> entry.seq() != null));
        assertThat(trail.verify(number).problem()).isEmpty();

        var again = submitted("600");
        eventually(() -> work.find(again).state().equals("REVIEWING"));
        assertThat(work.lines(again)).singleElement().satisfies(line -> assertThat(line.reason()).isEqualTo("PAID_BEFORE"));
    }

    @Test
    void isRefusedByItsOwnRule() {
        var number = submitted("99");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.lines(number)).singleElement().satisfies(line -> {
            assertThat(line.verdict()).isEqualTo("FAIL");
            assertThat(line.reason()).isEqualTo("TOO_NEAR");
            assertThat(line.state()).isEqualTo(ClaimLine.State.OPEN);
        });
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-08");
    }

    private Money behind(String region, String number) {
        return funds.behind(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", story.year(), region), Reservation.State.SPENT, 0, 100).stream()
                .filter(approval -> approval.caseNumber().equals(number)).findFirst().orElseThrow().amount();
    }

    private String submitted(String distance) {
        as("person.bailu");
        var number = cases.open("graduate-moving", QINGHE);
        cases.save(number, null, new LinkedHashMap<>(Map.of("person.name", "白露", "person.idNo", GRADUATE, "person.mobile", "13900000077", "person.bankName", "云溪银行",
                "person.account", "6222990101000000777", "move.distance", distance)), null);
        story.attachAll(number);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        return number;
    }
}
