package org.huibu.desk.finance;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.huibu.audit.Trail;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.disbursement.budget.Reservation;
import org.huibu.web.Formats;
import org.huibu.web.sheet.SheetDownload;
import org.huibu.web.sheet.SheetWriter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What finance pages show, to take away as CSV or XLSX: the whole list behind the page, read and written by the piece. Who took what is in the trail. */
@Controller
class FinanceExports {

    private static final int PIECE = 500;
    private final PaymentOrders orders;
    private final Funds funds;
    private final Trail trail;
    private final Formats formats;

    FinanceExports(PaymentOrders orders, Funds funds, Trail trail, Formats formats) {
        this.orders = orders;
        this.funds = funds;
        this.trail = trail;
        this.formats = formats;
    }

    /** @param state as on the page; empty for all */
    @GetMapping("/finance/orders/export")
    void orders(@RequestParam(defaultValue = "") List<PaymentOrder.State> state, @RequestParam(defaultValue = "CSV") SheetWriter.Kind kind, HttpServletResponse response)
            throws IOException {
        var piece = orders.list(state, null, PIECE);
        var name = "payment-orders" + state.stream().map(one -> "-" + one.name()).collect(Collectors.joining());
        trail.looked(null, name, "export");
        try (var sheet = SheetDownload.open(response, kind, name)) {
            sheet.row(titles("finance.order", "finance.case", "export.group", "finance.payee", "finance.account", "finance.bank", "finance.amount", "finance.fund", "export.code", "export.region",
                    "export.year", "finance.decision", "finance.state", "finance.why", "finance.reference", "finance.draftedBy", "export.draftedAt", "finance.releasedBy", "export.endedAt"));
            while (!piece.isEmpty()) {
                for (var order : piece) {
                    sheet.row(row(order));
                }
                piece = piece.size() < PIECE ? List.of() : orders.list(state, piece.get(PIECE - 1).id(), PIECE);
            }
        }
    }

    private List<?> row(PaymentOrder order) {
        return Arrays.asList(order.number(), order.caseNumber(), order.group(), order.payee(), order.accountTail(), order.bank(), order.amount(),
                formats.text("fund." + order.fund()), order.budgetCode(), order.region(), order.year(), order.decision(), formats.text("order." + order.state().name()), order.reason(), order.treasuryReference(),
                order.draftedBy(), formats.minute(order.draftedAt()), order.releasedBy(), formats.minute(order.endedAt()));
    }

    /** The approvals behind one figure of an envelope. */
    @GetMapping("/finance/funds/{fund}/{code}/{year}/{region}/export")
    void behind(@PathVariable String fund, @PathVariable String code, @PathVariable int year, @PathVariable String region, @RequestParam(defaultValue = "RESERVED") Reservation.State figure,
            @RequestParam(defaultValue = "CSV") SheetWriter.Kind kind, HttpServletResponse response) throws IOException {
        var envelope = new Envelope(fund, code, year, region);
        var piece = funds.behind(envelope, figure, 0, PIECE);
        var name = String.join("-", fund, code, Integer.toString(year), region, figure.name());
        trail.looked(null, name, "export");
        try (var sheet = SheetDownload.open(response, kind, name)) {
            sheet.row(titles("finance.case", "export.group", "finance.amount", "finance.returned", "finance.state", "finance.approvedAt"));
            while (!piece.isEmpty()) {
                for (var one : piece) {
                    sheet.row(List.of(one.caseNumber(), one.group(), one.amount(), one.returned(), formats.text("reservation." + figure.name()), formats.minute(one.approvedAt())));
                }
                piece = piece.size() < PIECE ? List.of() : funds.behind(envelope, figure, piece.get(PIECE - 1).id(), PIECE);
            }
        }
    }

    /** The promises behind what an envelope is committed to. */
    @GetMapping("/finance/funds/{fund}/{code}/{year}/{region}/commitments/export")
    void promised(@PathVariable String fund, @PathVariable String code, @PathVariable int year, @PathVariable String region, @RequestParam(defaultValue = "CSV") SheetWriter.Kind kind,
            HttpServletResponse response) throws IOException {
        var envelope = new Envelope(fund, code, year, region);
        var piece = funds.promised(envelope, 0, PIECE);
        var name = String.join("-", fund, code, Integer.toString(year), region, "COMMITTED");
        trail.looked(null, name, "export");
        try (var sheet = SheetDownload.open(response, kind, name)) {
            sheet.row(titles("finance.case", "finance.promised", "finance.stillOpen", "finance.uncovered"));
            while (!piece.isEmpty()) {
                for (var one : piece) {
                    sheet.row(List.of(one.caseNumber(), one.promised(), one.open(), one.uncovered()));
                }
                piece = piece.size() < PIECE ? List.of() : funds.promised(envelope, piece.get(PIECE - 1).id(), PIECE);
            }
        }
    }

    private List<String> titles(String... keys) {
        return Arrays.stream(keys).map(formats::text).toList();
    }
}
