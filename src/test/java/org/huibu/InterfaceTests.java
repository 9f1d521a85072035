package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The description of the interface is what the program serves, and it tells callers what they must know. */
@HuibuTest
class InterfaceTests {

    private static final Path COMMITTED = Path.of("docs/api/openapi.json");
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    @LocalServerPort int port;

    /** A changed interface is written to {@code target/openapi.json}: look at the difference, then copy it over the committed one. */
    @Test
    void theCommittedDescriptionIsTrue() throws Exception {
        var served = JSON.writeValueAsString(description());
        Files.writeString(Path.of("target/openapi.json"), served + "\n");
        assertThat(served).as("target/openapi.json differs from " + COMMITTED).isEqualTo(Files.readString(COMMITTED).stripTrailing());
    }

    @Test
    void tellsWhoMayCallAndWhichRequestsNeedAKey() throws Exception {
        var description = description();
        assertThat(description.path("components").path("securitySchemes").path("basic").path("scheme").asString()).isEqualTo("basic");
        description.path("paths").forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> {
            // Bytes of an upload carry the offset they belong to instead.
            var placed = method.equals("patch") && path.endsWith("/training/uploads/{id}");
            var asks = method.equals("get") || method.equals("head") || placed || path.endsWith("/preview") || path.endsWith("/eligibility-checks");
            var keys = operation.path("parameters").valueStream().filter(p -> p.path("name").asString().equals("Idempotency-Key")).toList();
            assertThat(keys).as(method + " " + path).hasSize(asks ? 0 : 1).allMatch(key -> key.path("required").asBoolean());
            assertThat(operation.path("summary").asString()).as(method + " " + path).contains(" · ");
            assertThat(operation.path("responses").path("4XX").path("content").has("application/problem+json")).as(method + " " + path).isTrue();
            assertThat(path).startsWith("/api/v1/");
        }));
    }

    private JsonNode description() throws IOException, InterruptedException {
        return JSON.readTree(HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs")).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }
}
