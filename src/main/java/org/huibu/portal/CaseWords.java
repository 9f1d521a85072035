package org.huibu.portal;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.Set;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.scheme.form.FormField;
import org.huibu.web.Formats;
import org.springframework.stereotype.Component;

/** What pages say about a case instead of codes; used by the shared fragments. */
@Component("caseWords")
public class CaseWords {

    private static final Pattern MARKED = Pattern.compile("^(.*?)\\s*\\[(SEED|V1|V2|UNVERIFIED|DEMO)]$");
    private static final Pattern CODE = Pattern.compile("\\b(D\\d{2}|MATCH|MISMATCH|NOT_FOUND|SOURCE_DOWN|EXPIRED|form|register)\\b");
    private static final Pattern WORD = Pattern.compile("true|false|[A-Z_]+");
    private final Formats formats;

    CaseWords(Formats formats) {
        this.formats = formats;
    }

    /** A citation without its mark, and the mark; null if it carries none. */
    public record Cited(String text, String mark) { }

    /** Place of the stage in the bar; -1 before the first. */
    public int at(List<Pack.Stage> stages, String stage) {
        return stages.stream().map(Pack.Stage::key).toList().indexOf(stage);
    }

    /** done, current or ahead. */
    public String state(int index, int at, boolean finished) {
        return index < at || finished && index == at ? "done" : index == at ? "current" : "ahead";
    }

    public Cited clause(String clause) {
        var marked = MARKED.matcher(clause);
        return marked.matches() ? new Cited(marked.group(1), marked.group(2)) : new Cited(clause, null);
    }

    /** The value of a fact as people say it: words for what has some, else as it is. */
    public String fact(String value) {
        if (value == null || value.isBlank()) {
            return formats.text("fact.unknown");
        }
        if (!WORD.matcher(value).matches()) {
            return value;
        }
        var said = formats.text("fact." + value);
        return said.equals(value) ? formats.text("ground." + value) : said;
    }

    /** The value of a form's field as people read it: choices by their label. */
    public String shown(FormField field, String value, Locale locale) {
        if (value == null || value.isBlank()) {
            return "–";
        }
        return field.type().equals("checkbox") ? fact(value)
                : field.options().stream().filter(o -> o.value().equals(value)).map(o -> field.label(o, locale)).findFirst().orElse(value);
    }

    /** What a parameter is about; its key if nobody named it. */
    public String parameter(String key) {
        return formats.text("parameter." + key);
    }

    /** The value of a parameter with its unit. */
    public String amount(Parameter parameter) {
        return switch (parameter.unit()) {
            case "FLAG" -> fact(String.valueOf(parameter.value()));
            case "CODE" -> Set.of("KEEP", "ROLL").contains(String.valueOf(parameter.value())) ? formats.text("unit." + parameter.value()) : String.valueOf(parameter.value());
            default -> formats.text("unit." + parameter.unit(), parameter.value());
        };
    }

    /** @param bytes of a file */
    public String size(long bytes) {
        return bytes < 1024 ? bytes + " B" : bytes < 1024 * 1024 ? bytes / 1024 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }

    /** Where a fact came from: checks, results and our own registers by their names. */
    public String origin(String origin) {
        return formats.origin(origin, part -> CODE.matcher(part).replaceAll(code -> formats.text("origin." + code.group(1))));
    }
}
