package org.huibu.casefile.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.form.FormField;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Short keyed marks of everything an application states, so that one can tell later what was changed without keeping the values twice.
 * A roster line has one entry with a mark per column.
 */
@Component
class ValueVersions {

    /** Items that mean more than one value: all that was typed, and the roster as a whole. */
    static final String FORM = "form";

    private static final Pattern LINE_FIELD = Pattern.compile("(.+\\[\\d+])\\.(.+)");
    private static final int MARK = 8;
    private final ClaimLines lines;
    private final FormValues values;
    private final Protection protection;
    private final JdbcClient jdbc;

    ValueVersions(ClaimLines lines, FormValues values, Protection protection, JdbcClient jdbc) {
        this.lines = lines;
        this.values = values;
        this.protection = protection;
        this.jdbc = jdbc;
    }

    /** Item → mark: form paths, {@code lines[3]}, keys of materials, and the two wholes. */
    Map<String, String> of(CaseFile file, Scheme scheme) {
        var marks = new LinkedHashMap<String, String>();
        var typed = values.read(file);
        scheme.form().single().forEach(field -> marks.put(field.path(), mark(typed.get(field.path()))));
        scheme.form().roster().ifPresent(roster -> {
            lines.of(file).forEach(line -> marks.put(roster.path() + "[" + line.seq() + "]", marks(line, roster.children())));
            marks.put(roster.path(), mark(marks.toString()));
        });
        marks.put(FORM, mark(marks.toString()));
        scheme.pack().materials().forEach(material -> marks.put(material.key(), mark(given(file.number(), material.key()).toString())));
        return marks;
    }

    boolean known(Map<String, String> marks, Scheme scheme, String item) {
        return marks.containsKey(item) || mark(marks, scheme, item) != null;
    }

    boolean changed(Map<String, String> before, Map<String, String> now, Scheme scheme, String item) {
        return !Objects.equals(mark(before, scheme, item), mark(now, scheme, item));
    }

    private String mark(Map<String, String> marks, Scheme scheme, String item) {
        var field = LINE_FIELD.matcher(item);
        if (!field.matches() || !marks.containsKey(field.group(1))) {
            return marks.get(item);
        }
        var column = scheme.form().roster().orElseThrow().children().stream().map(FormField::path).toList().indexOf(field.group(2));
        return column < 0 ? null : marks.get(field.group(1)).substring(column * MARK, (column + 1) * MARK);
    }

    private String marks(ClaimLine line, List<FormField> columns) {
        var marks = new StringBuilder();
        columns.forEach(column -> marks.append(mark(line.data().get(column.path()))));
        return marks.toString();
    }

    private String mark(String value) {
        return value == null || value.isBlank() ? "-".repeat(MARK) : protection.index("VERSION", value).substring(0, MARK);
    }

    private List<Long> given(String number, String material) {
        return new ArrayList<>(jdbc.sql("select file_id from case_material where case_number = ? and material = ? order by id").params(number, material).query(Long.class).list());
    }
}
