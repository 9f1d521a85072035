package org.huibu.sandbox.department;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the simulated departments know: {@code sandbox/registry.yaml} and what lies beside it for single flows. */
@Component
@Profile("sandbox")
class Registry {

    private final Map<String, Map<String, Object>> firms = new HashMap<>();
    private final Map<String, Map<String, Object>> persons = new HashMap<>();

    private final TrainingRecords training;
    private final Clock clock;

    record Seed(List<Map<String, Object>> firms, List<Map<String, Object>> persons) { }

    Registry(TrainingRecords training, Clock clock) throws IOException {
        this.training = training;
        this.clock = clock;
        for (var name : List.of("registry.yaml", "apprentices.yaml")) {
            try (InputStream file = Registry.class.getResourceAsStream("/sandbox/" + name)) {
                var seed = new YAMLMapper().readValue(file, new TypeReference<Seed>() { });
                seed.firms().forEach(firm -> firms.put(String.valueOf(firm.get("uscc")), firm));
                seed.persons().forEach(person -> persons.put(String.valueOf(person.get("idNo")), person));
            }
        }
    }

    List<Map<String, Object>> allFirms() {
        return firms.values().stream().sorted(java.util.Comparator.comparing(f -> String.valueOf(f.get("name")))).toList();
    }

    List<Map<String, Object>> allPersons() {
        return persons.values().stream().sorted(java.util.Comparator.comparing(p -> String.valueOf(p.get("name")))).toList();
    }

    Map<String, Object> answer(String check, String number, Map<String, String> attributes) {
        return switch (check) {
            case "D02" -> firm(number, firm -> {
                var facts = pick(firm, "name", "registeredOn", "address", "status", "industry");
                facts.put("legalForm", firm.getOrDefault("type", "COMPANY"));
                if (attributes != null && attributes.get("idNo") != null) {
                    facts.put("legalRepresentativeIdMatches", attributes.get("idNo").equals(firm.get("legalRepresentativeId")));
                }
                return facts;
            });
            case "D11" -> person(number, "liftedOut", person -> pick(person, "liftedOut"));
            case "D14" -> loans(number, attributes);
            case "D19" -> firm(number, firm -> new LinkedHashMap<>(Map.of("sizeClass", firm.getOrDefault("sizeClass", "MICRO"))));
            case "D03" -> firm(number, firm -> new LinkedHashMap<>(Map.of("abnormal", flag(firm, "abnormal"), "seriousIllegal", flag(firm, "seriousIllegal"))));
            case "D04" -> firms.containsKey(number) ? firm(number, firm -> new LinkedHashMap<>(Map.of("insuranceArrears", flag(firm, "insuranceArrears"), "wageArrears", flag(firm, "wageArrears"), "insured", !flag(firm, "nobodyInsured"))))
                    : person(number, "insuredBy", person -> new LinkedHashMap<>(Map.of("insured",
                    attributes != null && person.get("insuredBy").equals(attributes.get("payer")) && !left(person, attributes.get("on")))));
            case "D05" -> firm(number, firm -> new LinkedHashMap<>(Map.of("active", !flag(firm, "taxInactive"))));
            case "D06" -> persons.containsKey(number) ? person(number, "idNo", person -> new LinkedHashMap<>(Map.of("dishonest", flag(person, "dishonest"))))
                    : firm(number, firm -> new LinkedHashMap<>(Map.of("dishonest", flag(firm, "dishonest"))));
            case "D07" -> person(number, "schoolStatus", person -> pick(person, "schoolStatus", "graduatedOn", "overseas", "returnedOn"));
            case "D08" -> person(number, "veteran", person -> pick(person, "veteran"));
            case "D12" -> person(number, "employment", person -> {
                @SuppressWarnings("unchecked")
                var known = (Map<String, Object>) person.get("employment");
                return new LinkedHashMap<>(known);
            });
            case "D13" -> person(number, "certificate", person -> TrainingRecords.certificate(person, attributes == null ? Map.of() : attributes));
            case "D20" -> licences(number, attributes == null ? Map.of() : attributes);
            case "D15" -> person(number, "benefits", person -> training.of(person, attributes == null ? Map.of() : attributes));
            case "D16" -> account(number, attributes == null ? Map.of() : attributes);
            case "D17" -> person(number, "idNo", person -> new LinkedHashMap<>(Map.of("alive", !flag(person, "dead"), "imprisoned", flag(person, "imprisoned"))));
            default -> reply("NOT_FOUND", Map.of());
        };
    }

    /** The licence of a school, and whether the assessment body that is asked about beside it is filed for the occupation; each only where it is known. */
    private Map<String, Object> licences(String school, Map<String, String> attributes) {
        var facts = new LinkedHashMap<String, Object>();
        if (firms.containsKey(school) && firms.get(school).get("licences") instanceof List<?> held) {
            facts.put("schoolLicence", held.contains("SCHOOL"));
        }
        var assessor = firms.get(attributes.getOrDefault("assessor", ""));
        if (assessor != null && assessor.get("assesses") instanceof List<?> filed) {
            facts.put("assessorFiled", filed.contains(attributes.get("occupation")));
        }
        return facts.isEmpty() ? reply("NOT_FOUND", Map.of()) : reply("MATCH", facts);
    }

    /** True once the last insured day of a person is over. @param on day asked about; null for today */
    private boolean left(Map<String, Object> person, String on) {
        var day = on == null ? WorkingCalendar.dayOf(clock.instant()) : LocalDate.parse(on);
        return person.get("insuredUntil") != null && day.isAfter(LocalDate.parse(String.valueOf(person.get("insuredUntil"))));
    }

    /** Who is insured by a firm, by name. */
    Map<String, Object> insured(String firm, int from, int count) {
        var all = allPersons().stream().filter(person -> String.valueOf(person.get("insuredBy")).equals(firm)).map(person -> pick(person, "name", "idNo")).toList();
        return Map.of("total", all.size(), "entries", all.stream().skip(from).limit(count).toList());
    }

    /** Loans of who is asked about and, each marked by whose it is, of the spouse, of the enterprise or of the legal representative where asked. */
    private Map<String, Object> loans(String number, Map<String, String> attributes) {
        var all = new ArrayList<>(loans(number));
        if (attributes != null) {
            for (var other : List.of("spouse", "enterprise", "person")) {
                loans(String.valueOf(attributes.get(other))).forEach(loan -> {
                    var marked = new LinkedHashMap<>(loan);
                    marked.put("holder", other.toUpperCase(java.util.Locale.ROOT));
                    all.add(marked);
                });
            }
        }
        return persons.containsKey(number) || firms.containsKey(number) ? reply("MATCH", Map.of("loans", all)) : reply("NOT_FOUND", Map.of());
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> loans(String number) {
        return (List<Map<String, Object>>) persons.getOrDefault(number, firms.getOrDefault(number, Map.of())).getOrDefault("loans", List.of());
    }

    private Map<String, Object> account(String number, Map<String, String> attributes) {
        return firms.values().stream().filter(firm -> number.equals(String.valueOf(firm.get("account")))).findFirst()
                .map(firm -> reply(firm.get("uscc").equals(attributes.get("uscc")) ? "MATCH" : "MISMATCH",
                        Map.of("nameMatches", firm.get("name").equals(attributes.get("name")), "basicAccount", true)))
                .orElseGet(() -> reply("NOT_FOUND", Map.of()));
    }

    private Map<String, Object> firm(String number, java.util.function.Function<Map<String, Object>, Map<String, Object>> facts) {
        var firm = firms.get(number);
        return firm == null ? reply("NOT_FOUND", Map.of()) : reply("MATCH", facts.apply(firm));
    }

    private Map<String, Object> person(String number, String needs, java.util.function.Function<Map<String, Object>, Map<String, Object>> facts) {
        var person = persons.get(number);
        return person == null || !person.containsKey(needs) ? reply("NOT_FOUND", Map.of()) : reply("MATCH", facts.apply(person));
    }

    private static Map<String, Object> reply(String result, Map<String, Object> facts) {
        return Map.of("result", result, "facts", facts);
    }

    private static boolean flag(Map<String, Object> from, String name) {
        return Boolean.TRUE.equals(from.get(name));
    }

    private static Map<String, Object> pick(Map<String, Object> from, String... names) {
        var picked = new LinkedHashMap<String, Object>();
        for (var name : names) {
            if (from.get(name) != null) {
                picked.put(name, from.get(name) instanceof Boolean flag ? flag : String.valueOf(from.get(name)));
            }
        }
        return picked;
    }
}
