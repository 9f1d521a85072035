package org.huibu.disbursement.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.shared.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What banks send, and what they should not. */
class StatementLineTests {

    private static final String HEADINGS = "交易流水号,入账日期,付款人,付款账号,金额,附言\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030"})
    void readsBothEncodings(String charset) {
        var table = StatementLine.of("a.csv", (HEADINGS + "S1,2026-10-20,岭海鸿萌,99010100000090010,\"1,234.50\",退款 TK\n合计,,,,1234.5,\n").getBytes(Charset.forName(charset)));
        assertThat(table.lines()).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.payer()).isEqualTo("岭海鸿萌");
            assertThat(line.amount()).isEqualTo(Money.ofFen(123_450));
            assertThat(line.accountTail()).doesNotContain("0100000");
            assertThat(line.fault()).isNull();
        });
        assertThat(table.addsUp(null)).isTrue();
        assertThat(table.addsUp(Money.ofFen(123_451))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"=1+1,formula", "-5.00,amountNegative", "0.001,amountFraction", "0.00,amountZero", "abc,amountWrong", "\"1,23\",amountWrong", "1e9,amountWrong",
        "9999999999999.00,amountWrong"})
    void parksAWrongAmountWithItsLine(String amount, String fault) {
        var line = one("S1,2026-10-20,甲,1,\"" + amount + "\",");
        assertThat(line.fault()).isEqualTo(fault);
        assertThat(line.number()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"\"S1,2026-02-30,甲,1,5,\",dateWrong", "\"S1,,甲,1,5,\",dateWrong", "\",2026-10-20,甲,1,5,\",referenceMissing", "\"S1,2026-10-20,@SUM(A1),1,5,\",formula",
        "\"S1,2026-10-20,甲,1,5,+cmd\",formula"})
    void parksAWrongLine(String row, String fault) {
        assertThat(one(row).fault()).isEqualTo(fault);
    }

    @Test
    void takesTheSameLineOfAFileOnce() {
        assertThat(read("S1,2026-10-20,甲,1,5,\nS1,20261020,甲,1,5,\n").lines()).extracting(StatementLine::fault).containsExactly(null, "lineTwice");
    }

    @Test
    void comparesItsOwnTotal() {
        assertThat(read("S1,2026/10/20,甲,1,5,\n合计,,,,6,\n").addsUp(null)).isFalse();
    }

    @Test
    void refusesWhatIsNoStatement() {
        refused("a.csv", "不,是\n流水,的\n".getBytes(StandardCharsets.UTF_8), "statementColumns");
        refused("a.csv", (HEADINGS + "S1,2026-10-20,甲,1,5,\n").getBytes(StandardCharsets.UTF_16), "statementUnreadable");
        refused("a.csv", new byte[] {(byte) 0xff, (byte) 0xff, 0x41}, "statementUnreadable");
        refused("a.xlsx", "no workbook".getBytes(StandardCharsets.UTF_8), "statementUnreadable");
        refused("a.csv", HEADINGS.getBytes(StandardCharsets.UTF_8), "statementEmpty");
    }

    @Test
    void readsAWorkbookAndNeverItsFormulas() throws IOException {
        try (var book = new XSSFWorkbook(); var out = new ByteArrayOutputStream()) {
            var sheet = book.createSheet();
            var head = sheet.createRow(0);
            List.of("交易流水号", "入账日期", "金额").forEach(name -> head.createCell(Math.max(0, head.getLastCellNum())).setCellValue(name));
            var good = sheet.createRow(1);
            good.createCell(0).setCellValue("S1");
            good.createCell(1).setCellValue("2026-10-20");
            good.createCell(2).setCellValue(12.5);
            var bad = sheet.createRow(2);
            bad.createCell(0).setCellValue("S2");
            bad.createCell(1).setCellValue("2026-10-20");
            bad.createCell(2).setCellFormula("1000*1000");
            book.write(out);
            var lines = StatementLine.of("a.XLSX", out.toByteArray()).lines();
            assertThat(lines).extracting(StatementLine::fault).containsExactly(null, "formula");
            assertThat(lines.get(0).amount()).isEqualTo(Money.ofFen(1_250));
        }
    }

    private static StatementLine one(String row) {
        return read(row + "\n").lines().get(0);
    }

    private static StatementLine.Table read(String rows) {
        return StatementLine.of("a.csv", (HEADINGS + rows).getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(String name, byte[] content, String code) {
        assertThatThrownBy(() -> StatementLine.of(name, content)).extracting("code").isEqualTo(code);
    }
}
