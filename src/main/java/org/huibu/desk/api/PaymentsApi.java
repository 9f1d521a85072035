package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payment orders of one's own region, to read. They move by tasks and by what the treasury says, never by this interface. */
@RestController
@RequestMapping("/api/v1/payments")
@Tag(name = "payments", description = "Payment orders, to read · 支付单（只读）")
class PaymentsApi {

    private static final int MOST = 100;
    private final PaymentOrders orders;

    PaymentsApi(PaymentOrders orders) {
        this.orders = orders;
    }

    /** @param state as text, so that a new state of the treasury's changes no description. @param accountTail last four digits of the payee's account; @param decision number of the decision it pays */
    record Payment(String number, String caseNumber, String group, long amountFen, String payee, String accountTail, String fund, String budgetCode, String region, int year,
                   String decision, String state, String reason, Instant draftedAt) {
        static Payment of(PaymentOrder order) {
            return new Payment(order.number(), order.caseNumber(), order.group(), order.amount().fen(), order.payee(), order.accountTail(), order.fund(),
                    order.budgetCode(), order.region(), order.year(), order.decision(), order.state().name(), order.reason(), order.draftedAt());
        }
    }

    /** @param next for {@code before}; null on the last page */
    record PaymentList(List<Payment> items, String next) { }

    @GetMapping
    @Operation(operationId = "listPayments", summary = "Payment orders of my region, newest first · 本地区的支付单，最新的在前")
    PaymentList list(@RequestParam(required = false) List<String> state, @RequestParam(required = false) Long before,
            @RequestParam(defaultValue = "25") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid(List.of(Fault.at("limit", "limitWrong", 1, MOST)));
        }
        var found = orders.list(states(state == null ? List.of() : state), before, limit + 1);
        return new PaymentList(found.stream().limit(limit).map(Payment::of).toList(), found.size() > limit ? Long.toString(found.get(limit - 1).id()) : null);
    }

    @GetMapping("/{number}")
    @Operation(operationId = "readPayment", summary = "One payment order · 一张支付单")
    Payment one(@PathVariable String number) {
        return Payment.of(orders.find(number));
    }

    private static Set<PaymentOrder.State> states(List<String> names) {
        try {
            return names.stream().map(PaymentOrder.State::valueOf).collect(java.util.stream.Collectors.toSet());
        } catch (IllegalArgumentException unknown) {
            throw Refusal.invalid(List.of(Fault.at("state", "notAnOption")));
        }
    }
}
