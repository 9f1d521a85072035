package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxFilter;
import org.huibu.review.inbox.InboxList;
import org.huibu.review.inbox.Lane;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What officers see and do on pages: nothing typed is lost, one winner, and everybody else has a way on. */
@HuibuTest
class DeskTests {

    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Inbox inbox;
    @Autowired InboxList list;
    @Autowired Reviewing reviewing;
    @Autowired Trail trail;
    @Autowired Knobs knobs;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        knobs.set("market", "up");
        AwardStory.nobody();
    }

    @Test
    void keepsLinesAndOpinionUntilTheDecisionIsWholeThenAppliesAll() {
        var number = reviewed("roster-12-mixed.csv");
        var task = story.task(number, "reviewer.qinghe").taskId();
        var web = officer("reviewer.qinghe");
        var page = web.get("/inbox/" + task);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("复核", "接下来：", "经营异常");
        var line = Map.of("verdict.9", "PASS", "amount.9", "3000", "reason.9", "");
        var missing = web.post("/inbox/" + task, "/inbox/" + task + "/decide", with(line, Map.of("outcome", "PROPOSE", "opinion", "")));
        assertThat(missing.statusCode()).isEqualTo(422);
        assertThat(missing.body()).contains("请填写意见", "金额超过规则所定的 ¥0.00", "value=\"3000\"");
        var elsewhere = web.post("/inbox/" + task, "/inbox/" + task + "/lines", Map.of("verdict.9", "PASS", "amount.9", "3000", "reason.9", "已移出名录，附截图", "opinion", "半句", "go", "FAIL"));
        assertThat(elsewhere.headers().firstValue("Location").orElseThrow()).contains("which=FAIL");
        assertThat(web.get("/inbox/" + task).body()).contains("半句", "已移出名录，附截图");
        var done = web.post("/inbox/" + task, "/inbox/" + task + "/decide", Map.of("outcome", "PROPOSE", "opinion", "同意"));
        assertThat(done.headers().firstValue("Location").orElseThrow()).endsWith("/inbox?decided");
        assertThat(work.lines(number).get(9).verdict()).isEqualTo("PASS");
        assertThat(officer("rechecker.qinghe").get("/inbox/cases/" + number).body()).contains("已移出名录，附截图");
    }

    @Test
    void tellsWhoWasFasterAndKeepsWhatWasTyped() {
        var number = reviewed("roster-5-pass.csv");
        var task = story.task(number, "reviewer.qinghe").taskId();
        var slow = officer("reviewer2.qinghe");
        slow.get("/inbox/" + task);
        as("reviewer.qinghe");
        inbox.claim(task);
        var taken = slow.post("/inbox", "/inbox/" + task + "/claim", Map.of());
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.body()).contains("初审员 林", "/inbox/cases/" + number);
        story.decide("reviewer.qinghe", number, "PROPOSE");
        var stale = slow.post("/inbox", "/inbox/" + task + "/decide", Map.of("outcome", "PROPOSE", "opinion", "写了很久的意见"));
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("写了很久的意见", "初审员 林", "提出初审意见");
        assertThat(officer("acceptor.songling").get("/inbox/" + task).statusCode()).as("of another district").isEqualTo(404);
    }

    @Test
    void claimsManyWithOneAuditLineEachAndSaysWhyNotTheRest() {
        var first = reviewed("roster-5-pass.csv");
        var one = story.task(first, "reviewer.qinghe").taskId();
        var second = story.submitted("roster-10-pass.csv");
        eventually(() -> work.find(second).state().equals("REVIEWING"));
        var other = story.task(second, "reviewer2.qinghe").taskId();
        inbox.claim(other);
        as("reviewer.qinghe");
        var refused = reviewing.claimAll(List.of(one, other));
        assertThat(refused).containsOnlyKeys(other);
        assertThat(refused.get(other).code()).isEqualTo("takenBy");
        assertThat(trail.entries(first)).filteredOn(e -> e.type().equals("TaskClaimed") && e.actor().equals("reviewer.qinghe")).hasSize(1);
    }

    @Test
    void triagesByLaneAndMarksWhatCannotBeMine() {
        var judge = reviewed("roster-12-mixed.csv");
        knobs.set("market", "down");
        var waits = story.submitted("roster-5-pass.csv");
        as("reviewer.qinghe");
        eventually(() -> lane(Lane.SOURCE).contains(waits));
        assertThat(lane(Lane.JUDGE)).contains(judge).doesNotContain(waits);
        var returned = story.returned();
        as("acceptor.qinghe");
        assertThat(lane(Lane.APPLICANT)).contains(returned);
        var acceptor = officer("acceptor.qinghe");
        assertThat(acceptor.get("/inbox?lane=APPLICANT&q=" + returned).body() + acceptor.get("/inbox/cases/" + returned).body()).as("not the words for the applicant").contains("等待申请人补正").doesNotContain("等待您补正");
        var green = officer("reviewer.qinghe").get("/inbox?lane=JUDGE&q=" + judge);
        assertThat(green.body()).contains(judge).doesNotContain(waits);
        knobs.set("market", "up");
        as("reviewer.qinghe");
        eventually(() -> lane(Lane.GREEN).contains(waits));
        story.decide("reviewer2.qinghe", judge, "PROPOSE");
        as("reviewer2.qinghe");
        var page = list.page(new InboxFilter(null, null, null, null, false, judge), null, 10);
        assertThat(page.barred().values()).extracting(Refusal::code).containsExactly("separationSd1");
    }

    @Test
    void recusesAndIsNotOfferedTheCaseAgain() {
        var number = reviewed("roster-5-pass.csv");
        var task = story.task(number, "reviewer.qinghe").taskId();
        var web = officer("reviewer.qinghe");
        assertThat(web.post("/inbox/" + task, "/inbox/" + task + "/recuse", Map.of("reason", "与法定代表人是亲属")).headers().firstValue("Location").orElseThrow()).contains("recused");
        as("reviewer.qinghe");
        assertThat(list.next(new InboxFilter(null, null, null, null, false, number))).isEmpty();
        assertThat(web.post("/inbox", "/inbox/" + task + "/claim", Map.of()).statusCode()).isEqualTo(409);
    }

    @Test
    void opensAPersonalNumberOnlyForAPurposeThatIsLogged() {
        var number = reviewed("roster-5-pass.csv");
        var web = officer("reviewer.qinghe");
        var ask = "/inbox/cases/" + number + "/clear?field=operator.mobile";
        assertThat(web.get("/inbox/cases/" + number).body()).doesNotContain("13900000001");
        assertThat(web.post(ask, "/inbox/cases/" + number + "/clear", Map.of("field", "operator.mobile", "purpose", " ")).body()).contains("请写明查看的用途").doesNotContain("13900000001");
        assertThat(web.post(ask, "/inbox/cases/" + number + "/clear", Map.of("field", "operator.mobile", "purpose", "电话核实租金")).body()).contains("13900000001");
        assertThat(trail.entries(number)).anySatisfy(e -> assertThat(e.detail()).contains("operator.mobile", "电话核实租金"));
        assertThat(web.get("/inbox/cases/" + number + "/lines/0").body()).contains("市场主体登记", "一致");
    }

    private List<String> lane(Lane lane) {
        return list.page(new InboxFilter(null, null, lane, null, false, null), null, 500).rows().stream().map(row -> row.caseNumber()).toList();
    }

    private String reviewed(String sample) {
        var number = story.submitted(sample);
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        return number;
    }

    private WebClient officer(String username) {
        var web = new WebClient(port);
        web.login(username, "huibu-demo");
        return web;
    }

    private static Map<String, String> with(Map<String, String> one, Map<String, String> other) {
        var all = new LinkedHashMap<>(one);
        all.putAll(other);
        return all;
    }
}
