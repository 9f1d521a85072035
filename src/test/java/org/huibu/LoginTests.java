package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets in, who stays in, and what a page refuses (promises P17, P18). */
@HuibuTest
class LoginTests {

    private static final String PASSWORD = "huibu-demo";
    @LocalServerPort int port;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void forgetTheFailures() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from throttle"));
    }

    @Test
    void renewsTheSessionAtLoginAndEndsItAtLogout() {
        var client = new WebClient(port);
        client.get("/login");
        var before = client.session();
        assertThat(location(client.login("base.hongmeng", PASSWORD))).endsWith("/home");
        var after = client.session();
        assertThat(after).isNotEqualTo(before).isNotEmpty();
        assertThat(location(WebClient.replay(port, "/my", before))).as("the session from before the login opens nothing").contains("/login");
        assertThat(WebClient.replay(port, "/my", after).statusCode()).isEqualTo(200);
        client.post("/my", "/logout", Map.of());
        assertThat(location(WebClient.replay(port, "/my", after))).as("a session that was ended stays ended").contains("/login");
    }

    @Test
    void blocksAnAccountAfterFiveFailuresEvenWithTheRightPassword() {
        for (int i = 0; i < 5; i++) {
            assertThat(location(new WebClient(port).login("trainer.yunxi", "wrong"))).endsWith("/login?error");
        }
        assertThat(location(new WebClient(port).login("trainer.yunxi", PASSWORD))).endsWith("/login?blocked");
        assertThat(location(new WebClient(port).login("assessor.yunxi", PASSWORD))).as("others get in").endsWith("/home");
    }

    @Test
    void answersAnUnknownNameLikeAWrongPassword() {
        assertThat(location(new WebClient(port).login("nobody.at.all", "wrong"))).isEqualTo(location(new WebClient(port).login("trainer.yunxi", "wrong")));
    }

    @Test
    void countsFailuresThatArriveAtOnce() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var tries = IntStream.range(0, 8).<Callable<HttpResponse<String>>>mapToObj(i -> () -> new WebClient(port).login("pbc.yunxi", "wrong")).toList();
            for (var answer : pool.invokeAll(tries)) {
                assertThat(answer.get().statusCode()).isEqualTo(302);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(location(new WebClient(port).login("pbc.yunxi", PASSWORD))).endsWith("/login?blocked");
    }

    @Test
    void refusesAFormWithoutItsToken() {
        var client = new WebClient(port);
        client.login("base.hongmeng", PASSWORD);
        assertThat(client.post("/my/cases", Map.of("scheme", "incubation-award"), null).statusCode()).isEqualTo(403);
        assertThat(client.post("/my/cases", Map.of("scheme", "incubation-award"), "forged").statusCode()).isEqualTo(403);
    }

    /** Who writes an objection or a consent has no login to lose: the form is taken however long it took. */
    @Test
    void takesTheFormsOfThoseWithoutALoginHoweverOldTheyAre() {
        var stranger = new WebClient(port);
        for (var path : new String[] {"/notices/1/objections", "/confirm/nothing"}) {
            assertThat(stranger.post(path, Map.of("text", "写了很久"), "a-token-of-a-session-that-ended").statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void guardsEveryPage() {
        var headers = new WebClient(port).get("/").headers();
        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(policy ->
                assertThat(policy).contains("script-src 'self';", "frame-ancestors 'none'", "object-src 'none'").doesNotContain("script-src 'self' 'unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(new WebClient(port).get("/").body()).doesNotContain("<script>", "javascript:", " onclick=", " onload=");
    }

    @Test
    void opensPrivatePagesToNobodyAndForeignOnesToNoOther() {
        for (var path : new String[] {"/my", "/inbox", "/finance", "/admin", "/admin/audit"}) {
            assertThat(location(new WebClient(port).get(path))).as(path).contains("/login");
        }
        var applicant = new WebClient(port);
        applicant.login("base.hongmeng", PASSWORD);
        assertThat(applicant.get("/admin")).satisfies(page -> {
            assertThat(page.statusCode()).isEqualTo(403);
            assertThat(page.body()).contains("您没有权限查看这一页");
        });
        assertThat(applicant.get("/inbox").statusCode()).isEqualTo(403);
        assertThat(applicant.get("/finance").statusCode()).isEqualTo(403);
        assertThat(applicant.get("/my/cases/FHJ-990101-2026-999999-X").statusCode()).isEqualTo(404);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("(" + answer.statusCode() + ")");
    }
}
