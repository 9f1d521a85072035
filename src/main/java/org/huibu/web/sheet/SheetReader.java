package org.huibu.web.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Reads a table as CSV (UTF-8 with or without a mark, else GB18030) or the first sheet of an XLSX. Formulas are never evaluated, only told. */
public final class SheetReader {

    private static final long MOST_UNPACKED = 60L * 1024 * 1024;
    private static final double LEAST_RATIO = 0.005;
    /** What a workbook keeps of a number. */
    private static final MathContext DIGITS = new MathContext(15);
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?");
    private static final Charset GB18030 = Charset.forName("GB18030");

    private SheetReader() {
    }

    /** Why a file is no table. */
    public static final class Unreadable extends Exception {
        Unreadable(Throwable cause) {
            super(cause);
        }
    }

    /**
     * All rows in their order, blank ones too, the heading being the first.
     *
     * @param name ends in {@code .xlsx} for a workbook; anything else is CSV
     * @throws Unreadable for a broken or harmful workbook, broken quotes, or bytes that are neither UTF-8 nor GB18030
     */
    public static List<SheetRow> read(String name, byte[] content) throws Unreadable {
        try {
            return name != null && name.toLowerCase(Locale.ROOT).endsWith(".xlsx") ? xlsx(content) : csv(content);
        } catch (IOException | RuntimeException broken) {
            throw new Unreadable(broken);
        }
    }

    private static List<SheetRow> csv(byte[] content) throws IOException {
        var text = decode(content);
        try (var parser = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get().parse(new StringReader(text.startsWith("\ufeff") ? text.substring(1) : text))) {
            var rows = new ArrayList<SheetRow>();
            int line = 1;
            for (var record : parser) {
                rows.add(new SheetRow(line, record.stream().map(String::strip).toList(), Set.of()));
                line = (int) parser.getCurrentLineNumber() + 1;
            }
            return rows;
        }
    }

    /** Bytes that are neither of the two would otherwise become question marks in names and numbers. */
    private static String decode(byte[] content) throws CharacterCodingException {
        try {
            return strictly(StandardCharsets.UTF_8, content);
        } catch (CharacterCodingException notUtf8) {
            return strictly(GB18030, content);
        }
    }

    private static String strictly(Charset charset, byte[] content) throws CharacterCodingException {
        return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(content)).toString();
    }

    private static List<SheetRow> xlsx(byte[] content) throws IOException {
        ZipSecureFile.setMaxEntrySize(MOST_UNPACKED);
        ZipSecureFile.setMinInflateRatio(LEAST_RATIO);
        var format = new DataFormatter(Locale.ROOT);
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(content))) {
            var rows = new ArrayList<SheetRow>();
            for (var row : book.getSheetAt(0)) {
                rows.add(row(row, format));
            }
            return rows;
        }
    }

    /** A number whose format shows another one is told as it is: a cell of 0.00 that holds 100.004 is not 100. */
    private static String text(Cell cell, DataFormatter format) {
        var shown = format.formatCellValue(cell).strip();
        if (cell.getCellType() != CellType.NUMERIC || DateUtil.isCellDateFormatted(cell)) {
            return shown;
        }
        var plain = shown.replaceAll("[,¥￥\\s]", "");
        var held = BigDecimal.valueOf(cell.getNumericCellValue()).round(DIGITS);
        return NUMBER.matcher(plain).matches() && new BigDecimal(plain).compareTo(held) == 0 || shown.endsWith("%") ? shown : held.stripTrailingZeros().toPlainString();
    }

    private static SheetRow row(Row row, DataFormatter format) {
        var cells = new ArrayList<String>();
        var formulas = new HashSet<Integer>();
        for (int i = 0; i < row.getLastCellNum(); i++) {
            var cell = row.getCell(i);
            var formula = cell != null && cell.getCellType() == CellType.FORMULA;
            if (formula) {
                formulas.add(i);
            }
            cells.add(cell == null || formula ? "" : text(cell, format));
        }
        return new SheetRow(row.getRowNum() + 1, cells, formulas);
    }
}
