package org.huibu.sandbox.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.huibu.HuibuTest;
import org.huibu.TestData;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Hmac;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The simulated treasury believes only the house, and pays one key once: the same content again is the same payment, other content is refused. */
@HuibuTest
class SandboxTreasuryTests {

    @Autowired TreasuryBook book;
    @Autowired Knobs knobs;
    @LocalServerPort int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Hmac house = Hmac.of("", TestData.directory().resolve("treasury.secret"));
    private final String key = "test-" + System.nanoTime();

    SandboxTreasuryTests() throws IOException {
    }

    @BeforeEach
    void up() {
        knobs.set(Knobs.TREASURY, "up");
    }

    @Test
    void paysOneKeyOnceAndRefusesOtherContent() throws Exception {
        assertThat(pay(body(800, "99010100000090010").replace("\"decision\"", "\"x\""), now(), true)).as("for no decision").isEqualTo(400);
        assertThat(pay(body(800, "99010100000090010"), now(), true)).isEqualTo(200);
        assertThat(pay(body(800, "99010100000090010"), now(), true)).as("again").isEqualTo(200);
        assertThat(pay(body(801, "99010100000090010"), now(), true)).as("another amount").isEqualTo(409);
        assertThat(pay(body(800, "99010100000090021"), now(), true)).as("another account").isEqualTo(409);
        assertThat(pay(body(800, "99010100000090010").replace("2080713", "2080799"), now(), true)).as("another budget code").isEqualTo(409);
        assertThat(pay(body(800, "99010100000090010").replace("990101〔2026〕17", "990101〔2026〕18"), now(), true)).as("another decision").isEqualTo(409);
        assertThat(book.find(key).orElseThrow()).satisfies(payment -> {
            assertThat(payment.effects()).isEqualTo(1);
            assertThat(payment.amountFen()).isEqualTo(800);
            assertThat(payment.budgetCode()).isEqualTo("2080713");
            assertThat(payment.decision()).isEqualTo("990101〔2026〕17");
            assertThat(payment.requests()).isEqualTo(6);
        });
    }

    @Test
    void believesOnlyTheHouse() throws Exception {
        assertThat(pay(body(800, "99010100000090010"), now(), false)).as("forged").isEqualTo(401);
        assertThat(pay(body(800, "99010100000090010"), "1000000000", true)).as("replayed").isEqualTo(401);
        assertThat(book.find(key)).isEmpty();
        var asked = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sandbox/treasury/payments/" + key)).GET().build();
        assertThat(http.send(asked, HttpResponse.BodyHandlers.discarding()).statusCode()).as("an unsigned question").isEqualTo(401);
    }

    private String body(long fen, String account) {
        return "{\"key\":\"%s\",\"orderNumber\":\"ZF-%s\",\"amountFen\":%d,\"payeeName\":\"x\",\"payeeAccount\":\"%s\",\"payeeBank\":\"x\",\"fund\":\"x\",\"budgetCode\":\"2080713\",\"decision\":\"990101〔2026〕17\"}"
                .formatted(key, key, fen, account);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis() / 1000);
    }

    private int pay(String body, String timestamp, boolean signed) throws Exception {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sandbox/treasury/payments")).header("Content-Type", "application/json")
                .header("Idempotency-Key", key).header("X-Timestamp", timestamp).header("X-Signature", signed ? house.sign(timestamp, bytes) : "0".repeat(64))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
