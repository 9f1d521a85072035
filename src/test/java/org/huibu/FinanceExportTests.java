package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;

import java.io.ByteArrayInputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.audit.Trail;
import org.huibu.shared.Ids;
import org.huibu.web.sheet.SheetReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/** What finance takes away: everything behind the page, only of the region, and no cell that a spreadsheet would run (promise P19). */
@HuibuTest
class FinanceExportTests {

    private static final String PAYEE = "=HYPERLINK(\"http://evil\",\"点我\")";
    /** More than one piece is read. */
    private static final int MANY = 501;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Trail trail;
    @Autowired WebApplicationContext context;
    private final String mark = "ZF-EXPORT-" + System.nanoTime();

    @AfterEach
    void remove() {
        transaction.executeWithoutResult(status -> jdbc.sql("delete from payment_order where number like ?").param(mark + "%").update());
    }

    @Test
    void writesAllOrdersOfTheRegionWithoutFormulas() throws Exception {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < MANY; i++) {
                order(i, "990101");
            }
            order(MANY, "990201");
        });
        var csv = SheetReader.read("x.csv", take("/finance/orders/export?kind=CSV&state=VOID", "payment-orders-VOID.csv").getContentAsByteArray());
        var mine = csv.stream().filter(row -> row.cell(0).startsWith(mark)).toList();
        assertThat(mine).hasSize(MANY).allSatisfy(row -> {
            assertThat(row.cell(3)).isEqualTo("'" + PAYEE);
            assertThat(row.cell(6)).isEqualTo("1234.50");
        });
        assertThat(csv).allSatisfy(row -> row.cells().forEach(cell -> assertThat(cell).doesNotStartWith("=")));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(take("/finance/orders/export?kind=XLSX&state=VOID", "payment-orders-VOID.xlsx").getContentAsByteArray()))) {
            var payees = new ArrayList<String>();
            book.getSheetAt(0).forEach(row -> row.forEach(cell -> {
                assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA);
                if (cell.getColumnIndex() == 3 && row.getCell(0).getStringCellValue().startsWith(mark)) {
                    payees.add(cell.getStringCellValue());
                }
            }));
            assertThat(payees).hasSize(MANY).containsOnly(PAYEE);
        }
        assertThat(trail.entries("system")).filteredOn(entry -> entry.type().equals("PersonalDataOpened")).extracting(Trail.Entry::detail).anyMatch(detail -> detail.contains("payment-orders-VOID"));
    }

    @Test
    void writesWhatIsBehindAFigure() throws Exception {
        var reservation = Ids.next();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into reservation (id, version, case_number, group_, fund, budget_code, region, year_, amount_fen, content, approved_by, approved_at, state) "
                    + "values (?, 0, '@SUM(A1)', 'MAIN', 'EXPORT_FUND', '2080799', '990101', 2026, 5, 'x', '+x', ?, 'SPENT')").params(reservation, LocalDateTime.now()).update();
            jdbc.sql("insert into reservation_share (reservation_id, region, amount_fen) values (?, '990101', 5)").param(reservation).update();
            jdbc.sql("insert into budget (fund, budget_code, year_, region) values ('EXPORT_FUND', '2080799', 2026, '990101')").update();
        });
        try {
            var rows = SheetReader.read("x.csv", take("/finance/funds/EXPORT_FUND/2080799/2026/990101/export?figure=SPENT", "EXPORT_FUND-2080799-2026-990101-SPENT.csv").getContentAsByteArray());
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1).cells()).startsWith("'@SUM(A1)", "MAIN", "0.05");
        } finally {
            transaction.executeWithoutResult(status -> List.of("delete from reservation_share where reservation_id = " + reservation, "delete from reservation where fund = 'EXPORT_FUND'", "delete from budget where fund = 'EXPORT_FUND'")
                    .forEach(sql -> jdbc.sql(sql).update()));
        }
    }

    @Test
    void writesWhatIsPromised() throws Exception {
        var id = Ids.next();
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into commitment (id, case_number, fund, budget_code, region, year_, promised_fen, open_fen, covered_fen, moves) values (?, '=1+1', 'EXPORT_FUND', '2080799', '990101', 2026, 700, 500, 200, 0)")
                    .param(id).update();
            jdbc.sql("insert into budget (fund, budget_code, year_, region) values ('EXPORT_FUND', '2080799', 2026, '990101')").update();
        });
        try {
            var rows = SheetReader.read("x.csv", take("/finance/funds/EXPORT_FUND/2080799/2026/990101/commitments/export", "EXPORT_FUND-2080799-2026-990101-COMMITTED.csv").getContentAsByteArray());
            assertThat(rows).hasSize(2);
            assertThat(rows.get(1).cells()).containsExactly("'=1+1", "7.00", "5.00", "3.00");
        } finally {
            transaction.executeWithoutResult(status -> List.of("delete from commitment where fund = 'EXPORT_FUND'", "delete from budget where fund = 'EXPORT_FUND'").forEach(sql -> jdbc.sql(sql).update()));
        }
    }

    private void order(int number, String region) {
        var id = Ids.next();
        jdbc.sql("insert into payment_order (id, version, number, key_, case_number, group_, reservation_id, amount_fen, payee, account, account_tail, account_index, bank, fund, budget_code, region, "
                        + "year_, content, state, drafted_by, drafted_at) values (?, 0, ?, ?, 'X', 'MAIN', ?, 123450, ?, 'x', '****0010', 'x', '-1', 'EMPLOYMENT_SUBSIDY', '2080799', ?, 2026, 'x', 'VOID', 'x', ?)")
                .params(id, mark + "-" + number, mark + id, id, PAYEE, region, LocalDateTime.now()).update();
    }

    private MockHttpServletResponse take(String path, String name) throws Exception {
        var http = MockMvcBuilders.webAppContextSetup(context).apply(springSecurity()).build();
        var answer = http.perform(MockMvcRequestBuilders.get(path).with(user("payer.qinghe").roles("PAYER"))).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Content-Disposition")).startsWith("attachment").contains(name);
        return answer;
    }
}
