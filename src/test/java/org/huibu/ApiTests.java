package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.eventually;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseWork;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.Knobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The job through the interface, and what it answers to whoever does it wrong. */
@HuibuTest
class ApiTests {

    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired MovableClock clock;
    @Autowired Knobs knobs;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void aBaseWithItsRoster() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
        knobs.set("market", "up");
        transaction.executeWithoutResult(status -> jdbc.update("delete from throttle"));
    }

    /** Create, change, attach, check, preview, submit, six officers, notice, treasury: by HTTP alone, but for the days that go by. */
    @Test
    void carriesAClaimFromDraftToMoney() {
        var applicant = as("base.hongmeng");
        var created = applicant.post("/cases", Map.of("scheme", "incubation-award"));
        assertThat(created.status()).isEqualTo(201);
        var number = created.body().path("summary").path("number").asString();
        assertThat(created.header("Location")).isEqualTo("/api/v1/cases/" + number);
        assertThat(applicant.get("/cases/" + number + "/check").body().path("complete").asBoolean()).isFalse();

        var changed = applicant.patch("/cases/" + number, 0, Map.of("form", AwardStory.form(), "lines", AwardStory.roster("roster-5-pass.csv")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().path("lines").asInt()).isEqualTo(5);
        assertThat(changed.body().path("form").path("operator.account").asString()).isEqualTo("****0010");
        assertThat(changed.header("ETag")).isEqualTo("\"" + changed.body().path("version").asInt() + "\"");
        for (var material : List.of("serviceAgreements", "rentProof", "categoryProof")) {
            assertThat(applicant.upload("/cases/" + number + "/materials", material, "证明.pdf", AwardStory.PDF, key()).status()).isEqualTo(201);
        }
        assertThat(applicant.get("/cases/" + number + "/materials").body().path("items").size()).isEqualTo(3);
        var extra = applicant.upload("/cases/" + number + "/materials", "rentProof", "多余.pdf", AwardStory.PDF, key()).body().path("id").asString();
        assertThat(applicant.get("/cases/" + number + "/materials/" + extra).raw().body()).isEqualTo(AwardStory.PDF);
        assertThat(applicant.delete("/cases/" + number + "/materials/" + extra).status()).isEqualTo(204);
        assertThat(applicant.get("/cases/" + number + "/check").body().path("complete").asBoolean()).isTrue();
        var preview = applicant.post("/cases/" + number + "/preview", Map.of());
        assertThat(preview.body().path("lines").valueStream().map(line -> line.path("amountFen").asLong())).containsOnly(300_000L).hasSize(5);
        assertThat(preview.raw().body()).asString(StandardCharsets.UTF_8).doesNotContain("99010100000090010");

        assertThat(applicant.post("/cases/" + number + "/submit", Map.of()).body().path("summary").path("phase").asString()).isEqualTo("SUBMITTED");
        assertThat(applicant.get("/cases/" + number).body().path("waitingFor").size()).isEqualTo(1);
        complete("acceptor.qinghe", number, "ACCEPTED");
        complete("reviewer.qinghe", number, "PROPOSE");
        complete("rechecker.qinghe", number, "AGREE");
        complete("notice.qinghe", number, "PUBLISH");
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        complete("approver.qinghe", number, "APPROVE");
        complete("preparer.qinghe", number, "DRAFTED");
        complete("confirmer.qinghe", number, "RELEASED");
        eventually(() -> applicant.get("/cases/" + number).body().path("summary").path("state").asString().equals("CLOSED"));
        assertThat(applicant.get("/cases/" + number + "/lines").body().path("items").valueStream().map(line -> line.path("state").asString())).containsOnly("PAID");
        assertThat(applicant.get("/cases/" + number + "/lines/0").body().path("findings").size()).isPositive();
        assertThat(applicant.get("/cases/" + number + "/timeline").body().path("items").valueStream().map(event -> event.path("what").asString()))
                .contains("CaseSubmitted", "NoticePublished", "PaymentSettled");
        var payments = as("payer.qinghe").get("/payments?state=SETTLED&limit=100").body().path("items").valueStream().filter(p -> p.path("caseNumber").asString().equals(number))
                .toList();
        assertThat(payments).singleElement().satisfies(payment -> {
            assertThat(payment.path("amountFen").asLong()).isEqualTo(5 * 300_000L);
            assertThat(payment.path("accountTail").asString()).isEqualTo("****0010");
            assertThat(as("payer.qinghe").get("/payments/" + payment.path("number").asString()).body()).isEqualTo(payment);
            assertThat(as("approver.songling").get("/payments/" + payment.path("number").asString()).code()).isIn("notFound", "notFinance");
        });
        assertWrong(as("payer.qinghe").get("/payments?state=NONE"), 422, "invalid", "state", "notAnOption");
        assertThat(applicant.get("/payments").status()).isEqualTo(403);
        assertThat(applicant.get("/cases?limit=1").body().path("items").size()).isEqualTo(1);
    }

    @Test
    void returnsForCorrectionAndTakesTheAnswer() {
        var applicant = as("base.hongmeng");
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        applicant.post("/cases/" + number + "/submit", Map.of());
        var task = task("acceptor.qinghe", number);
        var returned = as("acceptor.qinghe").post("/tasks/" + task + "/complete",
                Map.of("outcome", "CORRECTION", "opinion", "请一次补齐", "corrections", Map.of("rentProof", "缺少三月的发票")));
        assertThat(returned.status()).isEqualTo(204);
        var seen = applicant.get("/cases/" + number).body();
        assertThat(seen.path("corrections").get(0).path("item").asString()).isEqualTo("rentProof");
        assertThat(applicant.patch("/cases/" + number, seen.path("version").asLong(), Map.of("form", Map.of("operator.contact", "安琪"))).status()).isEqualTo(200);
        assertThat(applicant.post("/cases/" + number + "/correct", Map.of()).body().path("summary").path("state").asString()).isEqualTo("SUBMITTED");
        assertThat(applicant.post("/cases/" + number + "/correct", Map.of())).extracting(ApiClient.Answer::status, ApiClient.Answer::code).containsExactly(409, "noCorrectionOpen");
        assertThat(applicant.post("/cases/" + number + "/withdraw", Map.of()).body().path("summary").path("phase").asString()).isEqualTo("WITHDRAWN");
    }

    @Test
    void judgesWithoutACaseAndKeepsNothing() {
        var cases = count("case_file");
        var evidence = count("evidence_record");
        var asked = Map.of("scheme", "incubation-award", "region", "990101", "form", AwardStory.form(), "lines", AwardStory.roster("roster-12-mixed.csv"));
        var answer = as("base.hongmeng").post("/eligibility-checks", asked, null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("claim").path("verdict").asString()).isEqualTo("PASS");
        assertThat(answer.body().path("lines").valueStream().filter(line -> line.path("verdict").asString().equals("FAIL")).map(line -> line.path("reason").asString()))
                .containsExactly("NOT_IN_SIX_GROUPS", "ABNORMAL_LIST", "ADDRESS_OUTSIDE_BASE", "FOUNDER_ALREADY_COUNTED");
        assertThat(answer.body().path("amountFen").asLong()).isEqualTo(8 * 300_000L);
        assertThat(answer.body().path("lines").get(0).path("findings").get(0).path("clauses").size()).isPositive();
        assertThat(count("case_file")).isEqualTo(cases);
        assertThat(count("evidence_record")).isEqualTo(evidence);
        assertThat(as("auditor").post("/eligibility-checks", asked, null).code()).isEqualTo("notAnApplicant");
        knobs.set("market", "down");
        assertThat(as("base.hongmeng").post("/eligibility-checks", asked, null)).extracting(ApiClient.Answer::status, ApiClient.Answer::code).containsExactly(503, "sourceDown");
    }

    @Test
    void givesTheFirstAnswerAgainForTheSameKey() {
        var applicant = as("base.hongmeng");
        var key = key();
        var first = applicant.post("/cases", Map.of("scheme", "incubation-award"), key);
        var second = applicant.post("/cases", Map.of("scheme", "incubation-award"), key);
        assertThat(second.raw().body()).isEqualTo(first.raw().body());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(applicant.post("/cases", Map.of("scheme", "base-roster"), key)).extracting(ApiClient.Answer::status, ApiClient.Answer::code)
                .containsExactly(409, "idempotencyKeyReused");
        assertThat(as("base.qihang").post("/cases", Map.of("scheme", "base-roster"), key).status()).as("keys are a principal's own").isEqualTo(201);
        assertThat(applicant.post("/cases", Map.of("scheme", "base-roster"), null)).extracting(ApiClient.Answer::status, ApiClient.Answer::code)
                .containsExactly(400, "idempotencyKeyMissing");
        assertThat(applicant.post("/cases", Map.of("scheme", "base-roster"), "short").code()).isEqualTo("idempotencyKeyWrong");
        var retried = key();
        assertThat(applicant.post("/cases", Map.of("scheme", "nothing"), retried).status()).isEqualTo(404);
        assertThat(applicant.post("/cases", Map.of("scheme", "base-roster"), retried).status()).as("a refused request may be tried again").isEqualTo(201);

        var number = first.body().path("summary").path("number").asString();
        var once = key();
        assertThat(applicant.upload("/cases/" + number + "/materials", "rentProof", "a.pdf", AwardStory.PDF, once).status()).isEqualTo(201);
        assertThat(applicant.upload("/cases/" + number + "/materials", "rentProof", "a.pdf", AwardStory.PDF, once).status()).isEqualTo(201);
        assertThat(applicant.get("/cases/" + number + "/materials").body().path("items").size()).isEqualTo(1);
        assertThat(applicant.upload("/cases/" + number + "/materials", "rentProof", "a.pdf", "%PDF-1.5\n%%EOF".getBytes(StandardCharsets.US_ASCII), once).code())
                .isEqualTo("idempotencyKeyReused");
    }

    @Test
    void worksARequestThatArrivesManyTimesAtOnceOnlyOnce() throws Exception {
        var before = count("case_file");
        var key = key();
        var answers = atOnce(8, i -> as("base.hongmeng").post("/cases", Map.of("scheme", "incubation-award"), key));
        assertThat(answers).extracting(ApiClient.Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.header("Location")).containsOnly(answers.get(0).header("Location"));
        assertThat(count("case_file")).isEqualTo(before + 1);
    }

    /** P11: one winner, everybody else is told who it was, nobody gets a fault. */
    @Test
    void letsOneOfThirtyTwoClaimATask() throws Exception {
        var number = story.submitted("roster-5-pass.csv");
        var task = task("reviewer.qinghe", number);
        var officers = List.of("reviewer.qinghe", "reviewer2.qinghe");
        var answers = atOnce(32, i -> as(officers.get(i % 2)).post("/tasks/" + task + "/claim", Map.of()));
        var winner = answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow().body().path("holder").asString();
        assertThat(answers).filteredOn(answer -> answer.status() == 200).extracting(answer -> answer.body().path("holder").asString()).containsOnly(winner).hasSize(16);
        assertThat(answers).filteredOn(answer -> answer.status() != 200).hasSize(16).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("takenBy");
            assertThat(answer.body().path("detail").asString()).contains(winner);
        });
        var holder = winner.contains("叶") ? "reviewer2.qinghe" : "reviewer.qinghe";
        assertThat(as(holder).post("/tasks/" + task + "/unclaim", Map.of()).body().path("holder").isNull()).isTrue();
    }

    @Test
    void letsOneOfManyCompletionsHaveEffect() throws Exception {
        var number = story.submitted("roster-5-pass.csv");
        var task = task("reviewer.qinghe", number);
        var answers = atOnce(16, i -> as("reviewer.qinghe").post("/tasks/" + task + "/complete", Map.of("outcome", "PROPOSE", "opinion", "同意")));
        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 204).allMatch(answer -> answer.status() == 409 || answer.status() == 404);
        assertThat(work.timeline(number)).filteredOn(event -> event.what().equals("TaskDecided") && event.actor().equals("reviewer.qinghe")).hasSize(1);
    }

    @Test
    void readsInputStrictlyAndSaysWhere() {
        var english = as("base.hongmeng").header("Accept-Language", "en");
        var number = english.post("/cases", Map.of("scheme", "incubation-award")).body().path("summary").path("number").asString();
        assertWrong(english.post("/cases", Map.of("scheme", "incubation-award", "colour", "red")), 400, "unreadable", "colour", "unknownField");
        assertWrong(english.post("/cases", Map.of("scheme", List.of(1))), 400, "unreadable", "scheme", "wrongType");
        assertWrong(raw(english, "/cases", "{\"scheme\":", "application/json"), 400, "unreadable", "", "notJson");
        assertWrong(raw(english, "/cases", "{\"scheme\":\"a\"} {}", "application/json"), 400, "unreadable", "", "wrongType");
        assertWrong(raw(english, "/cases", "", "application/json"), 400, "unreadable", "", "bodyMissing");
        assertWrong(raw(english, "/cases", "[".repeat(100_000), "application/json"), 400, "unreadable", null, null);
        assertWrong(raw(english, "/cases", "scheme: x", "application/yaml"), 415, "mediaType", null, null);
        assertWrong(english.post("/cases", Map.of()), 422, "invalid", "scheme", "required");
        assertWrong(english.post("/cases", Map.of("scheme", "base-roster", "region", "99")), 422, "invalid", "region", "notARegion");
        assertWrong(english.post("/cases", Map.of("scheme", "no-such-scheme")), 404, "notFound", null, null);
        assertWrong(english.get("/cases?before=abc"), 400, "unreadable", "before", "wrongType");
        assertWrong(english.get("/cases?limit=100000"), 422, "invalid", "limit", "limitWrong");
        assertWrong(english.get("/cases/%20%22%3Cscript%3E"), 404, "notFound", null, null);
        assertWrong(english.get("/cases/a;b=c"), 400, "unreadable", null, null);
        assertThat(english.get("/cases/a%00b").status()).as("refused by the server before it reaches us").isEqualTo(400);
        assertWrong(english.get("/nothing"), 404, "notFound", null, null);
        assertWrong(english.delete("/cases"), 405, "methodNotAllowed", null, null);
        assertWrong(english.get("/cases/" + number + "/lines/first"), 400, "unreadable", "line", "wrongType");
        assertWrong(raw(english, "/cases/" + number + "/materials", "{}", "application/json"), 415, "mediaType", null, null);
        assertWrong(raw(english, "/cases/" + number + "/materials", "not parts", "multipart/form-data; boundary=x"), 400, "unreadable", null, null);
        assertWrong(english.patch("/cases/" + number, 0, Map.of("form", Map.of("operator.colour", "red"))), 422, "invalid", "operator.colour", "unknownField");
        assertWrong(english.patch("/cases/" + number, 0, Map.of("lines", List.of(Map.of("colour", "red")))), 422, "invalid", "lines[0].colour", "unknownField");
        assertWrong(english.patch("/cases/" + number, 7, Map.of("form", Map.of())), 409, "stalePage", null, null);
        assertWrong(as("base.hongmeng").send("PATCH", "/cases/" + number, "{}".getBytes(StandardCharsets.UTF_8), "application/json", key()), 400, "versionMissing", null, null);
        assertWrong(english.upload("/cases/" + number + "/materials", "rentProof", "x.pdf", "MZ disguised".getBytes(StandardCharsets.US_ASCII), key()), 415, "fileDisguised", null, null);
        assertWrong(english.upload("/cases/" + number + "/materials", "nonsense", "x.pdf", AwardStory.PDF, key()), 404, "notFound", null, null);
        assertWrong(english.upload("/cases/" + number + "/materials", "rentProof", "x.pdf", new byte[33 * 1024 * 1024], key()), 413, "fileTooLarge", null, null);
        var accept = as("base.hongmeng").header("Accept", "text/csv").get("/cases");
        assertWrong(accept, 406, "notAcceptable", null, null);
    }

    @Test
    void tellsAllFaultsOfASubmissionAtOnceInBothLanguages() {
        var applicant = as("base.hongmeng");
        var number = applicant.post("/cases", Map.of("scheme", "incubation-award")).body().path("summary").path("number").asString();
        var form = new LinkedHashMap<>(AwardStory.form());
        form.put("operator.uscc", "91990101MA00090011");
        form.put("claim.periodEnd", "2026-02-30");
        var lines = new ArrayList<>(AwardStory.roster("roster-5-pass.csv"));
        lines.set(2, new LinkedHashMap<>(lines.get(2)));
        lines.get(2).put("founderIdNo", "123");
        applicant.patch("/cases/" + number, 0, Map.of("form", form, "lines", lines));
        var refused = applicant.post("/cases/" + number + "/submit", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").valueStream().map(e -> e.path("path").asString() + " " + e.path("code").asString()))
                .contains("operator.uscc uscc.check", "claim.periodEnd notADate", "lines[2].founderIdNo idNumber.shape", "materials.rentProof materialMissing");
        assertThat(refused.body().path("detail").asString()).isEqualTo("有内容需要修改。");
        assertThat(as("base.hongmeng").header("Accept-Language", "en-GB,en;q=0.8").post("/cases/" + number + "/submit", Map.of()).body().path("detail").asString())
                .isEqualTo("Some things need mending.");
        assertThat(applicant.get("/cases/" + number).body().path("form").path("claim.periodEnd").asString()).as("what was typed stays").isEqualTo("2026-02-30");
    }

    @Test
    void refusesWrongDecisionsAtTheirPlace() {
        var number = story.submitted("roster-5-pass.csv");
        var officer = as("reviewer.qinghe").header("Accept-Language", "en");
        var task = "/tasks/" + task("reviewer.qinghe", number) + "/complete";
        assertWrong(officer.post(task, Map.of("outcome", "NONSENSE", "opinion", "x")), 422, "invalid", "outcome", "notAnOption");
        assertWrong(officer.post(task, Map.of("outcome", "PROPOSE", "opinion", " ")), 422, "invalid", "opinion", "opinionMissing");
        assertWrong(officer.post(task, Map.of("outcome", "PROPOSE", "opinion", "x", "lines", List.of(Map.of("line", 0, "verdict", "MAYBE")))), 400, "unreadable", "lines[0].verdict", "notAnOption");
        assertWrong(officer.post(task, Map.of("outcome", "PROPOSE", "opinion", "x", "lines", List.of(Map.of("line", "0", "verdict", "PASS")))), 400, "unreadable", "lines[0].line", "wrongType");
        assertWrong(officer.post(task, Map.of("outcome", "PROPOSE", "opinion", "x", "lines", List.of(Map.of("line", 0, "verdict", "PASS", "amountFen", -1)))), 422, "invalid",
                "lines[0].amountFen", "negativeAmount");
        assertWrong(officer.post(task, Map.of("outcome", "PROPOSE", "opinion", "x", "lines", List.of(Map.of("line", 0, "verdict", "FAIL")))), 422, "invalid", "lines[0]", "reasonMissing");
        assertThat(work.find(number).state()).isEqualTo("REVIEWING");
        assertWrong(as("reviewer.songling").post(task, Map.of("outcome", "PROPOSE", "opinion", "x")), 404, "notFound", null, null);
        assertWrong(as("base.hongmeng").post(task, Map.of("outcome", "PROPOSE", "opinion", "x")), 403, "notAnOfficer", null, null);
    }

    @Test
    void asksWhoIsThereAndBlocksAGuesser() {
        var nobody = new ApiClient(port, null).get("/cases");
        assertThat(nobody).extracting(ApiClient.Answer::status, ApiClient.Answer::code).containsExactly(401, "notLoggedIn");
        assertThat(nobody.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(nobody.header("Content-Type")).startsWith("application/problem+json");
        assertThat(new ApiClient(port, null).get("/schemes").status()).isEqualTo(200);
        assertThat(new ApiClient(port, null).get("/schemes/incubation-award").body().path("criteria").size()).isPositive();
        var guesser = new ApiClient(port, null).header("Authorization", "Basic YXVkaXRvcjp3cm9uZw==");
        for (int i = 0; i < 5; i++) {
            assertThat(guesser.get("/cases")).extracting(ApiClient.Answer::status, ApiClient.Answer::code).containsExactly(401, "badCredentials");
        }
        assertThat(guesser.get("/cases")).extracting(ApiClient.Answer::status, ApiClient.Answer::code).containsExactly(429, "throttled");
        assertThat(as("auditor").get("/cases").status()).as("even with the right password").isEqualTo(429);
    }

    /** P15: every request that works for the owner finds nothing for anybody else. */
    @Test
    void showsACaseToItsOwnerOnly() {
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        var material = as("base.hongmeng").get("/cases/" + number + "/materials").body().path("items").get(0).path("id").asString();
        var other = as("base.qihang");
        var own = other.post("/cases", Map.of("scheme", "incubation-award")).body().path("summary").path("number").asString();
        for (var path : List.of("", "/check", "/lines", "/lines/0", "/findings", "/timeline", "/materials", "/materials/" + material)) {
            assertThat(as("base.hongmeng").get("/cases/" + number + path).status()).as("owner " + path).isEqualTo(200);
            assertThat(other.get("/cases/" + number + path).status()).as("other " + path).isEqualTo(404);
            assertThat(as("reviewer.qinghe").get("/cases/" + number + path).status()).as("officer " + path).isEqualTo(404);
        }
        for (var path : List.of("/preview", "/submit", "/correct", "/withdraw")) {
            assertThat(other.post("/cases/" + number + path, Map.of()).status()).as(path).isEqualTo(404);
        }
        assertThat(other.patch("/cases/" + number, 0, Map.of("form", Map.of())).status()).isEqualTo(404);
        assertThat(other.upload("/cases/" + number + "/materials", "rentProof", "x.pdf", AwardStory.PDF, key()).status()).isEqualTo(404);
        assertThat(other.delete("/cases/" + number + "/materials/" + material).status()).isEqualTo(404);
        assertThat(other.get("/cases/" + own + "/materials/" + material).status()).as("a foreign material under one's own case").isEqualTo(404);
        assertThat(other.delete("/cases/" + own + "/materials/" + material).status()).isEqualTo(404);
        assertThat(other.get("/cases").body().toString()).doesNotContain(number);
        assertThat(as("base.hongmeng").get("/cases/" + number + "/materials").body().path("items").size()).isEqualTo(4);
    }

    private ApiClient as(String username) {
        return new ApiClient(port, username);
    }

    private void complete(String officer, String number, String outcome) {
        assertThat(as(officer).post("/tasks/" + task(officer, number) + "/complete", Map.of("outcome", outcome, "opinion", "同意")).status()).as(outcome).isEqualTo(204);
    }

    /** Pages through the officer's list until the case is there. */
    private String task(String officer, String number) {
        var found = new ArrayList<String>();
        eventually(() -> {
            String next = null;
            do {
                var page = as(officer).get("/tasks?limit=100" + (next == null ? "" : "&after=" + next)).body();
                page.path("items").valueStream().filter(task -> task.path("caseNumber").asString().equals(number)).forEach(task -> found.add(task.path("id").asString()));
                next = page.path("next").asString(null);
            } while (next != null && found.isEmpty());
            return !found.isEmpty();
        });
        assertThat(as(officer).get("/tasks/" + found.get(0)).body().path("task").path("caseNumber").asString()).isEqualTo(number);
        return found.get(0);
    }

    private static ApiClient.Answer raw(ApiClient client, String path, String body, String type) {
        return client.send("POST", path, body.getBytes(StandardCharsets.UTF_8), type, key());
    }

    private static void assertWrong(ApiClient.Answer answer, int status, String code, String path, String fault) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().path("detail").asString()).isNotBlank().doesNotContain("org.huibu", "Exception");
        if (path != null) {
            assertThat(answer.body().path("errors").get(0).path("path").asString()).isEqualTo(path);
            assertThat(answer.body().path("errors").get(0).path("code").asString()).isEqualTo(fault);
            assertThat(answer.body().path("errors").get(0).path("message").asString()).isNotBlank().isNotEqualTo("fault." + fault);
        }
    }

    private static List<ApiClient.Answer> atOnce(int count, java.util.function.IntFunction<ApiClient.Answer> request) throws Exception {
        var pool = Executors.newFixedThreadPool(count);
        try {
            var answers = new ArrayList<ApiClient.Answer>();
            for (var one : pool.invokeAll(IntStream.range(0, count).<Callable<ApiClient.Answer>>mapToObj(i -> () -> request.apply(i)).toList())) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
