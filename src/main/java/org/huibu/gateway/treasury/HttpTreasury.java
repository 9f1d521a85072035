package org.huibu.gateway.treasury;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.huibu.disbursement.spi.Treasury;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** The treasury over signed HTTP. A timeout is an unknown outcome, never a failure. */
@Component
class HttpTreasury implements Treasury {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTreasury.class);
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

    record Answer(State state, String reason, String reference) { }

    @Override
    public Reply send(Instruction instruction) {
        var body = json.writeValueAsString(instruction).getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        try {
            return reply(http.post().uri(base()).contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", instruction.key())
                    .header("X-Timestamp", timestamp).header("X-Signature", signature.sign(timestamp, body)).body(body).retrieve().body(Answer.class));
        } catch (RestClientException unknown) {
            LOG.info("outcome of order {} is unknown: {}", instruction.orderNumber(), unknown.getClass().getSimpleName());
            return Reply.of(State.UNKNOWN);
        }
    }

    @Override
    public Reply query(String key) {
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        try {
            return reply(http.get().uri(base() + "/" + key).header("X-Timestamp", timestamp)
                    .header("X-Signature", signature.sign(timestamp, key.getBytes(StandardCharsets.UTF_8))).retrieve().body(Answer.class));
        } catch (HttpClientErrorException.NotFound never) {
            return Reply.of(State.NEVER_SEEN);
        } catch (RestClientException unknown) {
            return Reply.of(State.UNKNOWN);
        }
    }

    private static Reply reply(Answer answer) {
        return answer == null || answer.state() == null ? Reply.of(State.UNKNOWN) : new Reply(answer.state(), answer.reason(), answer.reference());
    }

    private String base() {
        return environment.getProperty("huibu.treasury.url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/sandbox/treasury/payments");
    }
}
