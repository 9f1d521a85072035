package org.huibu.studio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.huibu.identity.Role;
import org.huibu.process.Models;
import org.huibu.scheme.Schemes;
import org.huibu.studio.draft.Draft;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.web.Formats;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What the modeler speaks and offers: its texts in the reader's language, and the names that a model of this draft may use. */
@Component
class ModelerWords {

    private static final Set<String> TIMES = Set.of("WORKING_DAYS", "DAYS", "MONTHS");
    private static final Pattern PROCESS = Pattern.compile("<(?:\\w+:)?process\\b[^>]*\\bid=\"([^\"]+)\"");
    private static final Pattern LETTER = Pattern.compile("name=\"letter\" value=\"([^\"]+)\"");
    private static final List<String> LABELLED = List.of("name", "documentation", "role", "stage", "deadline", "milestone", "letter", "pauses", "outcomes", "decides",
            "separation", "lines", "collects", "form", "priority");
    private final Schemes schemes;
    private final Models models;
    private final Formats formats;
    private final JsonMapper json;

    ModelerWords(Schemes schemes, Models models, Formats formats, JsonMapper json) {
        this.schemes = schemes;
        this.models = models;
        this.formats = formats;
        this.json = json;
    }

    private record Option(String value, String label) { }

    String json(Object value) {
        return json.writeValueAsString(value);
    }

    /** All texts of {@code messages/modeler}, and the words for properties that other pages of the studio use as well. */
    String words() {
        var words = new TreeMap<String, String>();
        var bundle = ResourceBundle.getBundle("messages/modeler", LocaleContextHolder.getLocale(), ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        bundle.keySet().forEach(key -> words.put(key.substring("modeler.".length()), bundle.getString(key)));
        LABELLED.forEach(name -> words.put(name, formats.text("part." + name)));
        return json(words);
    }

    String vocabulary(Draft draft) {
        var locale = LocaleContextHolder.getLocale();
        var pack = schemes.scheme(draft.schemeKey()).pack();
        var offers = new LinkedHashMap<String, List<Option>>();
        var roles = Arrays.stream(Role.values()).filter(Role::worksTasks).map(role -> new Option(role.name(), formats.text("role." + role.name()))).toList();
        offers.put("role", roles);
        offers.put("separation", roles);
        offers.put("stage", pack.stages().stream().map(stage -> new Option(stage.key(), stage.name().in(locale))).toList());
        offers.put("milestone", pack.states().entrySet().stream().map(state -> new Option(state.getKey(), state.getValue().name().in(locale))).toList());
        var limits = limits(draft);
        offers.put("deadline", limits.entrySet().stream().map(limit -> new Option(limit.getKey(), limit.getValue())).toList());
        offers.put("timer", limits.entrySet().stream().flatMap(limit -> java.util.stream.Stream.of("due", "end")
                .map(kind -> new Option("${clock." + kind + "(execution, '" + limit.getKey() + "')}", formats.text("modeler.timer." + kind) + " " + limit.getValue()))).toList());
        offers.put("letter", found(draft, LETTER).stream().map(code -> new Option(code, code + " " + formats.text("letter." + code))).toList());
        offers.put("pauses", List.of(new Option("applicant", formats.text("modeler.pauses.applicant")), new Option("procedure", formats.text("modeler.pauses.procedure"))));
        offers.put("lines", List.of(new Option("verdict", formats.text("modeler.lines.verdict")), new Option("settled", formats.text("modeler.lines.settled")), new Option("amount", formats.text("modeler.lines.amount"))));
        offers.put("form", draft.files().keySet().stream().filter(file -> file.startsWith("forms/")).map(file -> file.substring("forms/".length()))
                .map(file -> new Option(file, file)).toList());
        offers.put("calledElement", found(draft, PROCESS).stream().map(id -> new Option(id, id)).toList());
        offers.put("calls", models.catalogue().stream().map(offer -> new Option(offer.kind().equals("topic") ? "topic:" + offer.name() : "${" + offer.name() + "}",
                offer.title() + " (" + offer.name() + ")")).toList());
        return json(offers);
    }

    private Map<String, String> limits(Draft draft) {
        var limits = new TreeMap<String, String>();
        draft.files().forEach((file, text) -> {
            if (file.endsWith("parameters.yaml")) {
                ParameterTable.read(text).rows().stream().filter(row -> TIMES.contains(row.get("unit")))
                        .forEach(row -> limits.putIfAbsent(row.get("key"), row.get("key") + " · " + row.get("value") + " " + formats.text("unitName." + row.get("unit"))));
            }
        });
        return limits;
    }

    private static List<String> found(Draft draft, Pattern pattern) {
        var all = new TreeSet<String>();
        draft.files().forEach((file, text) -> {
            if (file.endsWith(".bpmn")) {
                pattern.matcher(text).results().forEach(hit -> all.add(hit.group(1)));
            }
        });
        return new ArrayList<>(all);
    }
}
