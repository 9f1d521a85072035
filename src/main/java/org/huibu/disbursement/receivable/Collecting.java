package org.huibu.disbursement.receivable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.receivable.Debt.State;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.ledger.Ledger;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is done about debts that are not paid in time: demand, the court, and at last two people who give up what the court cannot get. */
@Component
public class Collecting {

    private static final int MOST = 100;
    private static final int LONGEST_GROUND = 300;
    private static final int LONGEST_DOCUMENT = 100;
    private final DebtRows rows;
    private final DebtList list;
    private final Debts debts;
    private final Ledger ledger;
    private final CaseWork work;
    private final Separation separation;
    private final Retries retries;
    private final CurrentUser user;
    private final Clock clock;

    Collecting(DebtRows rows, DebtList list, Debts debts, Ledger ledger, CaseWork work, Separation separation, Retries retries, CurrentUser user, Clock clock) {
        this.rows = rows;
        this.list = list;
        this.debts = debts;
        this.ledger = ledger;
        this.work = work;
        this.separation = separation;
        this.retries = retries;
        this.user = user;
        this.clock = clock;
    }

    /** Cases with a debt whose last day is over without anybody having been told; an instalment that was missed is one. */
    @Transactional(readOnly = true)
    public List<String> overdue() {
        return late().stream().map(Debt::caseNumber).distinct().toList();
    }

    /** From now on the debts of the case that are overdue are known to be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void told(String caseNumber) {
        each(caseNumber, debt -> {
            if (debt.dueOn().isBefore(today())) {
                debt.toldOverdue();
            }
        });
    }

    /** @param until last day that the demand sets */
    @Transactional(propagation = Propagation.MANDATORY)
    public void demand(String caseNumber, LocalDate until) {
        each(caseNumber, debt -> debt.demanded(until));
        work.happened(caseNumber, "DebtDemanded", Map.of("until", until.toString()));
    }

    /** The court was asked to enforce it; a plan of instalments no longer counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void court(String caseNumber) {
        each(caseNumber, Debt::court);
        work.happened(caseNumber, "CourtApplied", Map.of());
    }

    /**
     * The payer's office proposes to give up what the court cannot get (a rule of the product, UNVERIFIED).
     *
     * @throws Refusal INVALID at {@code ground} or {@code document}; CONFLICT {@code writeOffEarly} before the court was asked, {@code writeOffProposed}
     */
    public void proposeWriteOff(String number, String ground, String document) {
        var account = as(Role.PAYER);
        var faults = new ArrayList<Fault>();
        if (ground == null || ground.isBlank() || ground.length() > LONGEST_GROUND) {
            faults.add(Fault.at("ground", "whyMissing"));
        }
        if (document == null || document.isBlank() || document.length() > LONGEST_DOCUMENT) {
            faults.add(Fault.at("document", "writeOffDocument"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        retries.run(() -> {
            var debt = list.find(number).debt();
            separation.took(debt.caseNumber(), Role.PAYER.name(), account);
            debt.writeOffProposed(new Debt.WriteOff(ground.strip(), document.strip(), account.username()));
            return rows.save(debt);
        });
    }

    /** Another person decides. @throws Refusal FORBIDDEN {@code separationSd1}; CONFLICT {@code writeOffAnswered}, {@code debtPending}, {@code somebodyWasFaster} */
    public void answerWriteOff(String number, boolean agreed) {
        var account = as(Role.APPROVER);
        retries.run(() -> {
            var debt = list.find(number).debt();
            debt.writeOffAnswered(account.username(), agreed);
            separation.took(debt.caseNumber(), Role.APPROVER.name(), account);
            if (agreed) {
                debts.giveUp(debt, debts.open(debt), debt.writeOff().document());
            }
            return rows.save(debt);
        });
    }

    /**
     * What the court said, confirmed by two people: what it did not uphold is given up.
     *
     * @param dismissed what of the open sum is not owed: zero if all was upheld, all of it if nothing was
     * @throws Refusal CONFLICT {@code debtNotInCourt}, {@code writeOffProposed}, {@code debtPending}, {@code somebodyWasFaster}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void judged(String number, Money dismissed, String document) {
        var debt = list.find(number).debt();
        debt.judged(dismissed.equals(debts.open(debt)));
        rows.save(debt);
        if (!dismissed.isZero()) {
            debts.giveUp(debt, dismissed, document);
        }
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }

    /** True if nothing of what the case decided is asked for any more. */
    @Transactional(readOnly = true)
    public boolean settled(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().allMatch(debt -> debt.state().isOver());
    }

    /** True if something of what the case decided was given up. */
    @Transactional(readOnly = true)
    public boolean writtenOff(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().anyMatch(debt -> debt.state() == State.WRITTEN_OFF);
    }

    /** True if the court upheld nothing that was still open of what the case decided. */
    @Transactional(readOnly = true)
    public boolean dismissed(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().allMatch(debt -> debt.state() == State.DISMISSED);
    }

    /** True if all that the case decided was paid, but for what the court did not uphold of it. */
    @Transactional(readOnly = true)
    public boolean paid(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().allMatch(debt -> debt.state() == State.PAID);
    }

    private List<Debt> late() {
        return rows.findByStateInAndToldOverdueFalseAndDueOnLessThanOrderById(EnumSet.of(State.OPEN, State.DEMANDED), today(), Limit.of(MOST)).stream()
                .filter(debt -> ledger.balance(debt.open()) > 0).toList();
    }

    private void each(String caseNumber, Consumer<Debt> act) {
        rows.findByCaseNumberOrderById(caseNumber).stream().filter(debt -> !debt.state().isOver()).forEach(debt -> {
            act.accept(debt);
            rows.save(debt);
        });
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }
}
