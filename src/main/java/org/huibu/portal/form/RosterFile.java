package org.huibu.portal.form;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;

/** A roster as CSV (UTF-8 or GB18030) or XLSX, columns found by their heading. Formulas are never evaluated: a cell that holds one is refused. */
public final class RosterFile {

    private static final long MOST_UNPACKED = 60L * 1024 * 1024;

    private RosterFile() {
    }

    /** @throws Refusal UNSUPPORTED {@code rosterUnreadable}, {@code rosterFormula} or {@code rosterColumns} */
    public static List<Map<String, String>> read(String name, byte[] content, List<FormField> columns) {
        try {
            var table = name != null && name.toLowerCase(Locale.ROOT).endsWith(".xlsx") ? xlsx(content) : csv(content);
            return rows(table, columns);
        } catch (IOException | RuntimeException broken) {
            throw broken instanceof Refusal refusal ? refusal : new Refusal(Refusal.Kind.UNSUPPORTED, "rosterUnreadable");
        }
    }

    static byte[] template(List<FormField> columns) {
        return ("\ufeff" + columns.stream().map(FormField::label).collect(Collectors.joining(",")) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private static List<Map<String, String>> rows(List<List<String>> table, List<FormField> columns) {
        var places = new HashMap<Integer, FormField>();
        for (int i = 0; !table.isEmpty() && i < table.get(0).size(); i++) {
            var heading = table.get(0).get(i).replace("\ufeff", "").strip();
            int at = i;
            columns.stream().filter(c -> c.label().equals(heading) || c.path().equals(heading)).findFirst().ifPresent(c -> places.put(at, c));
        }
        if (places.size() < columns.stream().filter(FormField::required).count()) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "rosterColumns", columns.stream().filter(FormField::required).map(FormField::label).collect(Collectors.joining("、")));
        }
        var rows = new ArrayList<Map<String, String>>();
        for (var record : table.subList(1, table.size())) {
            var row = new LinkedHashMap<String, String>();
            places.forEach((place, field) -> row.put(field.path(), place < record.size() ? value(field, record.get(place)) : ""));
            if (row.values().stream().anyMatch(v -> !v.isBlank())) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** A choice may be written by its label. */
    private static String value(FormField field, String text) {
        return field.options().stream().filter(o -> o.label().equals(text.strip())).map(FormField.Option::value).findFirst().orElse(text.strip());
    }

    private static List<List<String>> csv(byte[] content) throws IOException {
        try (var parser = CSVFormat.DEFAULT.parse(new StringReader(decode(content)))) {
            return parser.stream().map(record -> record.toList()).toList();
        }
    }

    private static String decode(byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(content, Charset.forName("GB18030"));
        }
    }

    private static List<List<String>> xlsx(byte[] content) throws IOException {
        ZipSecureFile.setMaxEntrySize(MOST_UNPACKED);
        ZipSecureFile.setMinInflateRatio(0.005);
        var format = new DataFormatter(Locale.ROOT);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            var table = new ArrayList<List<String>>();
            for (var row : book.getSheetAt(0)) {
                var cells = new ArrayList<String>();
                for (int i = 0; i < row.getLastCellNum(); i++) {
                    var cell = row.getCell(i);
                    if (cell != null && cell.getCellType() == CellType.FORMULA) {
                        throw new Refusal(Refusal.Kind.UNSUPPORTED, "rosterFormula", row.getRowNum() + 1);
                    }
                    cells.add(cell == null ? "" : format.formatCellValue(cell));
                }
                table.add(cells);
            }
            return table;
        }
    }
}
