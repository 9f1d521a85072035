package org.huibu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the interface over HTTP, for tests. Each request has an {@code Idempotency-Key} of its own unless one is given. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** @param username null for nobody */
    public ApiClient(int port, String username) {
        base = "http://localhost:" + port + "/api/v1";
        if (username != null) {
            header("Authorization", "Basic " + Base64.getEncoder().encodeToString((username + ":huibu-demo").getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** An answer. @param body missing node where there is none or it is not JSON */
    public record Answer(int status, JsonNode body, HttpResponse<byte[]> raw) {
        public String code() {
            return body.path("code").asString("");
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    public ApiClient header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Answer get(String path) {
        return send("GET", path, null, null, null);
    }

    public Answer post(String path, Object body) {
        return post(path, body, UUID.randomUUID().toString());
    }

    public Answer post(String path, Object body, String key) {
        return send("POST", path, JSON.writeValueAsBytes(body), "application/json", key);
    }

    public Answer patch(String path, long version, Object body) {
        return header("If-Match", "\"" + version + "\"").send("PATCH", path, JSON.writeValueAsBytes(body), "application/json", UUID.randomUUID().toString());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null, UUID.randomUUID().toString());
    }

    public Answer upload(String path, String material, String name, byte[] content, String key) {
        var boundary = "huibu-boundary";
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"material\"\r\n\r\n" + material + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send("POST", path, body.toByteArray(), "multipart/form-data; boundary=" + boundary, key);
    }

    public Answer send(String method, String path, byte[] body, String type, String key) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try {
            var raw = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            var json = raw.headers().firstValue("Content-Type").orElse("").contains("json") && raw.body().length > 0;
            return new Answer(raw.statusCode(), json ? JSON.readTree(raw.body()) : JSON.missingNode(), raw);
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
