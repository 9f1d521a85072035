package org.huibu.gateway.registry;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.huibu.evidence.spi.Answer;
import org.huibu.evidence.spi.Department;
import org.huibu.evidence.spi.Listed;
import org.huibu.evidence.spi.Listing;
import org.huibu.evidence.spi.Question;
import org.huibu.process.SourceDown;
import org.springframework.web.client.RestClient;

/** A department over HTTP, behind a circuit breaker and a bulkhead of its own, so that a slow one never slows the others. */
class HttpDepartment implements Department {

    private final String name;
    private final Set<String> checks;
    private final RestClient http;
    private final Supplier<String> url;
    private final CircuitBreaker circuit;
    private final Bulkhead bulkhead;

    HttpDepartment(String name, Set<String> checks, RestClient http, Supplier<String> url) {
        this.name = name;
        this.checks = checks;
        this.http = http;
        this.url = url;
        this.circuit = CircuitBreaker.of(name, CircuitBreakerConfig.custom().slidingWindowSize(10).minimumNumberOfCalls(5)
                .waitDurationInOpenState(Duration.ofSeconds(5)).build());
        this.bulkhead = Bulkhead.of(name, BulkheadConfig.custom().maxConcurrentCalls(4).maxWaitDuration(Duration.ofSeconds(5)).build());
    }

    record Query(String check, String kind, String number, Map<String, String> attributes) { }

    record Reply(Answer.Result result, Map<String, Object> facts) { }

    record Replies(List<Reply> replies) { }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> checks() {
        return checks;
    }

    @Override
    public List<Answer> ask(List<Question> questions) {
        try {
            return bulkhead.executeSupplier(() -> circuit.executeSupplier(() -> call(questions)));
        } catch (RuntimeException down) {
            throw new SourceDown(questions.get(0).check(), down);
        }
    }

    @Override
    public Listed list(Listing asked) {
        try {
            return bulkhead.executeSupplier(() -> circuit.executeSupplier(() -> part(asked)));
        } catch (RuntimeException down) {
            throw new SourceDown(asked.check(), down);
        }
    }

    private Listed part(Listing asked) {
        var listed = http.post().uri(url.get() + "/lists").body(asked).retrieve().body(Listed.class);
        if (listed == null || listed.entries() == null || listed.entries().size() > asked.count()) {
            throw new IllegalStateException("nonsense from " + name);
        }
        return listed;
    }

    private List<Answer> call(List<Question> questions) {
        var queries = questions.stream().map(q -> new Query(q.check(), q.kind(), q.number(), q.attributes())).toList();
        var replies = http.post().uri(url.get() + "/queries").body(queries).retrieve().body(Replies.class);
        if (replies == null || replies.replies() == null || replies.replies().size() != questions.size()) {
            throw new IllegalStateException("nonsense from " + name);
        }
        var answers = new ArrayList<Answer>();
        for (int i = 0; i < questions.size(); i++) {
            var reply = replies.replies().get(i);
            if (reply == null || reply.result() == null) {
                throw new IllegalStateException("nonsense from " + name);
            }
            answers.add(new Answer(questions.get(i), reply.result(), reply.facts() == null ? Map.of() : reply.facts()));
        }
        return answers;
    }
}
