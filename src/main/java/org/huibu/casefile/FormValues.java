package org.huibu.casefile;

import java.util.LinkedHashMap;
import java.util.Map;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Form values of a case: flat by path, sensitive ones sealed and bound to the case. */
@Component
public class FormValues {

    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() { };
    private final Protection protection;
    private final JsonMapper json;

    FormValues(Protection protection, JsonMapper json) {
        this.protection = protection;
        this.json = json;
    }

    public String write(CaseFile file, Scheme scheme, Map<String, String> values) {
        var sealed = new LinkedHashMap<String, String>(values);
        scheme.form().single().stream().filter(FormField::sensitive).forEach(field -> sealed.computeIfPresent(field.path(),
                (path, value) -> protection.seal(value, place(file, path))));
        return json.writeValueAsString(sealed);
    }

    public Map<String, String> read(CaseFile file) {
        var values = new LinkedHashMap<String, String>();
        json.readValue(file.formData(), VALUES).forEach((path, value) -> values.put(path, protection.open(value, place(file, path))));
        return values;
    }

    /** {@code operator.uscc} becomes {@code {operator: {uscc: …}}}; what is blank is left out, so that it reads as unknown. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> nested(Map<String, String> flat) {
        var root = new LinkedHashMap<String, Object>();
        flat.forEach((path, value) -> {
            if (value == null || value.isBlank()) {
                return;
            }
            var parts = path.split("\\.");
            var at = root;
            for (int i = 0; i < parts.length - 1; i++) {
                at = (LinkedHashMap<String, Object>) at.computeIfAbsent(parts[i], p -> new LinkedHashMap<String, Object>());
            }
            at.put(parts[parts.length - 1], value);
        });
        return root;
    }

    private static String place(CaseFile file, String path) {
        return "case:" + file.number() + ":" + path;
    }
}
