package org.huibu.disbursement.returns;

import java.time.Clock;
import java.util.List;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.returns.ReturnLine.Problem;
import org.huibu.disbursement.returns.ReturnLine.State;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.identity.Accounts;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Applies confirmed files in the background, each line in a transaction of its own through what a callback goes through as well. A node that
 * dies leaves the rest of the lines to the next; what was applied is applied.
 */
@Component
class ReturnRuns {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnRuns.class);
    private static final int CHUNK = 100;
    private final ReturnFiles files;
    private final ReturnLines lines;
    private final ReturnMatch match;
    private final PaymentOrders orders;
    private final Separation separation;
    private final Accounts accounts;
    private final Retries retries;
    private final Clock clock;

    ReturnRuns(ReturnFiles files, ReturnLines lines, ReturnMatch match, PaymentOrders orders, Separation separation, Accounts accounts, Retries retries, Clock clock) {
        this.files = files;
        this.lines = lines;
        this.match = match;
        this.orders = orders;
        this.separation = separation;
        this.accounts = accounts;
        this.retries = retries;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${huibu.returns.every:2s}", initialDelayString = "${huibu.returns.every:2s}")
    void work() {
        for (var file = retries.run(lines::claim); file.isPresent(); file = retries.run(lines::claim)) {
            apply(file.get());
        }
    }

    void apply(long id) {
        var file = files.findById(id).orElseThrow();
        var after = 0;
        for (var chunk = lines.page(id, State.READY, after, CHUNK); !chunk.isEmpty(); chunk = lines.page(id, State.READY, after, CHUNK)) {
            chunk.forEach(line -> apply(file, line));
            after = chunk.get(chunk.size() - 1).place();
            lines.holdOn(id);
        }
        retries.run(() -> {
            var now = files.findById(id).orElseThrow();
            if (!lines.page(id, State.READY, 0, 1).isEmpty()) {
                lines.pause(id);
            } else if (now.state() == ReturnFile.State.CONFIRMED) {
                now.done(clock.instant());
                files.save(now);
            }
            return null;
        });
    }

    private void apply(ReturnFile file, ReturnLine line) {
        try {
            retries.run(() -> {
                var now = match.of(List.of(line), file.region()).get(0);
                if (now.state() != State.READY) {
                    lines.leave(line.id(), now.state(), now.problem());
                } else if (lines.leave(line.id(), State.APPLIED, null)) {
                    take(file, line);
                }
                return null;
            });
        } catch (Refusal refusal) {
            // An order that is just being sent or asked about is looked at again: its line stays ready.
            if (!refusal.code().equals("somebodyWasFaster")) {
                park(line, refusal.kind() == Refusal.Kind.FORBIDDEN ? Problem.SEPARATION : Problem.NOT_APPLIED);
            }
        } catch (RuntimeException fault) {
            LOG.warn("line {} of return file {} could not be applied", line.place(), file.id(), fault);
            park(line, Problem.NOT_APPLIED);
        }
    }

    private void take(ReturnFile file, ReturnLine line) {
        var number = orders.named(List.of(line.orderNumber())).get(0).caseNumber();
        separation.took(number, Role.PAYER.name(), accounts.find(file.uploadedBy()).orElseThrow());
        separation.took(number, Role.FINANCE_CONFIRMER.name(), accounts.find(file.confirmedBy()).orElseThrow());
        var refused = line.outcome() == PaymentOrder.State.REFUSED;
        orders.take(line.orderNumber(), new Treasury.Reply(Treasury.State.valueOf(line.outcome().name()), refused ? line.reason() : null,
                line.reference() == null || line.reference().isBlank() ? null : line.reference()));
    }

    private void park(ReturnLine line, Problem problem) {
        retries.run(() -> lines.leave(line.id(), State.PARKED, problem));
    }
}
