package org.huibu.gateway.treasury;

import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.huibu.disbursement.spi.TreasuryStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The statement over HTTP: the request is signed over its path and query, the answer over its raw bytes; what is not signed is no statement. */
@Component
class HttpStatements implements TreasuryStatements {

    private static final Logger LOG = LoggerFactory.getLogger(HttpStatements.class);
    private final Environment environment;
    private final Signature signature;
    private final JsonMapper json;
    private final RestClient http;

    HttpStatements(Environment environment, Signature signature, JsonMapper json) {
        this.environment = environment;
        this.signature = signature;
        this.json = json;
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).followRedirects(HttpClient.Redirect.NEVER).build());
        factory.setReadTimeout(environment.getProperty("huibu.treasury.statement-timeout", Duration.class, Duration.ofSeconds(30)));
        http = RestClient.builder().requestFactory(factory).build();
    }

    private record Told(String from, String to, List<Line> lines, List<Inbound> inbound) { }

    @Override
    public Optional<Statement> between(LocalDate first, LocalDate last) {
        var query = "from=" + first + "&to=" + last;
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        try {
            var answer = http.get().uri(base() + "?" + query).header("X-Timestamp", timestamp).header("X-Signature", signature.sign(timestamp, query.getBytes(StandardCharsets.UTF_8)))
                    .retrieve().toEntity(byte[].class);
            var body = answer.getBody() == null ? new byte[0] : answer.getBody();
            if (!signature.verifies(answer.getHeaders().getFirst("X-Timestamp"), body, answer.getHeaders().getFirst("X-Signature"))) {
                LOG.warn("a statement that is not signed by the treasury was not taken");
                return Optional.empty();
            }
            var statement = json.readValue(body, Told.class);
            return first.toString().equals(statement.from()) && last.toString().equals(statement.to()) ? Optional.ofNullable(statement.lines()).map(lines -> new Statement(lines, statement.inbound())) : Optional.empty();
        } catch (RestClientException | JacksonException silent) {
            LOG.info("no statement for {} to {}: {}", first, last, silent.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private String base() {
        return environment.getProperty("huibu.treasury.statement-url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/sandbox/treasury/statements");
    }
}
