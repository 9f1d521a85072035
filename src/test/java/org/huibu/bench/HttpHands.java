package org.huibu.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.huibu.ApiClient;
import org.huibu.Hands;
import org.huibu.review.Reviewing;
import org.huibu.shared.identifier.Region;
import org.springframework.security.core.context.SecurityContextHolder;

/** By the interface, with login, validation and idempotency on every request. */
record HttpHands(int port) implements Hands {

    @Override
    public String open(String scheme, Region region) {
        return ok(client().post("/cases", Map.of("scheme", scheme, "region", region.code()))).body().path("summary").path("number").asString();
    }

    @Override
    public void save(String number, Map<String, String> form, List<Map<String, String>> lines) {
        var body = new LinkedHashMap<String, Object>(Map.of("form", form));
        if (lines != null) {
            body.put("lines", lines);
        }
        var version = ok(client().get("/cases/" + number)).header("ETag").replace("\"", "");
        ok(client().patch("/cases/" + number, Long.parseLong(version), body));
    }

    @Override
    public void attach(String number, String material, byte[] content) {
        ok(client().upload("/cases/" + number + "/materials", material, "证明.pdf", content, UUID.randomUUID().toString()));
    }

    @Override
    public void attach(String number, int line, String material, byte[] content) {
        ok(client().upload("/cases/" + number + "/lines/" + line + "/materials", material, "协议.pdf", content, UUID.randomUUID().toString()));
    }

    @Override
    public void submit(String number) {
        ok(client().post("/cases/" + number + "/submit", Map.of()));
    }

    @Override
    public void decide(String task, Reviewing.Decision decision) {
        ok(client().post("/tasks/" + task + "/complete", Map.of("outcome", decision.outcome(), "opinion", decision.opinion(), "form", decision.form())));
    }

    private ApiClient client() {
        return new ApiClient(port, SecurityContextHolder.getContext().getAuthentication().getName());
    }

    private static ApiClient.Answer ok(ApiClient.Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException(answer.status() + " " + answer.body());
        }
        return answer;
    }
}
