package org.huibu.disbursement.court;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.court.CourtResult.Kind;
import org.huibu.disbursement.receivable.Collecting;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Proposed;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The payer's office records what the court said of a debt that was brought before it, an approver confirms (flows §1.11: court enforcement). What is not upheld
 * is given up in the ledger by the confirmation; for the rest the case goes on.
 */
@Service
public class Courts {

    private final CourtResults results;
    private final DebtList debts;
    private final Collecting collecting;
    private final CaseWork work;
    private final Separation separation;
    private final Retries retries;
    private final CurrentUser user;
    private final Clock clock;

    Courts(CourtResults results, DebtList debts, Collecting collecting, CaseWork work, Separation separation, Retries retries, CurrentUser user, Clock clock) {
        this.results = results;
        this.debts = debts;
        this.collecting = collecting;
        this.work = work;
        this.separation = separation;
        this.retries = retries;
        this.user = user;
        this.clock = clock;
    }

    /** Oldest first. @throws Refusal as {@link DebtList#find} */
    @Transactional(readOnly = true)
    public List<CourtResult> of(String debt) {
        return results.findByDebtOrderById(debts.find(debt).debt().number());
    }

    /**
     * Nothing moves yet.
     *
     * @return id of what was recorded
     * @throws Refusal FORBIDDEN {@code notYourRole}, INVALID with each fault at its field, CONFLICT {@code debtNotInCourt}, {@code courtProposed}
     */
    public long propose(String debt, CourtTyped typed) {
        var account = as(Role.PAYER);
        return retries.run(() -> {
            var standing = debts.find(debt);
            if (!standing.debt().state().inCourt()) {
                throw Refusal.conflict("debtNotInCourt");
            }
            if (results.existsByDebtAndState(debt, Proposed.State.PROPOSED)) {
                throw Refusal.conflict("courtProposed");
            }
            var dismissed = typed.read(standing, WorkingCalendar.dayOf(clock.instant()));
            separation.took(standing.debt().caseNumber(), Role.PAYER.name(), account);
            return results.save(new CourtResult(debt, standing.debt().caseNumber(), typed.kind(), typed.givenOn(), dismissed, typed.document(), typed.reason(), account.username(), clock.instant())).id();
        });
    }

    /** @throws Refusal FORBIDDEN {@code moveByItsProposer}, {@code separationSd1}; CONFLICT {@code moveDecided}, {@code debtPending}, {@code courtLessOpen} if less is open by now than falls away */
    public void confirm(long id) {
        var account = as(Role.APPROVER);
        retries.run(() -> {
            var result = find(id);
            result.confirmed(account.username(), clock.instant());
            separation.took(result.caseNumber(), Role.APPROVER.name(), account);
            var standing = debts.find(result.debt());
            if (result.kind() == Kind.IN_PART && standing.open().compareTo(result.dismissed()) <= 0) {
                throw Refusal.conflict("courtLessOpen");
            }
            results.save(result);
            work.happened(result.caseNumber(), "Court" + result.kind(), Map.of("document", result.document(), "on", result.givenOn().toString()));
            if (result.kind().judges()) {
                collecting.judged(result.debt(), result.kind() == Kind.DISMISSED ? standing.open() : result.dismissed(), result.document());
            }
            return null;
        });
    }

    /** @param why 1 to 300 characters @throws Refusal as {@link CourtResult#refused} */
    public void refuse(long id, String why) {
        var account = as(Role.APPROVER);
        retries.run(() -> {
            var result = find(id);
            result.refused(account.username(), why, clock.instant());
            return results.save(result);
        });
    }

    public void withdraw(long id) {
        var account = as(Role.PAYER);
        retries.run(() -> {
            var result = find(id);
            result.withdrawn(account.username(), clock.instant());
            return results.save(result);
        });
    }

    private CourtResult find(long id) {
        var result = results.findById(id).orElseThrow(Refusal::notFound);
        debts.find(result.debt());
        return result;
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }
}
