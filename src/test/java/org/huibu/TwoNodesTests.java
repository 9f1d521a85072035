package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Two nodes on one MySQL: sessions are shared, one of two wins, and what a killed node left is done by the other. */
@NeedsMySql
class TwoNodesTests {

    private static final List<String> JVM = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @Test
    void shareSessionsAndLetOneOfTwoWinAndSurviveAKill() throws Exception {
        var url = MySqlServer.fresh("nodes");
        var arguments = List.of("--spring.profiles.active=mysql,sandbox", "--spring.datasource.url=" + url, "--spring.datasource.username=" + MySqlServer.user(),
                "--spring.datasource.password=" + MySqlServer.password(), "--huibu.demo.cases=false", "--huibu.data-directory=target/test-data-nodes",
                "--spring.datasource.hikari.maximum-pool-size=10");
        try (var first = NodeProcess.start("node-1", JVM, arguments); var second = NodeProcess.start("node-2", JVM, arguments)) {
            var browser = new WebClient(first.port());
            browser.login("base.hongmeng", "huibu-demo");
            assertThat(WebClient.replay(second.port(), "/my", browser.session()).statusCode()).as("one session, two nodes").isEqualTo(200);

            var number = recognition(first);
            assertThat(atOnce(() -> api(first, "base.hongmeng").post("/cases/" + number + "/submit", Map.of()), () -> api(second, "base.hongmeng").post("/cases/" + number + "/submit", Map.of())))
                    .as("submitted on both nodes at once").extracting(ApiClient.Answer::status).containsExactlyInAnyOrder(200, 409);
            complete(second, "acceptor.qinghe", number, "ACCEPTED");
            var task = task(first, "reviewer.qinghe", number);
            assertThat(atOnce(() -> api(first, "reviewer.qinghe").post("/tasks/" + task + "/claim", Map.of()), () -> api(second, "reviewer2.qinghe").post("/tasks/" + task + "/claim", Map.of())))
                    .as("claimed on both nodes at once").satisfiesExactlyInAnyOrder(won -> assertThat(won.status()).isEqualTo(200), lost -> {
                        assertThat(lost.status()).isEqualTo(409);
                        assertThat(lost.code()).isEqualTo("takenBy");
                    });

            first.kill();
            assertThat(WebClient.replay(second.port(), "/my", browser.session()).statusCode()).as("the session outlives its node").isEqualTo(200);
            var next = recognition(second);
            assertThat(api(second, "base.hongmeng").post("/cases/" + next + "/submit", Map.of()).status()).isEqualTo(200);
            complete(second, "acceptor.qinghe", next, "ACCEPTED");
            task(second, "reviewer.qinghe", next);
            try (var again = NodeProcess.start("node-1-again", JVM, arguments)) {
                assertThat(WebClient.replay(again.port(), "/my", browser.session()).statusCode()).as("and a restart").isEqualTo(200);
                assertThat(api(again, "base.hongmeng").get("/cases/" + next).body().path("summary").path("state").asString()).isEqualTo("SITE_VISIT");
            }
        }
    }

    private static String recognition(NodeProcess node) {
        var applicant = api(node, "base.hongmeng");
        var number = applicant.post("/cases", Map.of("scheme", "base-recognition", "region", "990101")).body().path("summary").path("number").asString();
        var form = new java.util.HashMap<>(Map.of("operator.name", "岭海鸿萌创业孵化有限公司", "operator.uscc", "91990101MA00090010", "operator.legalRepresentative", "安鸿",
                "operator.contact", "安鸿", "operator.mobile", "13900000001", "base.name", "鸿萌创业基地", "base.level", "COUNTY", "base.addressRanges", "青禾区星河路1号", "base.area", "3200",
                "base.leaseEnd", "2040-12-31"));
        form.put("base.serviceTeam", "6");
        assertThat(api(node, "base.hongmeng").patch("/cases/" + number, 0, Map.of("form", form)).status()).isEqualTo(200);
        for (var material : applicant.get("/schemes/base-recognition").body().path("materials")) {
            assertThat(applicant.upload("/cases/" + number + "/materials", material.path("key").asString(), "证明.pdf", AwardStory.PDF, java.util.UUID.randomUUID().toString()).status()).isEqualTo(201);
        }
        return number;
    }

    private static void complete(NodeProcess node, String officer, String number, String outcome) {
        var answer = api(node, officer).post("/tasks/" + task(node, officer, number) + "/complete", Map.of("outcome", outcome, "opinion", "同意"));
        assertThat(answer.status()).as(answer.code()).isEqualTo(204);
    }

    private static String task(NodeProcess node, String officer, String number) {
        var found = new ArrayList<String>();
        org.awaitility.Awaitility.await(number + " at " + officer).atMost(java.time.Duration.ofSeconds(60)).until(() -> {
            api(node, officer).get("/tasks?q=" + number).body().path("items").valueStream().forEach(task -> found.add(task.path("id").asString()));
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private static ApiClient api(NodeProcess node, String username) {
        return new ApiClient(node.port(), username);
    }

    private static List<ApiClient.Answer> atOnce(Callable<ApiClient.Answer> one, Callable<ApiClient.Answer> other) throws Exception {
        var start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var answers = new ArrayList<ApiClient.Answer>();
            for (var result : pool.invokeAll(List.of(one, other).stream().<Callable<ApiClient.Answer>>map(call -> () -> {
                start.await();
                return call.call();
            }).toList())) {
                answers.add(result.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
