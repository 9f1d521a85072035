package org.huibu.gateway.treasury;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.huibu.disbursement.spi.Treasury.Instruction;
import org.huibu.disbursement.spi.Treasury.State;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.shared.signing.MessageSignature;
import org.huibu.shared.signing.Signatures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** One payment from its instruction to its callback over real HTTP, under each signature; what anybody else says, or says of another order, settles nothing. */
class SignedTreasuryTests {

    private static final Instruction ORDER = new Instruction("huibu-7", "ZF-7", 123_456, "清河商行", "99010100000090010", "云溪银行", "EMPLOYMENT_SUBSIDY", "2080713",
            "990101〔2026〕17");
    @TempDir Path directory;
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<TreasuryOutcomes.Told> told = new ArrayList<>();
    private final List<String> forged = new ArrayList<>();
    private HttpServer server;
    private MessageSignature treasury;
    private String answer;
    private int status;
    private boolean signed;
    private boolean believed;
    private byte[] instructed;
    private String instructedAt;
    private String instructedBy;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/payments", this::handle);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HMAC-SHA-256", "HMAC-SM3", "SM2"})
    void believesOnlyTheTreasuryAboutThisOrder(String algorithm) throws IOException {
        var environment = new MockEnvironment().withProperty("huibu.treasury.signature", algorithm)
                .withProperty("huibu.treasury.url", "http://localhost:" + server.getAddress().getPort() + "/payments");
        var signature = new Signature(environment, directory);
        treasury = Signatures.of(new Signatures.Settings(algorithm, "", "", ""), directory, "treasury", "treasury", "house");
        var house = new HttpTreasury(environment, signature, json);

        says(404, "{'key':'huibu-7','state':'NEVER_SEEN'}", true);
        assertThat(house.query(ORDER).state()).isEqualTo(State.NEVER_SEEN);
        says(404, "{'key':'huibu-7','state':'NEVER_SEEN'}", false);
        assertThat(house.query(ORDER).state()).as("a page that is not there is no answer of the treasury").isEqualTo(State.UNKNOWN);
        says(404, "{'key':'huibu-8','state':'NEVER_SEEN'}", true);
        assertThat(house.query(ORDER).state()).as("of another key").isEqualTo(State.UNKNOWN);

        says(200, about("huibu-7", "ZF-7", 123_456, "99010100000090010", "ACCEPTED"), true);
        assertThat(house.send(ORDER).state()).isEqualTo(State.ACCEPTED);
        assertThat(believed).as("the treasury knows the house by its signature").isTrue();
        assertThat(json.readTree(instructed).path("budgetCode").asString()).isEqualTo("2080713");
        assertThat(json.readTree(instructed).path("decision").asString()).isEqualTo("990101〔2026〕17");
        for (var other : List.of("2080713", "990101〔2026〕17")) {
            assertThat(treasury.verifies(instructedAt, new String(instructed, StandardCharsets.UTF_8).replace(other, "x").getBytes(StandardCharsets.UTF_8), instructedBy))
                    .as("with another " + other).isFalse();
        }
        says(200, about("huibu-7", "ZF-7", 123_456, "99010100000090010", "SETTLED"), false);
        assertThat(house.query(ORDER).state()).as("anybody can say that").isEqualTo(State.UNKNOWN);
        for (var other : List.of(about("huibu-8", "ZF-7", 123_456, "99010100000090010", "SETTLED"), about("huibu-7", "ZF-8", 123_456, "99010100000090010", "SETTLED"),
                about("huibu-7", "ZF-7", 123_457, "99010100000090010", "SETTLED"), about("huibu-7", "ZF-7", 123_456, "99010200000090021", "SETTLED"), "{'state':'SETTLED'}", "{nonsense")) {
            says(200, other, true);
            assertThat(house.query(ORDER).state()).as(other).isEqualTo(State.UNKNOWN);
            assertThat(house.send(ORDER).state()).as(other).isEqualTo(State.UNKNOWN);
        }
        says(500, about("huibu-7", "ZF-7", 123_456, "99010100000090010", "SETTLED"), true);
        assertThat(house.query(ORDER).state()).as("an error").isEqualTo(State.UNKNOWN);
        says(200, about("huibu-7", "ZF-7", 123_456, "99010100000090010", "SETTLED"), true);
        assertThat(house.query(ORDER)).satisfies(reply -> {
            assertThat(reply.state()).isEqualTo(State.SETTLED);
            assertThat(reply.reference()).isEqualTo("GK-7");
        });
        callsBack(signature);
    }

    private void callsBack(Signature signature) {
        var callbacks = new Callbacks(signature, new TreasuryOutcomes() {
            @Override
            public Verdict told(Told one) {
                told.add(one);
                return Verdict.TAKEN;
            }

            @Override
            public void forged(String why) {
                forged.add(why);
            }
        }, json);
        var body = bytes("{'eventId':'e','key':'huibu-7','orderNumber':'ZF-7','account':'99010100000090010','amountFen':123456,'state':'SETTLED'}");
        var now = now();
        assertThat(callbacks.treasury(now, treasury.sign(now, body), body).getStatusCode().value()).isEqualTo(204);
        assertThat(callbacks.treasury(now, treasury.sign(now, bytes("{}")), body).getStatusCode().value()).isEqualTo(401);
        assertThat(told).singleElement().extracting(TreasuryOutcomes.Told::amountFen).isEqualTo(123_456L);
        assertThat(forged).containsExactly("WRONG_SIGNATURE");
    }

    private void says(int code, String text, boolean bySignature) {
        status = code;
        answer = text;
        signed = bySignature;
    }

    private static String about(String key, String number, long fen, String account, String state) {
        return "{'key':'%s','orderNumber':'%s','amountFen':%d,'payeeAccount':'%s','state':'%s','reference':'GK-7'}".formatted(key, number, fen, account, state);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var sent = exchange.getRequestBody().readAllBytes();
        var key = exchange.getRequestURI().getPath().replaceFirst("^/payments/?", "");
        believed = treasury.verifies(exchange.getRequestHeaders().getFirst("X-Timestamp"), key.isEmpty() ? sent : key.getBytes(StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("X-Signature"));
        if (key.isEmpty()) {
            instructed = sent;
            instructedAt = exchange.getRequestHeaders().getFirst("X-Timestamp");
            instructedBy = exchange.getRequestHeaders().getFirst("X-Signature");
        }
        var body = bytes(answer);
        var now = now();
        exchange.getResponseHeaders().add("X-Timestamp", now);
        exchange.getResponseHeaders().add("X-Signature", signed ? treasury.sign(now, body) : "0".repeat(64));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis() / 1000);
    }
}
