package org.huibu.disbursement.budget;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
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
 * too little waits in the order of approval: a later, smaller case never overtakes an earlier one of the same fund and region. What was
 * promised to a case earlier waits for nobody.
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
    private final CurrentUser user;
    private final Clock clock;

    Budgets(Ledger ledger, Reservations reservations, ApprovedContent content, CaseWork work, Envelopes envelopes, Commitments commitments,
            CurrentUser user, Clock clock) {
        this.ledger = ledger;
        this.reservations = reservations;
        this.content = content;
        this.work = work;
        this.envelopes = envelopes;
        this.commitments = commitments;
        this.user = user;
        this.clock = clock;
    }

    /** Adds money to an envelope. @param reference of the appropriation document, once for ever */
    @Transactional
    public void appropriate(String fund, int year, String region, Money amount, String reference) {
        var envelope = new Envelope(fund, year, region);
        envelopes.lock(envelope);
        ledger.post("appropriation/" + reference, null, user.actor(),
                new Posting(AccountCode.unbounded("treasury/appropriations"), envelope.available(), amount));
        commitments.cover(envelope);
    }

    /**
     * Reserves what a group is worth, for the approval that is being made or was made when it began to wait.
     *
     * @return false if somebody approved earlier still waits, or the envelope holds too little: then it waits and nothing is posted
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(String caseNumber, String group) {
        var envelope = new Envelope(work.scheme(caseNumber).pack().fund(), WorkingCalendar.dayOf(clock.instant()).getYear(), work.find(caseNumber).region());
        envelopes.lock(envelope);
        var reservation = reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(r -> r.state() == State.WAITING)
                .orElseGet(() -> approved(envelope, caseNumber, group));
        commitments.cover(envelope);
        var reserved = fits(reservation, envelope);
        if (reserved) {
            commitments.draw(caseNumber, envelope, reservation.amount());
            ledger.post("reservation/" + reservation.id(), caseNumber, user.actor(), new Posting(envelope.available(), envelope.reserved(), reservation.amount()));
            reservation.reserved(envelope.year());
            reservations.save(reservation);
        }
        return reserved;
    }

    private boolean fits(Reservation reservation, Envelope envelope) {
        var promised = commitments.covered(reservation.caseNumber(), envelope);
        var first = !reservations.existsByFundAndRegionAndStateAndIdLessThan(reservation.fund(), reservation.region(), State.WAITING, reservation.id());
        return promised.compareTo(reservation.amount()) >= 0 || first && ledger.balance(envelope.available()) + promised.fen() >= reservation.amount().fen();
    }

    private Reservation approved(Envelope envelope, String caseNumber, String group) {
        return reservations.save(new Reservation(caseNumber, group, envelope.fund(), envelope.region(),
                work.total(caseNumber, group), content.now(caseNumber, group), user.actor(), clock.instant()));
    }

    /** How many were approved earlier and still wait. */
    @Transactional(readOnly = true)
    public long ahead(String caseNumber, String group) {
        return reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(r -> r.state() == State.WAITING)
                .map(r -> reservations.countByFundAndRegionAndStateAndIdLessThan(r.fund(), r.region(), State.WAITING, r.id())).orElse(0L);
    }

    /** @throws Refusal CONFLICT {@code budgetNotReserved} if nothing is reserved for the group now */
    @Transactional(propagation = Propagation.MANDATORY)
    public Reservation reserved(String caseNumber, String group) {
        return reservations.findFirstByCaseNumberAndGroupOrderByIdDesc(caseNumber, group).filter(r -> r.state() == State.RESERVED)
                .orElseThrow(() -> Refusal.conflict("budgetNotReserved"));
    }

    /** What was reserved for a group is now spent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void spend(String caseNumber, String group) {
        var reservation = reserved(caseNumber, group);
        var envelope = new Envelope(reservation.fund(), reservation.year(), reservation.region());
        ledger.post("settlement/" + reservation.id(), caseNumber, user.actor(), new Posting(envelope.reserved(), envelope.spent(), reservation.amount()));
        reservation.spent();
        reservations.save(reservation);
    }

    /** Whom and what to pay was changed after the approval and is approved as it stands now, by the user who acts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void approveAnew(String caseNumber, String group) {
        var reservation = reserved(caseNumber, group);
        if (!reservation.amount().equals(work.total(caseNumber, group))) {
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
            var envelope = new Envelope(reservation.fund(), reservation.year(), reservation.region());
            ledger.post("release/" + reservation.id(), reservation.caseNumber(), user.actor(),
                    new Posting(envelope.reserved(), envelope.available(), reservation.amount()));
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

    /** True if the first who waits of a fund and region would find enough now. */
    @Transactional(readOnly = true)
    boolean covers(Reservation first) {
        return fits(first, new Envelope(first.fund(), WorkingCalendar.dayOf(clock.instant()).getYear(), first.region()));
    }

    @Transactional(readOnly = true)
    List<Reservation> firstOfEachQueue() {
        return reservations.queues().stream()
                .flatMap(queue -> reservations.findFirstByFundAndRegionAndStateOrderById(queue[0], queue[1], State.WAITING).stream()).toList();
    }

    /** Details for the timeline of a group that waits or has got its money. */
    Map<String, String> told(String caseNumber, String group, boolean reserved) {
        var amount = work.total(caseNumber, group).toString();
        return reserved ? Map.of("group", group, "amount", amount)
                : Map.of("group", group, "amount", amount, "ahead", Long.toString(ahead(caseNumber, group)));
    }
}
