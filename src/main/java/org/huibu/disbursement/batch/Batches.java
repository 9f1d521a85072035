package org.huibu.disbursement.batch;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.disbursement.budget.Funds;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Batches as the preparer makes them, the confirmer decides them and everybody in finance follows them. The work itself is done in the background. */
@Service
public class Batches {

    /** Lines of one batch at most. */
    public static final int MOST = 2_000;
    private final PaymentBatches batches;
    private final BatchLines lines;
    private final Funds funds;
    private final CurrentUser user;
    private final Retries retries;
    private final Inbox inbox;
    private final Clock clock;

    Batches(PaymentBatches batches, BatchLines lines, Funds funds, CurrentUser user, Retries retries, Inbox inbox, Clock clock) {
        this.batches = batches;
        this.lines = lines;
        this.funds = funds;
        this.user = user;
        this.retries = retries;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** A batch with how far it is. @param open lines that the running step has not tried yet */
    public record View(PaymentBatch batch, Map<String, Long> counts, long lines, long open, Money total) {

        /** Share of the lines that the running step has done, in whole percent. */
        public int percent() {
            return lines == 0 ? 100 : (int) ((lines - open) * 100 / lines);
        }
    }

    /** @param order number of the newest order; null before it is drafted. @param orderState null likewise */
    public record Shown(int seq, String caseNumber, String group, String state, String reason, String order, String payee, Money amount, String orderState) { }

    /** Approved groups that could be batched now. */
    public record Ready(String fund, String code, String region, long groups, Money total) {
        Ready plus(Ready other) {
            return new Ready(fund, code, region, groups + other.groups, total.plus(other.total));
        }
    }

    /** What could be batched in the preparer's region, by fund and budget code. */
    @Transactional(readOnly = true)
    public List<Ready> ready() {
        var found = new LinkedHashMap<List<String>, Ready>();
        waiting(funds.reader().region().prefix()).forEach(one -> found.merge(List.of(one.fund(), one.code(), one.region()),
                new Ready(one.fund(), one.code(), one.region(), 1, one.amount()), Ready::plus));
        return List.copyOf(found.values());
    }

    /** Those that wait for their draft or have it, or are wholly set off and wait for the confirmer: a payment that was returned waits for the payer and not for us. */
    private List<BatchLines.Candidate> waiting(String region) {
        var ours = Stream.of(Role.PAY_PREPARER, Role.FINANCE_CONFIRMER).flatMap(role -> inbox.waitingFor(role, region).stream())
                .map(row -> new BatchLines.Group(row.caseNumber(), row.group())).collect(Collectors.toSet());
        return lines.candidates(region).stream().filter(one -> one.drafted() || ours.contains(one.group())).toList();
    }

    public boolean preparer() {
        return user.require().has(Role.PAY_PREPARER);
    }

    public boolean confirmer() {
        return user.require().has(Role.FINANCE_CONFIRMER);
    }

    /** Newest first. @param before id to continue from; null for the newest */
    @Transactional(readOnly = true)
    public List<PaymentBatch> list(Long before, int count) {
        return batches.findByRegionStartingWithAndIdLessThanOrderByIdDesc(funds.reader().region().prefix(), before == null ? Long.MAX_VALUE : before, Limit.of(count));
    }

    /** @throws Refusal NOT_FOUND if it does not exist or lies outside the reader's region */
    @Transactional(readOnly = true)
    public View find(String number) {
        var batch = batch(number);
        var counts = lines.counts(batch.id());
        var open = switch (batch.state()) {
            case PREPARING -> counts.getOrDefault(BatchLines.QUEUED, 0L);
            case RELEASING -> counts.getOrDefault(BatchLines.DRAFTED, 0L);
            default -> 0L;
        };
        return new View(batch, counts, counts.values().stream().mapToLong(Long::longValue).sum(), open, lines.total(batch.id()));
    }

    /** @param offset lines before the page */
    @Transactional(readOnly = true)
    public List<Shown> lines(String number, int offset, int count) {
        return lines.shown(batch(number).id(), offset, count);
    }

    /**
     * The preparer batches what is ready of a fund, budget code and region of his.
     *
     * @return number of the batch
     * @throws Refusal CONFLICT {@code nothingToBatch} if nothing is ready or somebody else was faster
     */
    public String create(String fund, String code, String region) {
        return retries.run(() -> {
            var account = as(Role.PAY_PREPARER);
            if (!region.startsWith(account.region().prefix())) {
                throw Refusal.notFound();
            }
            var groups = waiting(region).stream().filter(one -> one.fund().equals(fund) && one.code().equals(code) && one.region().equals(region))
                    .map(BatchLines.Candidate::group).limit(MOST).toList();
            if (groups.isEmpty()) {
                throw Refusal.conflict("nothingToBatch");
            }
            var number = "PC-" + region + "-" + WorkingCalendar.dayOf(clock.instant()).getYear() + "-" + Long.toString(Ids.next(), Character.MAX_RADIX).toUpperCase(java.util.Locale.ROOT);
            var batch = batches.save(new PaymentBatch(number, fund, code, region, user.actor(), clock.instant()));
            lines.add(batch.id(), groups);
            return number;
        });
    }

    /** The confirmer, another person, lets the whole batch go; what cannot go stays behind with its reason. */
    public void release(String number) {
        decide(number, batch -> batch.release(user.actor(), clock.instant()));
    }

    /** The confirmer sends the batch back; nothing was released, and what was drafted can be batched again. */
    public void sendBack(String number) {
        decide(number, batch -> {
            batch.sendBack(user.actor(), clock.instant());
            lines.free(batch.id());
        });
    }

    private void decide(String number, java.util.function.Consumer<PaymentBatch> decision) {
        retries.run(() -> {
            as(Role.FINANCE_CONFIRMER);
            var batch = batch(number);
            decision.accept(batch);
            return batches.save(batch);
        });
    }

    private PaymentBatch batch(String number) {
        return batches.findByNumberAndRegionStartingWith(number, funds.reader().region().prefix()).orElseThrow(Refusal::notFound);
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }
}
