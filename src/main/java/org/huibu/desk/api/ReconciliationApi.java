package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.huibu.disbursement.reconciliation.Difference;
import org.huibu.disbursement.reconciliation.Reconciliation;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The business days as treasury, orders and ledger agree on them, to read. */
@RestController
@RequestMapping("/api/v1/reconciliation-days")
@Tag(name = "reconciliation", description = "Reconciled days, to read · 对账（只读）")
class ReconciliationApi {

    private static final int MOST = 100;
    private final Reconciliation reconciliation;

    ReconciliationApi(Reconciliation reconciliation) {
        this.reconciliation = reconciliation;
    }

    /** @param state WAITING, SILENT while the treasury does not answer, or DONE; @param open differences of my region that nobody worked off; @param green compared, and none is open */
    @Schema(name = "ReconciliationDay")
    record Day(LocalDate day, String state, Instant doneAt, long open, boolean green) {
        static Day of(Reconciliation.DayLine one) {
            return new Day(one.day(), one.state(), one.doneAt(), one.open(), one.green());
        }
    }

    /** @param next day for {@code before}; null on the last page */
    @Schema(name = "ReconciliationDayList")
    record DayList(List<Day> items, LocalDate next) { }

    /** What does not agree. @param statedFen by the treasury, @param orderedFen here, @param postedFen in the ledger: each null where that side has none */
    @Schema(name = "ReconciliationDifference")
    record Found(String id, String kind, String state, String order, String caseNumber, Long statedFen, Long orderedFen, Long postedFen, String reference, String reason) {
        static Found of(Difference one) {
            return new Found(Long.toString(one.id()), one.kind().name(), one.state().name(), one.orderNumber(), one.caseNumber(), fen(one.stated()), fen(one.ordered()), fen(one.posted()),
                    one.reference(), one.reason());
        }

        private static Long fen(Money money) {
            return money == null ? null : money.fen();
        }
    }

    @Schema(name = "ReconciliationDayWithDifferences")
    record Whole(Day day, List<Found> differences) { }

    @GetMapping
    @Operation(operationId = "listReconciliationDays", summary = "Business days, newest first · 各业务日的对账，最新的在前")
    DayList list(@RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate before, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = reconciliation.days(before, limit + 1);
        return new DayList(found.stream().limit(limit).map(Day::of).toList(), found.size() > limit ? found.get(limit - 1).day() : null);
    }

    @GetMapping("/{day}")
    @Operation(operationId = "readReconciliationDay", summary = "One day with what does not agree · 一个业务日与差异")
    Whole one(@PathVariable String day) {
        var found = reconciliation.day(day);
        return new Whole(Day.of(found), reconciliation.differences(found.day()).stream().map(Found::of).toList());
    }
}
