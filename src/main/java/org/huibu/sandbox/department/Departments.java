package org.huibu.sandbox.department;

import java.util.List;
import java.util.Map;
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

    @PostMapping("/sandbox/departments/{name}/queries")
    ResponseEntity<Object> query(@PathVariable String name, @RequestBody List<Query> queries) throws InterruptedException {
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
        return ResponseEntity.ok(Map.of("replies", queries.stream().map(query -> registry.answer(query.check(), query.number(), query.attributes())).toList()));
    }
}
