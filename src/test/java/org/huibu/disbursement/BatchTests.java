package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import java.util.List;
import org.huibu.ApiClient;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.WebClient;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.batch.Batches;
import org.huibu.disbursement.batch.PaymentBatch.State;
import org.huibu.disbursement.budget.Funds;
import org.huibu.review.inbox.Inbox;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two payments drafted and released together; one of them cannot go and holds up nobody. */
@HuibuTest
class BatchTests {

    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Batches batches;
    @Autowired PaymentOrders orders;
    @Autowired Funds funds;
    @Autowired Inbox inbox;
    @Autowired Knobs knobs;
    @LocalServerPort int port;

    @AfterEach
    void booksAreRight() {
        as("auditor");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    @Test
    void oneThatCannotGoHoldsUpNoOther() {
        story.begin(Duration.ofDays(30));
        story.putAside();
        var goes = approved(2, 0);
        var stays = approved(2, 2);
        var returned = returned();
        as("preparer.qinghe");
        var number = batches.create("EMPLOYMENT_SUBSIDY", "2080713", "990101");
        assertThatThrownBy(() -> batches.create("EMPLOYMENT_SUBSIDY", "2080713", "990101")).as("each group is in one live batch").extracting("code").isEqualTo("nothingToBatch");
        assertThatThrownBy(() -> batches.release(number)).extracting("code").isEqualTo("notYourRole");
        var preparer = new WebClient(port);
        preparer.login("preparer.qinghe", "huibu-demo");
        assertThat(preparer.get("/finance/batches/" + number + "/progress").statusCode()).as("what the page itself asks").isEqualTo(200);
        assertThat(preparer.get("/finance/batches/" + number).body()).contains(number, "2笔");
        as("preparer.qinghe");
        eventually(() -> batches.find(number).batch().state() == State.DRAFTED);
        assertThat(batches.lines(number, 0, 100)).as("a returned payment waits for the payer").noneMatch(line -> line.caseNumber().equals(returned));
        assertThat(batches.lines(number, 0, 100)).filteredOn(line -> List.of(goes, stays).contains(line.caseNumber())).hasSize(2)
                .allMatch(line -> line.state().equals("DRAFTED") && line.orderState().equals("DRAFTED"));
        // Somebody else has the second case's task: the batch cannot take it from him.
        as("confirmer.qinghe");
        eventually(() -> confirmation(stays) != null && confirmation(goes) != null);
        as("preparer.qinghe");
        assertThatThrownBy(() -> inbox.claim(confirmation(stays))).extracting("code").isEqualTo("notFound");
        as("confirmer.qinghe");
        inbox.recuse(confirmation(stays), "与收款单位有利害关系");
        batches.release(number);
        assertThatThrownBy(() -> batches.sendBack(number)).extracting("code").isEqualTo("batchDecided");
        eventually(() -> batches.find(number).batch().state() == State.DONE);
        var lines = batches.lines(number, 0, 100);
        assertThat(lines.get(0).caseNumber()).as("what needs somebody comes first").isEqualTo(stays);
        assertThat(lines.get(0).reason()).isEqualTo("recused");
        assertThat(lines).filteredOn(line -> line.caseNumber().equals(goes)).singleElement().satisfies(line -> assertThat(line.state()).isEqualTo("RELEASED"));
        eventually(() -> work.find(goes).state().equals("CLOSED"));
        assertThat(work.timeline(goes)).filteredOn(h -> h.actor().equals("confirmer.qinghe") && h.what().equals("TaskDecided")).as("in the name of him who released").hasSize(1);
        var api = new ApiClient(port, "payer.qinghe").get("/payment-batches/" + number);
        assertThat(api.body().path("batch").path("state").asString()).isEqualTo("DONE");
        assertThat(api.body().path("lines").get(0).path("reason").asString()).isEqualTo("recused");
        assertThat(new ApiClient(port, "payer.qinghe").get("/payment-batches?limit=1").body().path("items").get(0).path("number").asString()).isEqualTo(number);
        assertThat(new ApiClient(port, "payer.qinghe").get("/payment-batches?limit=0").code()).isEqualTo("invalid");
        assertThat(new ApiClient(port, "approver.songling").get("/payment-batches/" + number).status()).isEqualTo(404);
        assertThat(orders.ofCase(stays)).singleElement().satisfies(order -> assertThat(order.state()).isEqualTo(PaymentOrder.State.DRAFTED));
    }

    private String returned() {
        var number = approved(1, 4);
        knobs.set(Knobs.TREASURY, "refuse");
        story.decide("preparer.qinghe", number, "DRAFTED");
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> work.find(number).state().equals("PAY_FAILED"));
        knobs.set(Knobs.TREASURY, "up");
        return number;
    }

    private String confirmation(String number) {
        return inbox.ofCase(number).stream().filter(row -> row.role().equals("FINANCE_CONFIRMER")).map(row -> row.taskId()).findFirst().orElse(null);
    }

    private String approved(int lines, int from) {
        var number = story.published("roster-5-pass.csv", from, lines);
        story.passNotice(number);
        story.decide("approver.qinghe", number, "APPROVE");
        eventually(() -> work.find(number).state().equals("PAY_PREPARED"));
        return number;
    }
}
