package org.huibu.sandbox.bank;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.huibu.shared.Hmac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.json.JsonMapper;

/** The simulated banks call back over HTTP, each signing with its own secret; what does not arrive is tried again a few times. */
@Component
@Profile("sandbox")
class BankCalls {

    private static final Logger LOG = LoggerFactory.getLogger(BankCalls.class);
    private static final int MOST_TRIES = 5;
    private final BankBook book;
    private final Environment environment;
    private final JsonMapper json;
    private final Path data;
    private final RestClient http = RestClient.create();

    BankCalls(BankBook book, Environment environment, JsonMapper json, @Value("${huibu.data-directory}") Path data) {
        this.book = book;
        this.environment = environment;
        this.json = json;
        this.data = data;
    }

    @Scheduled(fixedDelayString = "${huibu.sandbox.bank.every:500ms}")
    void work() throws IOException {
        for (var due : book.due()) {
            try {
                call(due);
                book.called(due);
            } catch (HttpClientErrorException refused) {
                LOG.info("call {} of bank {} was refused: {}", due.eventId(), due.signer(), refused.getStatusCode());
                book.called(due);
            } catch (RestClientException lost) {
                if (due.tries() >= MOST_TRIES) {
                    book.called(due);
                } else {
                    book.again(due);
                }
            }
        }
    }

    private void call(BankBook.Due due) throws IOException {
        var application = book.find(due.key()).orElseThrow();
        var message = new LinkedHashMap<String, Object>();
        message.put("eventId", due.eventId());
        message.put("key", due.key());
        message.put("state", due.state());
        message.put("amountFen", due.state().equals("APPROVED") ? application.amountFen() : 0);
        message.put("months", due.state().equals("APPROVED") ? application.months() : 0);
        message.put("reason", due.state().equals("REFUSED") ? BankBook.REASON : null);
        var body = json.writeValueAsString(message).getBytes(StandardCharsets.UTF_8);
        var timestamp = Long.toString(System.currentTimeMillis() / 1000);
        http.post().uri(url()).contentType(MediaType.APPLICATION_JSON).header("X-Bank", due.signer()).header("X-Timestamp", timestamp)
                .header("X-Signature", hmac(due.signer()).sign(timestamp, body)).body(body).retrieve().toBodilessEntity();
    }

    private Hmac hmac(String bank) throws IOException {
        return Hmac.of(environment.getProperty("huibu.banks." + bank + ".secret", ""), data.resolve("bank-" + bank + ".secret"));
    }

    private String url() {
        return environment.getProperty("huibu.sandbox.bank.callback-url", "http://localhost:" + environment.getProperty("local.server.port",
                environment.getProperty("server.port", "8080")) + "/callbacks/banks");
    }
}
