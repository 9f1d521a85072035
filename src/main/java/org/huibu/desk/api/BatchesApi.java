package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.huibu.disbursement.batch.Batches;
import org.huibu.disbursement.batch.PaymentBatch;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Batches of payments of one's own region, to read. */
@RestController
@RequestMapping("/api/v1/payment-batches")
@Tag(name = "payments", description = "Payment orders, to read · 支付单（只读）")
class BatchesApi {

    private static final int MOST = 100;
    private final Batches batches;

    BatchesApi(Batches batches) {
        this.batches = batches;
    }

    /** @param state PREPARING, DRAFTED, RELEASING, RETURNED or DONE, as text; @param decidedAt null until somebody decided */
    @Schema(name = "PaymentBatch")
    record Batch(String number, String fund, String budgetCode, String region, String state, Instant createdAt, Instant decidedAt) {
        static Batch of(PaymentBatch batch) {
            return new Batch(batch.number(), batch.fund(), batch.budgetCode(), batch.region(), batch.state().name(), batch.createdAt(), batch.decidedAt());
        }
    }

    /** @param next for {@code before}; null on the last page */
    @Schema(name = "PaymentBatchList")
    record BatchList(List<Batch> items, String next) { }

    /** @param order number of the newest order; null before it is drafted and where all is set off. @param reason why the line could not go; null if it could */
    @Schema(name = "PaymentBatchLine")
    record Line(int line, String caseNumber, String group, String state, String reason, String order, String orderState) {
        static Line of(Batches.Shown one) {
            return new Line(one.seq(), one.caseNumber(), one.group(), one.state(), one.reason(), one.order(), one.orderState());
        }
    }

    /** @param counts how many lines stand in each state */
    @Schema(name = "PaymentBatchWithLines")
    record Whole(Batch batch, long totalFen, Map<String, Long> counts, List<Line> lines) { }

    @GetMapping
    @Operation(operationId = "listPaymentBatches", summary = "Batches of my region, newest first · 本地区的支付批次，最新的在前")
    BatchList list(@RequestParam(required = false) Long before, @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = batches.list(before, limit + 1);
        return new BatchList(found.stream().limit(limit).map(Batch::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @GetMapping("/{number}")
    @Operation(operationId = "readPaymentBatch", summary = "One batch with its lines, those first that need somebody · 一个批次与各行")
    Whole one(@PathVariable String number) {
        var view = batches.find(number);
        return new Whole(Batch.of(view.batch()), view.total().fen(), view.counts(), batches.lines(number, 0, Batches.MOST).stream().map(Line::of).toList());
    }
}
