package org.huibu.desk.guarantee;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.huibu.guarantee.fund.FundChange;
import org.huibu.guarantee.fund.FundOffice;
import org.huibu.guarantee.fund.FundReport;
import org.huibu.guarantee.fund.FundReports;
import org.huibu.guarantee.fund.FundTyped;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Guarantee funds of one's own region over the interface: the same use cases as the page. */
@RestController
@RequestMapping("/api/v1/guarantee-funds")
@Tag(name = "guarantee funds", description = "Guarantee funds and their banks · 担保基金与经办银行")
class GuaranteeFundsApi {

    private static final int MOST = 100;
    private final FundReports reports;
    private final FundOffice office;

    GuaranteeFundsApi(FundReports reports, FundOffice office) {
        this.reports = reports;
        this.office = office;
    }

    /** @param rate compensated of matured, 0 to 1 @param stopped true while the bank gets no more guarantees */
    @Schema(name = "BankStanding")
    record Bank(String code, String name, long maturedFen, long compensatedFen, BigDecimal rate, boolean stopped) { }

    /** @param reason CAPACITY, BANK_STOPPED or UNKNOWN, as text */
    @Schema(name = "GuaranteeWaiting")
    record Waiting(String caseNumber, String bank, long amountFen, String reason) { }

    /** @param leverage null where the city has not set it @param roomFen what may be guaranteed still; null without a leverage @param waiting empty for readers below the city */
    @Schema(name = "GuaranteeFund")
    record Fund(String city, long balanceFen, long reservedFen, long guaranteedFen, BigDecimal leverage, Long roomFen, int waitingCount, long waitingFen, List<Waiting> waiting, List<Bank> banks) {
        static Fund of(FundReport one) {
            return new Fund(one.city().code(), one.balance().fen(), one.reserved().fen(), one.guaranteed().fen(), one.leverage(), one.room() == null ? null : one.room().fen(),
                    one.waiting().size(), one.waitingFor().fen(), one.whole() ? one.waiting().stream().map(w -> new Waiting(w.caseNumber(), w.bank(), w.amount().fen(), w.reason())).toList() : List.of(),
                    one.banks().stream().map(b -> new Bank(b.bank().code(), b.bank().name().zh(), b.matured().fen(), b.compensated().fen(), b.rate(), b.stopped())).toList());
        }
    }

    /** @param kind CONTRIBUTION or STANDING, as {@code state} PROPOSED, CONFIRMED, REFUSED or WITHDRAWN, as text @param amountFen contributed, or matured */
    @Schema(name = "GuaranteeFundChange")
    record Change(String id, String kind, String bank, long amountFen, long compensatedFen, String document, String reason, String state) {
        static Change of(FundChange one) {
            return new Change(Long.toString(one.id()), one.kind().name(), one.bank(), one.amount().fen(), one.compensated().fen(), one.document(), one.reason(), one.state().name());
        }
    }

    /** @param next for {@code before}; null on the last page */
    @Schema(name = "GuaranteeFundChangeList")
    record ChangeList(List<Change> items, String next) { }

    /** @param bank only for a standing, as {@code compensatedFen} */
    @Schema(name = "NewGuaranteeFundChange")
    record Proposed(@Schema(example = "CONTRIBUTION") FundChange.Kind kind, String bank, long amountFen, long compensatedFen, @Schema(example = "云财企〔2026〕12号") String document, String reason) {
        FundTyped typed() {
            return new FundTyped(kind, bank, yuan("amountFen", amountFen), yuan("compensatedFen", compensatedFen), document, reason);
        }

        private static String yuan(String field, long fen) {
            if (fen < 0) {
                throw Refusal.invalid(List.of(Fault.at(field, "amountWrong")));
            }
            return Money.ofFen(fen).yuan().toPlainString();
        }
    }

    @Schema(name = "GuaranteeFundRefusal")
    record Why(String why) { }

    @GetMapping
    @Operation(operationId = "listGuaranteeFunds", summary = "Guarantee funds of my region · 本地区的担保基金")
    List<Fund> list() {
        return reports.all().stream().map(Fund::of).toList();
    }

    @GetMapping("/{city}")
    @Operation(operationId = "readGuaranteeFund", summary = "One fund with who waits and its banks · 一个担保基金、等待名单与经办银行")
    Fund one(@PathVariable String city) {
        return Fund.of(reports.of(city));
    }

    @GetMapping("/{city}/changes")
    @Operation(operationId = "listGuaranteeFundChanges", summary = "Proposed and decided changes, newest first · 提出和已办的变更，最新的在前")
    ChangeList changes(@PathVariable String city, @RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = office.list(city, before, limit + 1);
        return new ChangeList(found.stream().limit(limit).map(Change::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @PostMapping("/{city}/changes")
    @Operation(operationId = "proposeGuaranteeFundChange", summary = "Propose a contribution or a bank's standing, for another to confirm · 提出注资或者银行代偿情况，由另一人确认")
    ResponseEntity<Void> propose(@PathVariable String city, @RequestBody Proposed proposed) {
        office.propose(city, proposed.typed());
        return ResponseEntity.created(URI.create("/api/v1/guarantee-funds/" + city + "/changes")).build();
    }

    @PostMapping("/changes/{id}/confirm")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "confirmGuaranteeFundChange", summary = "Confirm what somebody else proposed · 确认他人的提议")
    void confirm(@PathVariable long id) {
        office.confirm(id);
    }

    @PostMapping("/changes/{id}/refuse")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "refuseGuaranteeFundChange", summary = "Send back what somebody else proposed · 退回他人的提议")
    void refuse(@PathVariable long id, @RequestBody Why refused) {
        office.refuse(id, refused.why());
    }

    @PostMapping("/changes/{id}/withdraw")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "withdrawGuaranteeFundChange", summary = "Take back one's own proposal · 撤回自己的提议")
    void withdraw(@PathVariable long id) {
        office.withdraw(id);
    }
}
