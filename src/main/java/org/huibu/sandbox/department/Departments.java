package org.huibu.sandbox.department;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.huibu.sandbox.Knobs;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The simulated departments over real HTTP. They know only the fictional subjects of the seed file. */
@RestController
@Profile("sandbox")
class Departments {

    private final Registry registry;
    private final Knobs knobs;

    Departments(Registry registry, Knobs knobs) {
        this.registry = registry;
        this.knobs = knobs;
    }

    record Query(String check, String kind, String number, Map<String, String> attributes) { }

    record Listing(String check, String number, int from, int count) { }

    @PostMapping("/sandbox/departments/{name}/queries")
    ResponseEntity<Object> query(@PathVariable String name, @RequestBody List<Query> queries) throws InterruptedException {
        return answer(name, () -> Map.of("replies", queries.stream().map(query -> registry.answer(query.check(), query.number(), query.attributes())).toList()));
    }

    @PostMapping("/sandbox/departments/{name}/lists")
    ResponseEntity<Object> list(@PathVariable String name, @RequestBody Listing asked) throws InterruptedException {
        return answer(name, () -> registry.insured(asked.number(), asked.from(), asked.count()));
    }

    private ResponseEntity<Object> answer(String name, Supplier<Object> known) throws InterruptedException {
        switch (knobs.of(name)) {
            case "down" -> {
                return ResponseEntity.status(503).build();
            }
            case "slow" -> Thread.sleep(8_000);
            case "nonsense" -> {
                return ResponseEntity.ok(Map.of("weather", "fine"));
            }
            default -> { }
        }
        return ResponseEntity.ok(known.get());
    }
}
