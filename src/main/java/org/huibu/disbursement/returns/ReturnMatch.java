package org.huibu.disbursement.returns;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.springframework.stereotype.Component;

/** Holds lines against the orders they name: by number, amount and account, and only within the region of whoever uploaded them. */
@Component
class ReturnMatch {

    private static final int CHUNK = 500;
    private final PaymentOrders orders;

    ReturnMatch(PaymentOrders orders) {
        this.orders = orders;
    }

    /** The lines as they stand against the orders now; what is parked stays as it is. @param region first digits */
    List<ReturnLine> of(List<ReturnLine> lines, String region) {
        var matched = new java.util.ArrayList<ReturnLine>(lines.size());
        for (int i = 0; i < lines.size(); i += CHUNK) {
            var chunk = lines.subList(i, Math.min(i + CHUNK, lines.size()));
            Map<String, PaymentOrder> named = orders.named(chunk.stream().map(ReturnLine::orderNumber).toList()).stream()
                    .filter(order -> order.region().startsWith(region)).collect(Collectors.toMap(PaymentOrder::number, order -> order));
            chunk.forEach(line -> matched.add(line.state() == State.READY ? against(line, named.get(line.orderNumber())) : line));
        }
        return matched;
    }

    private static ReturnLine against(ReturnLine line, PaymentOrder order) {
        if (order == null) {
            return line.parked(Problem.UNKNOWN_ORDER);
        }
        if (!order.amount().equals(line.amount())) {
            return line.parked(Problem.WRONG_AMOUNT);
        }
        if (!order.isPaidTo(line.accountIndex())) {
            return line.parked(Problem.OTHER_ACCOUNT);
        }
        if (order.state().pending()) {
            return line;
        }
        // Of what was paid and sent back both are true.
        if (order.state() == line.outcome() || order.state() == PaymentOrder.State.SENT_BACK) {
            return line.known();
        }
        return line.parked(order.state().isFinal() && order.state() != PaymentOrder.State.VOID ? Problem.OTHER_OUTCOME : Problem.NOT_SENT);
    }
}
