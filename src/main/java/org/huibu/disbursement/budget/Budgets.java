package org.huibu.disbursement.budget;

import java.math.BigInteger;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.budget.Envelope.Share;
import org.huibu.disbursement.budget.Reservation.State;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reserving, spending and releasing. {@code appropriated = available + committed + reserved + spent}; available is never below zero. Who finds
 * too little waits in the order of approval: a later, smaller case never overtakes an earlier one that waits for the same money
 * ({@link Waiting}). What was promised to a case earlier waits for nobody.
 */
@Service
public class Budgets {

    private static final Set<String> ENDS_THE_CASE = Set.of("CaseWithdrawn", "CaseRejected", "CorrectionLapsed");
    private final Ledger ledger;
    private final Reservations reservations;
    private final ApprovedContent content;
    private final CaseWork work;
    private final Envelopes envelopes;
    private final Commitments commitments;
    private final Waiting waiting;
    private final Sources sources;
    private final CurrentUser user;
    private final Clock clock;

    Budgets(Ledger ledger, Reservations reservations, ApprovedContent content, CaseWork work, Envelopes envelopes, Commitments commitments,
            Waiting waiting, Sources sources, CurrentUser user, Clock clock) {
        this.ledger = ledger;
        this.reservations = reservations;
        this.content = content;
        this.work = work;
        this.envelopes = envelopes;
        this.commitments = commitments;
        this.waiting = waiting;
        this.sources = sources;
        this.user = user;
        this.clock = clock;
    }

    /** Adds money to an envelope, as the confirmed appropriation or the opening balance says. @param reference once for ever */
    @Transactional
    public void appropriate(Envelope envelope, Money amount, String reference) {
        envelopes.lock(envelope);
        ledger.post("appropriation/" + reference, null, user.actor(),
                new Posting(AccountCode.unbounded("treasury/appropriations"), envelope.available(), amount));
        commitments.cover(envelope);
    }

    /**
     * Moves free money between envelopes.
     *
     * @param reference once for ever
     * @return false, and nothing moves, if less is available than is to be moved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean move(Envelope from, Envelope to, Money amount, String reference) {
        envelopes.lock(List.of(from, to));
        var moved = ledger.post(reference, null, user.actor(), new Posting(from.available(), to.available(), amount));
        if (moved) {
            commitments.cover(to);
        }
        return moved;
    }

    /**
     * Reserves what a group is worth, for the approval that is being made or was made when it began to wait.
     *
     * @return false if somebody approved earlier still waits, or the envelope holds too little: then it waits and nothing is posted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(String caseNumber, String group) {
        var own = sources.own(caseNumber, year());
        var amount = waiting(caseNumber, group).map(Reservation::amount).orElseGet(() -> work.total(caseNumber, group));
        // All locks before the place in the order is taken: of two who wait for the same money the first to look is the first in it.
        envelopes.lock(Stream.concat(Stream.of(own), sources.shares(caseNumber, own, amount, WorkingCalendar.dayOf(clock.instant())).stream().map(Share::envelope)).toList());
        var reservation = waiting(caseNumber, group).orElseGet(() -> approved(own, caseNumber, group));
        var shares = waiting.shares(reservation);
        shares.forEach(share -> commitments.cover(share.envelope()));
        var reserved = waiting.turn(reservation);
        if (reserved) {
            shares.forEach(share -> commitments.draw(caseNumber, share.envelope(), share.amount()));
            post("reservation/", reservation, shares, Envelope::available, Envelope::reserved);
            reservation.reserved(own.year(), shares);
            reservations.save(reservation);
        }
        return reserved;
    }

    private int year() {
        return WorkingCalendar.dayOf(clock.instant()).getYear();
    }

    private Optional<Reservation> waiting(String caseNumber, String group) {
        return reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(r -> r.state() == State.WAITING);
    }

    /** @throws IllegalStateException if an envelope holds less than was looked for: half an act is none */
    private void post(String act, Reservation reservation, List<Share> shares, Function<Envelope, AccountCode> from, Function<Envelope, AccountCode> to) {
        if (!ledger.post(act + reservation.id(), reservation.caseNumber(), user.actor(),
                shares.stream().map(share -> new Posting(from.apply(share.envelope()), to.apply(share.envelope()), share.amount())).toArray(Posting[]::new))) {
            throw new IllegalStateException("an envelope holds too little for " + act + reservation.id());
        }
    }

    private Reservation approved(Envelope envelope, String caseNumber, String group) {
        return reservations.save(new Reservation(caseNumber, group, envelope,
                work.total(caseNumber, group), content.now(caseNumber, group), user.actor(), clock.instant()));
    }

    /** True while what was approved of a group waits for money. */
    @Transactional(readOnly = true)
    public boolean waits(String caseNumber, String group) {
        return waiting(caseNumber, group).isPresent();
    }

    /** How many were approved earlier and still wait for some of the same money. */
    @Transactional(readOnly = true)
    public long ahead(String caseNumber, String group) {
        return waiting(caseNumber, group).map(waiting::ahead).orElse(0L);
    }

    /** @throws Refusal CONFLICT {@code budgetNotReserved} if nothing is reserved for the group now */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reserved(String caseNumber, String group) {
        return reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(r -> r.state() == State.RESERVED)
                .orElseThrow(() -> Refusal.conflict("budgetNotReserved"));
    }

    /** @throws Refusal NOT_FOUND */
    @Transactional(readOnly = true)
    public Reservation reservation(long id) {
        return reservations.findById(id).orElseThrow(Refusal::notFound);
    }

    /** What of a case stands so, oldest first. What is SPENT was paid and can be claimed back. */
    @Transactional(readOnly = true)
    public List<Reservation> of(String caseNumber, State state) {
        return reservations.findByCaseNumberAndStateIn(caseNumber, List.of(state)).stream().sorted(java.util.Comparator.comparingLong(Reservation::id)).toList();
    }

    /** What of a reservation is left to be sent: without what is kept off it. */
    @Transactional(readOnly = true)
    public Money toSend(Reservation reservation) {
        return reservation.amount().minus(envelopes.setOff(reservation.id(), "PENDING"));
    }

    /** What was reserved for a group is now spent: by the treasury, and an act of its own for what was kept off it, so that orders and ledger agree. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void spend(String caseNumber, String group) {
        var reservation = reserved(caseNumber, group);
        var offset = offset(reservation, envelopes.setOff(reservation.id(), "PENDING"));
        var sent = without(reservation.shares(), offset);
        if (!sent.isEmpty()) {
            post("settlement/", reservation, sent, Envelope::reserved, Envelope::spent);
        }
        if (!offset.isEmpty()) {
            post("set-off/", reservation, offset, Envelope::reserved, Envelope::spent);
        }
        reservation.spent();
        reservations.save(reservation);
    }

    private static List<Share> offset(Reservation reservation, Money amount) {
        return amount.isZero() ? List.of() : parts(reservation.shares(), amount);
    }

    private static List<Share> without(List<Share> all, List<Share> off) {
        return all.stream().map(share -> new Share(share.envelope(), off.stream().filter(part -> part.envelope().equals(share.envelope()))
                .map(Share::amount).reduce(share.amount(), Money::minus))).filter(share -> !share.amount().isZero()).toList();
    }

    /**
     * The treasury's payment was sent back by the payee's bank: its spending is reversed, and what was sent is reserved again for the same approval.
     *
     * @throws Refusal CONFLICT {@code reservationState} unless it is spent, {@code sentBackClaimed} if something of it was asked back from the payee
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void sentBack(long reservation) {
        var paid = reservations.findById(reservation).orElseThrow(Refusal::notFound);
        envelopes.lock(paid.shares().stream().map(Share::envelope).toList());
        if (envelopes.askedBack(reservation)) {
            throw Refusal.conflict("sentBackClaimed");
        }
        var offset = offset(paid, envelopes.setOff(reservation, "DONE"));
        var again = paid.sentBack(without(paid.shares(), offset), offset);
        if (!ledger.reverse("settlement/" + reservation, user.actor())) {
            throw new IllegalStateException("less is spent than was paid by " + reservation);
        }
        reservations.save(paid);
        reservations.save(again);
    }

    /**
     * Money of a payment came back. Each envelope that bore part of it gets its part of what is still out, to the fen: to be used again in the year of the
     * payment, later for the treasury.
     *
     * @param reference once for ever
     * @throws Refusal CONFLICT {@code returnedAboveSpent} if more would come back than was paid
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void comesBack(long reservation, Money amount, String reference, String caseNumber) {
        var paid = reservations.findById(reservation).orElseThrow(Refusal::notFound);
        var kept = paid.year() == year();
        envelopes.lock(paid.shares().stream().map(Share::envelope).toList());
        var parts = parts(paid.shares().stream().map(share -> new Share(share.envelope(), share.amount().minus(envelopes.back(paid.id(), share.envelope())))).toList(), amount);
        if (!ledger.post("return/" + reference, caseNumber, user.actor(), parts.stream().map(part -> new Posting(part.envelope().spent(),
                kept ? part.envelope().available() : part.envelope().returned(), part.amount())).toArray(Posting[]::new))) {
            throw Refusal.conflict("returnedAboveSpent");
        }
        for (var part : parts) {
            envelopes.cameBack(reference, reservation, part, kept);
            if (kept) {
                commitments.cover(part.envelope());
            }
        }
    }

    /** An amount over several shares in proportion; the fen that do not divide come off the first. */
    private static List<Share> parts(List<Share> out, Money amount) {
        var all = out.stream().mapToLong(share -> share.amount().fen()).sum();
        if (amount.fen() > all) {
            throw Refusal.conflict("returnedAboveSpent");
        }
        var parts = out.stream().mapToLong(share -> BigInteger.valueOf(share.amount().fen()).multiply(BigInteger.valueOf(amount.fen())).divide(BigInteger.valueOf(all)).longValue()).toArray();
        var rest = amount.fen() - Arrays.stream(parts).sum();
        for (int i = 0; i < parts.length && rest > 0; i++) {
            var more = Math.min(rest, out.get(i).amount().fen() - parts[i]);
            parts[i] += more;
            rest -= more;
        }
        return IntStream.range(0, parts.length).filter(i -> parts[i] > 0).mapToObj(i -> new Share(out.get(i).envelope(), Money.ofFen(parts[i]))).toList();
    }

    /** Whom and what to pay was changed after the approval and is approved as it stands now, by the user who acts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approveAnew(String caseNumber, String group) {
        var reservation = reserved(caseNumber, group);
        if (!reservation.approved().equals(work.total(caseNumber, group))) {
            throw Refusal.conflict("approvedAmountChanged");
        }
        reservation.approvedAnew(content.now(caseNumber, group), user.actor(), clock.instant());
        reservations.save(reservation);
    }

    /** Gives back what a group holds or waits for; nothing happens if it holds nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(String caseNumber, String group) {
        reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(Reservation::open).ifPresent(this::release);
    }

    private void release(Reservation reservation) {
        if (reservation.state() == State.RESERVED) {
            post("release/", reservation, reservation.shares(), Envelope::reserved, Envelope::available);
        }
        reservation.released();
        reservations.save(reservation);
    }

    /** A case that ends without being paid holds no money. */
    @EventListener
    void on(CaseHappened happened) {
        if (ENDS_THE_CASE.contains(happened.what())) {
            reservations.findByCaseNumberAndStateIn(happened.caseNumber(), List.of(State.WAITING, State.RESERVED)).forEach(this::release);
        } else if (happened.what().equals("GroupRejected")) {
            release(happened.caseNumber(), happened.details().get("group"));
        }
    }

    /** True if it is the turn of the first who waits of a fund and region. */
    @Transactional(readOnly = true)
    boolean covers(Reservation first) {
        return waiting.turn(first);
    }

    @Transactional(readOnly = true)
    List<Reservation> firstOfEachQueue() {
        return reservations.queues().stream()
                .flatMap(queue -> reservations.first(new Envelope(queue[0], queue[1], 0, queue[2])).stream()).toList();
    }

    /** Details for the timeline of a group that waits or has got its money. */
    Map<String, String> told(String caseNumber, String group, boolean reserved) {
        var amount = work.total(caseNumber, group).toString();
        return reserved ? Map.of("group", group, "amount", amount)
                : Map.of("group", group, "amount", amount, "ahead", Long.toString(ahead(caseNumber, group)));
    }
}
