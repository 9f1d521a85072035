package org.huibu.disbursement.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.HuibuTest;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.shared.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a return file says, line by line, and what is wrong with it before any order is looked at. */
@HuibuTest
class ReturnSheetTests {

    private static final String HEADING = "支付单号,金额,收款账号,结果,原因,国库流水号\n";
    @Autowired ReturnSheet sheet;

    @Test
    void readsBothEncodingsAndBothOutcomes() {
        var text = HEADING + "ZF-1,\"¥1,234.50\",9901 0100 0000 90010,成功,,GK-1\nZF-2,8,99010100000090010,退回,账户状态异常,\n合计,1242.50,,,,\n";
        for (var charset : new Charset[] {StandardCharsets.UTF_8, Charset.forName("GB18030")}) {
            assertThat(sheet.read("回单.csv", text.getBytes(charset))).as("a right total is no line").extracting(ReturnLine::place, ReturnLine::orderNumber, ReturnLine::amount,
                            ReturnLine::accountTail, ReturnLine::outcome, ReturnLine::state)
                    .containsExactly(tuple(2, "ZF-1", Money.ofFen(123450), "****0010", PaymentOrder.State.SETTLED, State.READY),
                            tuple(3, "ZF-2", Money.ofFen(800), "****0010", PaymentOrder.State.REFUSED, State.READY));
        }
    }

    @Test
    void parksEachBadLineWithItsReason() {
        assertThat(sheet.read("x.csv", (HEADING + "ZF-1,1.005,990101,成功\nZF-2,-8,990101,成功\nZF-3,0,990101,成功\nZF-4,壹佰,990101,成功\nZF-5,8,990101,大概\n,8,990101,成功\nZF-6,8,,成功\n"
                + "ZF-7,=1+7,990101,成功\nZF-8,8,990101,成功\nZF-8,8,990101,成功\nZF-9,1.500,990101,成功\nTOTAL,24\n").getBytes(StandardCharsets.UTF_8)))
                .extracting(ReturnLine::problem).containsExactly(Problem.FRACTION, Problem.NEGATIVE, Problem.NEGATIVE, Problem.AMOUNT_UNREADABLE, Problem.OUTCOME_UNREADABLE,
                        Problem.FIELD_MISSING, Problem.FIELD_MISSING, Problem.FORMULA, null, Problem.DUPLICATE, null, Problem.TOTALS);
    }

    /** Which of two lines of one order is right nobody knows: neither is applied, whichever comes first. */
    @Test
    void believesNoneOfTheLinesThatDisagree() {
        assertThat(sheet.read("x.csv", (HEADING + "ZF-1,8,990101,成功\nZF-2,8,990101,成功\nZF-1,8,990101,退回\nZF-3,8,990101,成功\nZF-3,9,990101,成功\nZF-3,8,990101,成功\nZF-2,8,990101,成功\n"
                + "ZF-4,8,990101,成功\nZF-4,8,990102,成功\nZF-5,8,990101,成功\nZF-5,8.001,990101,成功\n").getBytes(StandardCharsets.UTF_8)))
                .extracting(ReturnLine::problem).containsExactly(Problem.CONTRADICTORY, null, Problem.CONTRADICTORY, Problem.CONTRADICTORY, Problem.CONTRADICTORY, Problem.CONTRADICTORY,
                        Problem.DUPLICATE, Problem.CONTRADICTORY, Problem.CONTRADICTORY, Problem.CONTRADICTORY, Problem.FRACTION);
    }

    /** The format of a cell shows another number than it holds: what it holds counts. */
    @Test
    void readsWhatCellsHoldAndNotWhatTheyShow() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            var cents = book.createCellStyle();
            cents.setDataFormat(book.createDataFormat().getFormat("#,##0.00"));
            var rows = book.createSheet();
            var values = new double[] {100.004, 1234.5, 0.1 + 0.2};
            var titles = HEADING.strip().split(",");
            var heading = rows.createRow(0);
            for (int i = 0; i < titles.length; i++) {
                heading.createCell(i).setCellValue(titles[i]);
            }
            for (int i = 0; i < values.length; i++) {
                var row = rows.createRow(i + 1);
                row.createCell(0).setCellValue("ZF-" + i);
                row.createCell(1).setCellValue(values[i]);
                row.getCell(1).setCellStyle(cents);
                row.createCell(2).setCellValue("99010100000090010");
                row.createCell(3).setCellValue("成功");
            }
            book.write(out);
        }
        assertThat(sheet.read("回单.xlsx", out.toByteArray())).extracting(ReturnLine::amountText, ReturnLine::amount, ReturnLine::problem)
                .containsExactly(tuple("100.004", null, Problem.FRACTION), tuple("1,234.50", Money.ofFen(123_450), null), tuple("0.30", Money.ofFen(30), null));
    }

    @Test
    void readsWorkbooksButNoFormula() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            var rows = book.createSheet();
            var heading = rows.createRow(0);
            var titles = HEADING.strip().split(",");
            for (int i = 0; i < titles.length; i++) {
                heading.createCell(i).setCellValue(titles[i]);
            }
            for (int i = 1; i <= 2; i++) {
                var row = rows.createRow(i);
                row.createCell(0).setCellValue("ZF-" + i);
                row.createCell(1).setCellValue(12.5);
                row.createCell(2).setCellValue("99010100000090010");
                row.createCell(3).setCellValue("成功");
            }
            rows.getRow(2).getCell(1).setCellFormula("10+2.5");
            book.write(out);
        }
        assertThat(sheet.read("回单.xlsx", out.toByteArray())).extracting(ReturnLine::amount, ReturnLine::problem)
                .containsExactly(tuple(Money.ofFen(1250), null), tuple(null, Problem.FORMULA));
    }

    @Test
    void refusesWhatIsNoReturnFile() {
        refused("x.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "returnColumns");
        refused("x.csv", HEADING.getBytes(StandardCharsets.UTF_8), "returnEmpty");
        refused("x.csv", (HEADING + "ZF-1,1,9,成功").getBytes(StandardCharsets.UTF_16), "returnUnreadable");
        refused("x.xlsx", HEADING.getBytes(StandardCharsets.UTF_8), "returnUnreadable");
    }

    private void refused(String name, byte[] content, String code) {
        assertThatThrownBy(() -> sheet.read(name, content)).extracting("code").isEqualTo(code);
    }
}
