package org.huibu.studio;

import java.util.List;
import java.util.regex.Pattern;
import org.huibu.scheme.Scheme;
import org.huibu.studio.draft.Draft;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** The files of a draft by what they are, under the names that stand in them; what a case of the scheme never meets stands apart. */
@Component
class DraftFiles {

    private static final Pattern PROCESS = Pattern.compile("<(?:\\w+:)?process\\b[^>]*\\bname=\"([^\"]+)\"");
    private static final Pattern DECISIONS = Pattern.compile("<(?:\\w+:)?definitions\\b[^>]*\\bname=\"([^\"]+)\"");
    private final Formats formats;

    DraftFiles(Formats formats) {
        this.formats = formats;
    }

    record Named(String file, String title) { }

    /** @param kind key of the message {@code draft.<kind>} */
    record Kind(String kind, List<Named> used, List<Named> unused) { }

    List<Kind> of(Draft draft, Scheme base) {
        return List.of(kind("tables", "parameters.yaml", draft, base), kind("models", ".bpmn", draft, base), kind("decisions", ".dmn", draft, base),
                kind("others", ".form", draft, base), kind("scheme", "scheme.yaml", draft, base));
    }

    /** Its name in words. */
    String title(Draft draft, String file) {
        var text = draft.files().getOrDefault(file, "");
        var stem = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.\\w+$", "");
        if (file.endsWith("parameters.yaml")) {
            return formats.text(file.startsWith("shared/") ? "draft.file.shared" : "draft.file.own");
        }
        if (file.endsWith(".form")) {
            return formats.text("draft.file.form", stem);
        }
        if (file.endsWith("scheme.yaml")) {
            return formats.text("draft.file.scheme");
        }
        return (file.endsWith(".dmn") ? DECISIONS : PROCESS).matcher(text).results().findFirst().map(found -> found.group(1)).orElse(stem);
    }

    private Kind kind(String kind, String ending, Draft draft, Scheme base) {
        var all = draft.files().keySet().stream().filter(file -> file.endsWith(ending)).toList();
        return new Kind(kind, all.stream().filter(file -> base.reads().uses(file)).map(file -> new Named(file, title(draft, file))).toList(),
                all.stream().filter(file -> !base.reads().uses(file)).map(file -> new Named(file, title(draft, file))).toList());
    }
}
