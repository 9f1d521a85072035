package org.huibu.sandbox.treasury;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** The simulated treasury calls back over HTTP, signed; what does not arrive is tried again a few times, what is refused is not. */
@Component
@Profile("sandbox")
class TreasuryCalls {

    private static final Logger LOG = LoggerFactory.getLogger(TreasuryCalls.class);
    private static final int MOST_TRIES = 5;
    private final TreasuryBook book;
    private final Environment environment;
    private final JsonMapper json;
    private final TreasurySignature signature;
    private final RestClient http = RestClient.create();

    TreasuryCalls(TreasuryBook book, Environment environment, JsonMapper json, TreasurySignature signature) {
        this.book = book;
        this.environment = environment;
        this.json = json;
        this.signature = signature;
    }

    @Scheduled(fixedDelayString = "${huibu.sandbox.treasury.every:500ms}")
    void work() {
        book.settleWhatIsDue();
        for (var due : book.dueCallbacks()) {
            try {
                call(due);
                book.called(due);
            } catch (HttpClientErrorException refused) {
                LOG.info("callback {} was refused: {}", due.eventId(), refused.getStatusCode());
                book.called(due);
            } catch (RestClientException lost) {
                if (due.tries() >= MOST_TRIES) {
                    book.called(due);
                } else {
                    book.callAgain(due);
                }
            }
        }
    }

    private void call(TreasuryBook.Due due) {
        var payment = book.find(due.key()).orElseThrow();
        var message = new LinkedHashMap<String, Object>();
        message.put("eventId", due.eventId());
        message.put("key", due.key());
        message.put("orderNumber", payment.orderNumber());
        message.put("account", payment.payeeAccount());
        message.put("amountFen", due.amountFen());
        message.put("state", due.state());
        message.put("reference", TreasuryBook.reference(due.key()));
        var body = json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        var signed = due.forged() ? "0".repeat(64) : signature.sign(timestamp, body);
        http.post().uri(url()).contentType(MediaType.APPLICATION_JSON).header("X-Timestamp", timestamp).header("X-Signature", signed).body(body)
                .retrieve().toBodilessEntity();
    }

    private String url() {
        return environment.getProperty("huibu.sandbox.treasury.callback-url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/callbacks/treasury");
    }
}
