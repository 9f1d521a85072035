package org.huibu.gateway.treasury;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.huibu.disbursement.spi.Treasury;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The treasury over signed HTTP. A timeout is an unknown outcome, never a failure; and so is an answer that is not signed by the treasury over its raw bytes, or
 * speaks of another order, amount or account.
 */
@Component
class HttpTreasury implements Treasury {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTreasury.class);
    private static final int MOST_BYTES = 16_384;
    private final Environment environment;
    private final Signature signature;
    private final JsonMapper json;
    private final RestClient http;

    HttpTreasury(Environment environment, Signature signature, JsonMapper json) {
        this.environment = environment;
        this.signature = signature;
        this.json = json;
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2))
                .followRedirects(HttpClient.Redirect.NEVER).build());
        factory.setReadTimeout(environment.getProperty("huibu.treasury.timeout", Duration.class, Duration.ofSeconds(5)));
        http = RestClient.builder().requestFactory(factory).build();
    }

    record Answer(String key, String orderNumber, Long amountFen, String payeeAccount, State state, String reason, String reference) {

        /** What was never seen is known by its key alone. */
        boolean speaksOf(Instruction order) {
            return order.key().equals(key) && (state == State.NEVER_SEEN
                    || order.orderNumber().equals(orderNumber) && Objects.equals(order.amountFen(), amountFen) && order.payeeAccount().equals(payeeAccount));
        }
    }

    @Override
    public Reply send(Instruction order) {
        var body = json.writeValueAsString(order).getBytes(StandardCharsets.UTF_8);
        var timestamp = now();
        try {
            return http.post().uri(base()).contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", order.key()).header("X-Timestamp", timestamp)
                    .header("X-Signature", signature.sign(timestamp, body)).body(body).exchange((request, response) -> reply(order, response));
        } catch (RestClientException unknown) {
            return unknown(order, unknown.getClass().getSimpleName());
        }
    }

    @Override
    public Reply query(Instruction order) {
        var timestamp = now();
        try {
            return http.get().uri(base() + "/" + order.key()).header("X-Timestamp", timestamp)
                    .header("X-Signature", signature.sign(timestamp, order.key().getBytes(StandardCharsets.UTF_8))).exchange((request, response) -> reply(order, response));
        } catch (RestClientException unknown) {
            return unknown(order, unknown.getClass().getSimpleName());
        }
    }

    private Reply reply(Instruction order, ClientHttpResponse response) throws IOException {
        var body = response.getBody().readNBytes(MOST_BYTES);
        if (!signature.verifies(response.getHeaders().getFirst("X-Timestamp"), body, response.getHeaders().getFirst("X-Signature"))) {
            return unknown(order, "status " + response.getStatusCode().value() + " not signed by the treasury");
        }
        try {
            var answer = json.readValue(body, Answer.class);
            var never = response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND);
            if (answer.state() == null || never != (answer.state() == State.NEVER_SEEN) || !never && !response.getStatusCode().is2xxSuccessful()) {
                return unknown(order, "status " + response.getStatusCode().value());
            }
            return answer.speaksOf(order) ? new Reply(answer.state(), answer.reason(), answer.reference()) : unknown(order, "an answer about something else");
        } catch (JacksonException unreadable) {
            return unknown(order, "unreadable");
        }
    }

    private static Reply unknown(Instruction order, String why) {
        LOG.info("outcome of order {} is unknown: {}", order.orderNumber(), why);
        return Reply.of(State.UNKNOWN);
    }

    private static String now() {
        return Long.toString(System.currentTimeMillis() / 1000);
    }

    private String base() {
        return environment.getProperty("huibu.treasury.url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/sandbox/treasury/payments");
    }
}
