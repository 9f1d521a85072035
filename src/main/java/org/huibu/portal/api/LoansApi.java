package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.huibu.casefile.CaseFiles;
import org.huibu.guarantee.BankChoice;
import org.huibu.guarantee.GuaranteeLoans;
import org.huibu.guarantee.Loan;
import org.huibu.guarantee.bank.BankOrder;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A guarantee loan as its borrower follows it. */
@RestController
@RequestMapping("/api/v1/cases/{number}/loan")
@Tag(name = "loans", description = "Guarantee loans · 创业担保贷款")
class LoansApi {

    private final CaseFiles cases;
    private final GuaranteeLoans loans;
    private final BankOrders orders;
    private final BankChoice choice;

    LoansApi(CaseFiles cases, GuaranteeLoans loans, BankOrders orders, BankChoice choice) {
        this.cases = cases;
        this.loans = loans;
        this.orders = orders;
        this.choice = choice;
    }

    /** What one bank was asked and said. */
    @Schema(name = "LoanBank")
    record Asked(String bank, BankOrder.State state, Long grantedFen, Integer grantedMonths, String reason) { }

    /** @param validUntil last day on which a contract may be signed; @param offered banks that may be chosen now; what the contract fixes is null before it */
    @Schema(name = "Loan")
    record View(Loan.State state, String borrowerClass, long capFen, LocalDate validUntil, String bank, List<Asked> banks, List<String> offered, Long amountFen, Integer months,
                BigDecimal contractRate, BigDecimal borrowerRate, BigDecimal subsidyRate, LocalDate disbursedOn, LocalDate maturesOn) { }

    @Schema(name = "LoanBankChoice")
    record Chosen(@Schema(example = "QHB") String bank) { }

    @GetMapping
    @Operation(operationId = "getLoan", summary = "The loan of a case once it qualified · 查看贷款")
    View loan(@PathVariable String number) {
        cases.find(number);
        var loan = loans.of(number).orElseThrow(Refusal::notFound);
        return new View(loan.state(), loan.borrowerClass(), loan.cap().fen(), loan.validUntil(), loan.bank(), orders.ofCase(number).stream()
                .map(order -> new Asked(order.bank(), order.state(), fen(order.granted()), order.grantedMonths(), order.reason())).toList(),
                choice.offered(number).stream().map(option -> option.value()).toList(), fen(loan.amount()), loan.months(), loan.contractRate(), loan.borrowerRate(),
                loan.subsidyRate(), loan.disbursedOn(), loan.maturesOn());
    }

    @PostMapping("/bank")
    @Operation(operationId = "chooseBank", summary = "Choose another lending bank while the qualification is valid · 另选经办银行")
    ResponseEntity<Void> choose(@PathVariable String number, @RequestBody Chosen chosen) {
        if (chosen.bank() == null || chosen.bank().isBlank()) {
            throw Refusal.invalid(List.of(Fault.at("bank", "required")));
        }
        choice.choose(number, chosen.bank());
        return ResponseEntity.noContent().build();
    }

    private static Long fen(Money money) {
        return money == null ? null : money.fen();
    }
}
