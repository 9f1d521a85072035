package org.huibu.portal.form;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.form.FormField;
import org.huibu.web.Formats;
import org.huibu.web.sheet.SheetWriter;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** A roster to take away: the lines as they are, or the list of what is wrong in them. UTF-8 with a mark, so that spreadsheets read it. */
@Component
public class RosterTable {

    private final Formats formats;

    RosterTable(Formats formats) {
        this.formats = formats;
    }

    /** Can be uploaded again as it is. */
    byte[] lines(List<FormField> columns, List<ClaimLine> lines) {
        var rows = new ArrayList<List<String>>();
        rows.add(columns.stream().map(FormField::label).toList());
        lines.forEach(line -> rows.add(columns.stream().map(column -> line.data().getOrDefault(column.path(), "")).toList()));
        return csv(rows);
    }

    /** One row per fault. @param wrong line → column → message */
    byte[] faults(List<FormField> columns, List<ClaimLine> lines, Map<Integer, Map<String, String>> wrong) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(formats.text("line.no"), formats.text("line.label"), formats.text("edit.column"), formats.text("edit.value"), formats.text("edit.fault")));
        lines.stream().filter(line -> wrong.containsKey(line.seq())).forEach(line -> columns.stream().filter(column -> wrong.get(line.seq()).containsKey(column.path()))
                .forEach(column -> rows.add(List.of(Integer.toString(line.seq() + 1), line.label(), column.label(LocaleContextHolder.getLocale()),
                        line.data().getOrDefault(column.path(), ""), wrong.get(line.seq()).get(column.path())))));
        return csv(rows);
    }

    private static byte[] csv(List<List<String>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var csv = SheetWriter.to(bytes, SheetWriter.Kind.CSV)) {
            for (var row : rows) {
                csv.row(row);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
