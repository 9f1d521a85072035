package org.huibu.sandbox.department;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What each simulated department knows of the fictional firms and persons, so that a reader can foresee an answer. */
@Controller
@Profile("sandbox")
class Knowledge {

    private static final Map<String, String> KNOWN_TO = Map.ofEntries(Map.entry("schoolStatus", "education"), Map.entry("graduatedOn", "education"), Map.entry("overseas", "education"),
            Map.entry("returnedOn", "education"), Map.entry("veteran", "veterans"), Map.entry("employment", "employment"), Map.entry("insuredBy", "social-insurance"),
            Map.entry("account", "bank"), Map.entry("certificate", "skills"), Map.entry("benefits", "benefits"), Map.entry("dishonest", "credit"),
            Map.entry("loans", "bank"), Map.entry("nobodyInsured", "social-insurance"), Map.entry("taxInactive", "tax"));
    private final Registry registry;

    Knowledge(Registry registry) {
        this.registry = registry;
    }

    /** @param facts department → fact → value */
    record Subject(String name, String number, Map<String, Map<String, Object>> facts) { }

    @GetMapping("/sandbox/knowledge")
    String knowledge(Model model) {
        model.addAttribute("firms", subjects(registry.allFirms(), "uscc", "market"));
        model.addAttribute("persons", subjects(registry.allPersons(), "idNo", "public-security"));
        return "sandbox/knowledge";
    }

    private static List<Subject> subjects(List<Map<String, Object>> all, String number, String otherwise) {
        return all.stream().map(one -> {
            var facts = new TreeMap<String, Map<String, Object>>();
            one.forEach((key, value) -> {
                if (!key.equals("name") && !key.equals(number)) {
                    facts.computeIfAbsent(KNOWN_TO.getOrDefault(key, otherwise), department -> new LinkedHashMap<>()).put(key, value);
                }
            });
            return new Subject(String.valueOf(one.get("name")), String.valueOf(one.get(number)), facts);
        }).toList();
    }
}
