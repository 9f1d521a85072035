package org.huibu.web.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.huibu.shared.Money;

/**
 * Writes a table row by row, so that its length costs no memory. Texts stay texts: in CSV what a spreadsheet would take for a formula gets an
 * apostrophe before it, in XLSX every text is a text cell. {@link Money} is written in yuan with two places, numbers as numbers.
 */
public interface SheetWriter extends AutoCloseable {

    /** How the table is taken away. */
    enum Kind {
        CSV("text/csv;charset=UTF-8"), XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Media type. */
        public String type() {
            return type;
        }
    }

    /** @param cells texts, whole numbers or {@link Money}; null is an empty cell */
    void row(List<?> cells) throws IOException;

    /** Ends the table; the stream stays open. */
    @Override
    void close() throws IOException;

    static SheetWriter to(OutputStream out, Kind kind) throws IOException {
        return kind == Kind.CSV ? new Csv(out) : new Xlsx(out);
    }

    /** A text that a spreadsheet would take for a formula is made a text. */
    static String defused(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** UTF-8 with a mark, so that spreadsheets read it. */
    final class Csv implements SheetWriter {
        private final OutputStreamWriter text;
        private final CSVPrinter csv;

        private Csv(OutputStream out) throws IOException {
            text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            text.write('\ufeff');
            csv = CSVFormat.DEFAULT.print(text);
        }

        @Override
        public void row(List<?> cells) throws IOException {
            csv.printRecord(cells.stream().map(Csv::cell).toList());
        }

        private static Object cell(Object value) {
            return value == null ? "" : value instanceof Money money ? money.yuan().toPlainString() : value instanceof Number ? value : defused(value.toString());
        }

        @Override
        public void close() throws IOException {
            text.flush();
        }
    }

    /** Rows beyond a small window lie in a temporary file until the end. */
    final class Xlsx implements SheetWriter {
        private static final int WINDOW = 100;
        private final OutputStream out;
        private final SXSSFWorkbook book = new SXSSFWorkbook(WINDOW);
        private final SXSSFSheet sheet = book.createSheet();
        private final CellStyle yuan = book.createCellStyle();
        private int rows;

        private Xlsx(OutputStream out) {
            this.out = out;
            yuan.setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
        }

        @Override
        public void row(List<?> cells) {
            var row = sheet.createRow(rows++);
            for (int i = 0; i < cells.size(); i++) {
                var value = cells.get(i);
                if (value instanceof Money money) {
                    var cell = row.createCell(i);
                    cell.setCellStyle(yuan);
                    cell.setCellValue(money.yuan().doubleValue());
                } else if (value instanceof Number number) {
                    row.createCell(i).setCellValue(new BigDecimal(number.toString()).doubleValue());
                } else if (value != null) {
                    row.createCell(i).setCellValue(value.toString());
                }
            }
        }

        @Override
        public void close() throws IOException {
            try (book) {
                book.write(out);
            }
        }
    }
}
