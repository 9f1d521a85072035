package org.huibu.gateway.bank;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.huibu.guarantee.spi.Bank;
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

/** Lending banks over signed HTTP at {@code huibu.banks.<code>.url}. A timeout is an unknown outcome, never a refusal. */
@Component
class HttpBank implements Bank {

    private static final Logger LOG = LoggerFactory.getLogger(HttpBank.class);
    private final Environment environment;
    private final BankSignatures signatures;
    private final JsonMapper json;
    private final RestClient http;

    HttpBank(Environment environment, BankSignatures signatures, JsonMapper json) {
        this.environment = environment;
        this.signatures = signatures;
        this.json = json;
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).followRedirects(HttpClient.Redirect.NEVER).build());
        factory.setReadTimeout(environment.getProperty("huibu.banks.timeout", Duration.class, Duration.ofSeconds(5)));
        http = RestClient.builder().requestFactory(factory).build();
    }

    record Answer(State state, Long amountFen, Integer months, String reason) { }

    @Override
    public Reply send(Application application) {
        var body = json.writeValueAsString(application).getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        try {
            return reply(http.post().uri(base(application.bank())).contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", application.key())
                    .header("X-Timestamp", timestamp).header("X-Signature", signatures.sign(application.bank(), timestamp, body)).body(body).retrieve().body(Answer.class));
        } catch (RestClientException unknown) {
            LOG.info("outcome of bank order {} is unknown: {}", application.key(), unknown.getClass().getSimpleName());
            return Reply.of(State.UNKNOWN);
        }
    }

    @Override
    public Reply query(String bank, String key) {
        try {
            return reply(http.get().uri(base(bank) + "/" + key).retrieve().body(Answer.class));
        } catch (HttpClientErrorException.NotFound never) {
            return Reply.of(State.NEVER_SEEN);
        } catch (RestClientException unknown) {
            return Reply.of(State.UNKNOWN);
        }
    }

    private static Reply reply(Answer answer) {
        return answer == null || answer.state() == null ? Reply.of(State.UNKNOWN)
                : new Reply(answer.state(), answer.amountFen() == null ? 0 : answer.amountFen(), answer.months() == null ? 0 : answer.months(), answer.reason());
    }

    private String base(String bank) {
        return environment.getProperty("huibu.banks." + bank + ".url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/sandbox/banks/" + bank + "/applications");
    }
}
