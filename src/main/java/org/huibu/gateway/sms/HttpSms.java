package org.huibu.gateway.sms;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import org.huibu.notification.spi.Sms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Text messages by HTTP to the network at {@code huibu.sms.url}, with its bearer token {@code huibu.sms.token}. */
@Component
class HttpSms implements Sms {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSms.class);
    private final Environment environment;
    private final RestClient http;

    HttpSms(Environment environment) {
        this.environment = environment;
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).followRedirects(HttpClient.Redirect.NEVER).build());
        factory.setReadTimeout(Duration.ofSeconds(5));
        http = RestClient.builder().requestFactory(factory).build();
    }

    @Override
    public boolean send(String key, String mobile, String text) {
        var url = environment.getProperty("huibu.sms.url", "http://localhost:" + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")) + "/sandbox/sms/messages");
        try {
            http.post().uri(url).contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", key).header("Authorization", "Bearer " + environment.getProperty("huibu.sms.token", "sandbox"))
                    .body(Map.of("mobile", mobile, "text", text)).retrieve().toBodilessEntity();
            return true;
        } catch (RestClientException unknown) {
            LOG.info("nobody knows whether message {} went out: {}", key, unknown.getClass().getSimpleName());
            return false;
        }
    }
}
