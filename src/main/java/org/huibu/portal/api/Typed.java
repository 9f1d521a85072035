package org.huibu.portal.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormCheck;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;

/** What programs send as form, roster and region, refused where it names what does not exist. Values are judged by the use cases. */
final class Typed {

    private Typed() {
    }

    /** @throws Refusal INVALID with every unknown field at its path */
    static void known(Scheme scheme, Map<String, String> form, List<Map<String, String>> lines) {
        var faults = new ArrayList<>(FormCheck.unknown(scheme.form().single(), form.keySet(), ""));
        var columns = scheme.form().roster().map(FormField::children).orElse(List.of());
        var path = scheme.form().roster().map(FormField::path).orElse("lines");
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i) == null) {
                faults.add(Fault.at(path + "[" + i + "]", "required"));
            } else {
                faults.addAll(FormCheck.unknown(columns, lines.get(i).keySet(), path + "[" + i + "]."));
            }
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    /** @throws Refusal INVALID {@code notARegion} */
    static Region region(String code) {
        try {
            return new Region(code);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.invalid(List.of(Fault.at("region", "notARegion")));
        }
    }

    /** @throws Refusal INVALID {@code required} */
    static String scheme(String key) {
        if (key == null || key.isBlank()) {
            throw Refusal.invalid(List.of(Fault.at("scheme", "required")));
        }
        return key;
    }

    /** @throws Refusal INVALID {@code limitWrong} */
    static int limit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, most)));
        }
        return limit;
    }
}
