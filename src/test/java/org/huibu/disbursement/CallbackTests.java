package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.TestData;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder.State;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Hmac;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Callbacks over HTTP: forged, mismatching, old, early, twice, late and against what is known. No balance moves but once. */
@HuibuTest
class CallbackTests {

    private static final String ACCOUNT = "99010100000090010";
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired PaymentOrders orders;
    @Autowired Funds funds;
    @Autowired Trail trail;
    @Autowired Knobs knobs;
    @LocalServerPort int port;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Hmac treasury = Hmac.of("", TestData.directory().resolve("treasury.secret"));

    CallbackTests() throws IOException {
    }

    @Test
    void believesOnlyWhatIsTheTreasurysAndOnlyOnce() throws Exception {
        story.begin();
        knobs.set(Knobs.TREASURY, "down");
        var number = claim();
        story.decide("approver.qinghe", number, "APPROVE");
        story.decide("preparer.qinghe", number, "DRAFTED");
        var order = orders.ofCase(number).get(0);
        var fen = order.amount().fen();
        assertThat(call(body(order, "early", "SETTLED", fen, ACCOUNT))).as("before it was sent").isEqualTo(409);
        story.decide("confirmer.qinghe", number, "RELEASED");
        eventually(() -> state(number) == State.UNKNOWN);

        var right = body(order, "right", "SETTLED", fen, ACCOUNT);
        var now = Long.toString(System.currentTimeMillis() / 1000);
        assertThat(post(right, now, "0".repeat(64))).as("forged").isEqualTo(401);
        assertThat(post(right, null, null)).as("unsigned").isEqualTo(401);
        assertThat(post(right, "1000000000", treasury.sign("1000000000", right))).as("replayed").isEqualTo(401);
        assertThat(call(body(order, "more", "SETTLED", fen + 1, ACCOUNT))).as("one fen more").isEqualTo(409);
        assertThat(call(body(order, "other", "SETTLED", fen, "99010200000090021"))).as("another account").isEqualTo(409);
        assertThat(call(new String(right, StandardCharsets.UTF_8).replace(order.key(), "huibu-0").getBytes(StandardCharsets.UTF_8))).as("unknown key").isEqualTo(404);
        assertThat(call("{nonsense".getBytes(StandardCharsets.UTF_8))).as("unreadable").isEqualTo(400);
        assertThat(call("{\"key\":\"x\"}".getBytes(StandardCharsets.UTF_8))).as("incomplete").isEqualTo(400);
        assertThat(call(new byte[20_000])).as("too large").isEqualTo(413);
        assertThat(state(number)).isEqualTo(State.UNKNOWN);

        as("payer.qinghe");
        var spent = funds.balance(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", story.year(), "990101")).spent();
        assertThat(call(right)).isEqualTo(204);
        assertThat(call(right)).as("twice").isEqualTo(204);
        assertThat(call(body(order, "late", "ACCEPTED", fen, ACCOUNT))).as("out of order").isEqualTo(204);
        assertThat(state(number)).isEqualTo(State.SETTLED);
        assertThat(orders.ofCase(number).get(0).attention()).isNull();
        assertThat(call(body(order, "against", "REFUSED", fen, ACCOUNT))).as("against what is known").isEqualTo(204);
        assertThat(state(number)).isEqualTo(State.SETTLED);
        assertThat(orders.ofCase(number).get(0).attention()).isEqualTo(PaymentOrder.Attention.CONTRADICTION);
        assertThat(funds.balance(new Envelope("EMPLOYMENT_SUBSIDY", "2080713", story.year(), "990101")).spent()).isEqualTo(spent.plus(order.amount()));
        assertThat(funds.differences()).isEmpty();
        assertThat(trail.entries("system")).filteredOn(entry -> entry.type().equals("CallbackRefused")).extracting(Trail.Entry::detail)
                .anyMatch(d -> d.contains("WRONG_SIGNATURE")).anyMatch(d -> d.contains("MISMATCH") && d.contains(order.number()))
                .anyMatch(d -> d.contains("UNKNOWN_KEY")).anyMatch(d -> d.contains("NOT_SENT")).anyMatch(d -> d.contains("UNREADABLE")).noneMatch(d -> d.contains(ACCOUNT));
        knobs.set(Knobs.TREASURY, "up");
        AwardStory.nobody();
    }

    private State state(String number) {
        return orders.ofCase(number).get(0).state();
    }

    private String claim() {
        var number = story.published("roster-10-pass.csv", 0, 1);
        story.passNotice(number);
        return number;
    }

    private static byte[] body(PaymentOrder order, String event, String state, long fen, String account) {
        return "{\"eventId\":\"%s-%s\",\"key\":\"%s\",\"orderNumber\":\"%s\",\"account\":\"%s\",\"amountFen\":%d,\"state\":\"%s\"}"
                .formatted(event, order.number(), order.key(), order.number(), account, fen, state).getBytes(StandardCharsets.UTF_8);
    }

    private int call(byte[] body) throws Exception {
        var now = Long.toString(System.currentTimeMillis() / 1000);
        return post(body, now, treasury.sign(now, body));
    }

    private int post(byte[] body, String timestamp, String signature) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/callbacks/treasury")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (timestamp != null) {
            request.header("X-Timestamp", timestamp).header("X-Signature", signature);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
