package org.huibu.web.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.shared.Money;
import org.junit.jupiter.api.Test;

/** Tables in and out: encodings, line numbers, formulas told on the way in and defused on the way out (promise P19). */
class SheetTests {

    private static final List<String> DANGEROUS = List.of("=1+1", "+86", "-1", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(\"http://x\",\"y\")");

    @Test
    void defusesFormulasInCsv() throws Exception {
        var rows = SheetReader.read("x.csv", written(SheetWriter.Kind.CSV));
        for (int i = 0; i < DANGEROUS.size(); i++) {
            assertThat(rows.get(i).cell(0)).isEqualTo("'" + DANGEROUS.get(i)).startsWith("'");
        }
        assertThat(rows.get(DANGEROUS.size()).cells()).containsExactly("鸿萌“基地”,一", "12", "1234.50", "");
    }

    @Test
    void writesNoFormulaCellInXlsx() throws Exception {
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(written(SheetWriter.Kind.XLSX)))) {
            var texts = new ArrayList<String>();
            book.getSheetAt(0).forEach(row -> row.forEach(cell -> {
                assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                if (cell.getColumnIndex() == 0) {
                    assertThat(cell.getCellType()).isEqualTo(CellType.STRING);
                    texts.add(cell.getStringCellValue());
                }
            }));
            assertThat(texts).startsWith("=1+1", "+86", "-1", "@SUM(A1)").hasSize(DANGEROUS.size() + 1);
            assertThat(book.getSheetAt(0).getRow(DANGEROUS.size()).getCell(2).getNumericCellValue()).isEqualTo(1234.5);
        }
    }

    @Test
    void namesFilesWithoutFormulas() {
        assertThat(SheetDownload.clean("=cmd|'/c calc'!A1")).isEqualTo("cmd-c-calc-A1");
        assertThat(SheetDownload.clean("../支付单 2026")).isEqualTo("支付单-2026");
        assertThat(SheetDownload.clean("@@")).isEqualTo("table");
    }

    @Test
    void readsBothEncodingsAndCountsLinesAsTheFileDoes() throws Exception {
        var text = "单号,金额\r\n\"甲\n乙\",1\r\n\r\n丙,2";
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            var rows = SheetReader.read("x.csv", text.getBytes(charset));
            assertThat(rows).extracting(SheetRow::line).containsExactly(1, 2, 4, 5);
            assertThat(rows.get(0).cells()).containsExactly("单号", "金额");
            assertThat(rows.get(2).blank()).isTrue();
            assertThat(rows.get(3).cells()).containsExactly("丙", "2");
        }
        assertThat(SheetReader.read("x.csv", ("\ufeff" + text).getBytes(StandardCharsets.UTF_8)).get(0).cell(0)).isEqualTo("单号");
    }

    @Test
    void refusesWhatIsNeitherEncodingNorTable() {
        assertThatThrownBy(() -> SheetReader.read("x.csv", new byte[] {'a', ',', (byte) 0xff, '\n'})).isInstanceOf(SheetReader.Unreadable.class);
        assertThatThrownBy(() -> SheetReader.read("x.csv", "a,\"b".getBytes(StandardCharsets.UTF_8))).isInstanceOf(SheetReader.Unreadable.class);
        assertThatThrownBy(() -> SheetReader.read("x.xlsx", "a,b".getBytes(StandardCharsets.UTF_8))).isInstanceOf(SheetReader.Unreadable.class);
    }

    @Test
    void tellsFormulasWithoutEvaluatingThem() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            var row = book.createSheet().createRow(2);
            row.createCell(0).setCellValue("甲");
            row.createCell(1).setCellFormula("1+1");
            row.createCell(2).setCellValue(12.5);
            book.write(out);
        }
        assertThat(SheetReader.read("x.XLSX", out.toByteArray())).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(3);
            assertThat(row.formulas()).containsExactly(1);
            assertThat(row.cells()).containsExactly("甲", "", "12.5");
        });
    }

    private static byte[] written(SheetWriter.Kind kind) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var sheet = SheetWriter.to(out, kind)) {
            for (var text : DANGEROUS) {
                sheet.row(List.of(text));
            }
            sheet.row(Arrays.asList("鸿萌“基地”,一", 12, Money.ofFen(123450), null));
        }
        return out.toByteArray();
    }
}
