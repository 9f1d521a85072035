package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.disbursement.receivable.Debt;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.disbursement.statement.StatementLine;
import org.huibu.disbursement.statement.Statements;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Debts of one's own region, to read, and bank statements in two steps: read, then confirmed by another person. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "receivables", description = "Debts and bank statements · 应收退款与银行流水")
class ReceivablesApi {

    private static final int MOST = 100;
    private final DebtList debts;
    private final Statements statements;

    ReceivablesApi(DebtList debts, Statements statements) {
        this.debts = debts;
        this.statements = statements;
    }

    /** @param state OPEN, DEMANDED, COURT, JUDGED, PAID, WRITTEN_OFF or DISMISSED, as text; @param openFen still owed; @param pendingFen kept off payments under way; @param instalments of what was owed when they were agreed */
    record Receivable(String number, String code, String caseNumber, String originCase, String debtor, String ground, String clause, String fund, String region, int year, long amountFen,
                      long openFen, long pendingFen, LocalDate dueOn, boolean overdue, String payTo, String state, List<Instalment> instalments) {
        static Receivable of(DebtList.Standing one) {
            var debt = one.debt();
            return new Receivable(debt.number(), debt.code(), debt.caseNumber(), debt.originCase(), debt.debtor(), debt.ground().name(), debt.clause(), debt.fund(), debt.region(), debt.year(),
                    debt.amount().fen(), one.open().fen(), one.pending().fen(), debt.dueOn(), one.overdue(), debt.payTo(), debt.state().name(),
                    one.plan().stream().map(part -> new Instalment(part.dueOn(), part.amount().fen(), part.met())).toList());
        }
    }

    record Instalment(LocalDate dueOn, long amountFen, boolean met) { }

    /** @param next for {@code before}; null on the last page */
    record ReceivableList(List<Receivable> items, String next) { }

    /** @param fault why the line is not taken; null if it can be */
    record Line(int line, String reference, LocalDate receivedOn, String payer, long amountFen, String remark, String fault) {
        static Line of(StatementLine one) {
            return new Line(one.number(), one.reference(), one.receivedOn(), one.payer(), one.amount().fen(), one.remark(), one.fault());
        }
    }

    /** @param state READ, TAKING, TAKEN or DROPPED @param taken lines that became receipts */
    record BankStatement(String id, String name, String state, long totalFen, int taken, List<Line> lines) { }

    @GetMapping("/receivables")
    @Operation(operationId = "listReceivables", summary = "Debts of my region, newest first · 本地区的应收退款，最新的在前")
    ReceivableList list(@RequestParam(required = false) List<String> state, @RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = debts.list(states(state == null ? List.of() : state), before, limit + 1);
        return new ReceivableList(found.stream().limit(limit).map(Receivable::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).debt().id()) : null);
    }

    @GetMapping("/receivables/{number}")
    @Operation(operationId = "readReceivable", summary = "One debt with its instalments · 一笔应收退款")
    Receivable one(@PathVariable String number) {
        return Receivable.of(debts.find(number));
    }

    @PostMapping("/bank-statements")
    @Operation(operationId = "readBankStatement", summary = "Read a bank statement; nothing counts yet · 读取银行流水，尚未入账")
    BankStatement read(@RequestParam(required = false) MultipartFile file, @RequestParam(required = false) String total) throws IOException {
        return shown(statements.read(file == null ? null : file.getOriginalFilename(), file == null ? new byte[0] : file.getBytes(), total));
    }

    @GetMapping("/bank-statements/{id}")
    @Operation(operationId = "showBankStatement", summary = "A bank statement line by line · 一份银行流水")
    BankStatement show(@PathVariable long id) {
        return shown(id);
    }

    @PostMapping("/bank-statements/{id}/confirm")
    @Operation(operationId = "confirmBankStatement", summary = "Another person lets it in; the lines without a fault are taken in the background, each once for ever · 另一人确认入账，每笔只入一次")
    BankStatement confirm(@PathVariable long id) {
        statements.confirm(id);
        return shown(id);
    }

    private BankStatement shown(long id) {
        var statement = statements.find(id);
        return new BankStatement(Long.toString(id), statement.name(), statement.state(), statement.total().fen(), statement.taken(), statements.lines(id).stream().map(Line::of).toList());
    }

    private static Set<Debt.State> states(List<String> names) {
        try {
            return names.stream().map(Debt.State::valueOf).collect(Collectors.toSet());
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid(List.of(Fault.at("state", "notAnOption")));
        }
    }
}
