package org.huibu.portal.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFiles;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Fault;
import org.huibu.web.Formats;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Faults in words, each at the place where it can be mended. */
@Component
public class FaultsTold {

    private static final Pattern LINE = Pattern.compile(".+\\[(\\d+)](?:\\.(.+))?");
    private static final String MATERIALS = "materials.";
    private static final String FILES = "files.";
    private final Formats formats;

    FaultsTold(Formats formats) {
        this.formats = formats;
    }

    /** @param href where to mend it; @param place its label; @param text what is wrong */
    record Told(String href, String place, String text) { }

    List<Told> told(String number, Scheme scheme, List<Fault> faults, int most) {
        return faults.stream().limit(most).map(fault -> new Told(href(number, scheme, fault.path()), place(scheme, fault.path()), formats.fault(fault))).toList();
    }

    /** What an officer wants corrected, in the officer's words. */
    public List<Told> corrections(String number, Scheme scheme, List<CaseFiles.CorrectionItem> items) {
        return items.stream().map(item -> new Told(href(number, scheme, item.item()), place(scheme, item.item()), item.text())).toList();
    }

    /** Path → message of its first fault. */
    Map<String, String> byPath(List<Fault> faults) {
        var texts = new LinkedHashMap<String, String>();
        faults.forEach(fault -> texts.putIfAbsent(fault.path(), formats.fault(fault)));
        return texts;
    }

    /** Faults of one roster line by column, from faults of all. */
    Map<String, String> ofLine(List<Fault> faults, int seq) {
        var texts = new LinkedHashMap<String, String>();
        faults.forEach(fault -> {
            var line = LINE.matcher(fault.path());
            if (line.matches() && Integer.parseInt(line.group(1)) == seq && line.group(2) != null) {
                texts.putIfAbsent(line.group(2), formats.fault(fault));
            }
        });
        return texts;
    }

    /** Line → column → message. */
    Map<Integer, Map<String, String>> byLine(List<Fault> faults) {
        var lines = new LinkedHashMap<Integer, Map<String, String>>();
        faults.forEach(fault -> {
            var line = LINE.matcher(fault.path());
            if (line.matches()) {
                lines.computeIfAbsent(Integer.valueOf(line.group(1)), seq -> new LinkedHashMap<>())
                        .putIfAbsent(line.group(2) == null ? "" : line.group(2), formats.fault(fault));
            }
        });
        return lines;
    }

    /** What a path names, as its page calls it. */
    public String place(Scheme scheme, String path) {
        var locale = LocaleContextHolder.getLocale();
        var line = LINE.matcher(path);
        if (line.matches()) {
            var column = line.group(2);
            if (column != null && column.startsWith(FILES)) {
                return formats.text("form.line", Integer.parseInt(line.group(1)) + 1, scheme.pack().lines().materials().stream().filter(one -> column.equals(FILES + one.key()))
                        .map(one -> one.name().in(locale)).findFirst().orElse(column));
            }
            var name = column == null ? "" : columns(scheme).filter(c -> c.path().equals(column)).map(c -> c.label(locale)).findFirst().orElse(column);
            return formats.text("form.line", Integer.parseInt(line.group(1)) + 1, name);
        }
        var key = path.startsWith(MATERIALS) ? path.substring(MATERIALS.length()) : path;
        var material = scheme.pack().materials().stream().filter(m -> m.key().equals(key)).map(m -> m.name().in(locale));
        var field = scheme.form().single().stream().filter(f -> f.path().equals(path)).map(f -> f.label(locale));
        return Stream.concat(material, field).findFirst().orElseGet(() -> formats.text(path.equals("form") ? "form.whole" : scheme.hasLines()
                && path.equals(scheme.pack().lines().path()) ? "form.roster" : "form.whole"));
    }

    private static String href(String number, Scheme scheme, String path) {
        var page = "/my/cases/" + number;
        var line = LINE.matcher(path);
        if (line.matches()) {
            return page + "/rows/" + line.group(1) + (line.group(2) == null ? "" : "#" + line.group(2).replace('.', '-'));
        }
        var key = path.startsWith(MATERIALS) ? path.substring(MATERIALS.length()) : path;
        if (scheme.pack().materials().stream().anyMatch(m -> m.key().equals(key))) {
            return page + "/edit?faults#material-" + key;
        }
        return page + "/edit?faults#" + (scheme.hasLines() && path.equals(scheme.pack().lines().path()) ? "roster" : path.replace('.', '-'));
    }

    private static Stream<FormField> columns(Scheme scheme) {
        return scheme.form().roster().stream().flatMap(roster -> roster.children().stream());
    }
}
