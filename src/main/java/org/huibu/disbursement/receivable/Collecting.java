package org.huibu.disbursement.receivable;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.receivable.Debt.State;
import org.huibu.ledger.Ledger;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What is done about debts that are not paid in time. */
@Component
public class Collecting {

    private static final int MOST = 100;
    private final DebtRows rows;
    private final Ledger ledger;
    private final CaseWork work;
    private final Clock clock;

    Collecting(DebtRows rows, Ledger ledger, CaseWork work, Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.work = work;
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

    /** True if nothing of what the case decided is owed any more. */
    @Transactional(readOnly = true)
    public boolean settled(String caseNumber) {
        return rows.findByCaseNumberOrderById(caseNumber).stream().allMatch(debt -> debt.state() == State.PAID);
    }

    private List<Debt> late() {
        return rows.findByStateInAndToldOverdueFalseAndDueOnLessThanOrderById(EnumSet.of(State.OPEN, State.DEMANDED), today(), Limit.of(MOST)).stream()
                .filter(debt -> ledger.balance(debt.open()) > 0).toList();
    }

    private void each(String caseNumber, Consumer<Debt> act) {
        rows.findByCaseNumberOrderById(caseNumber).stream().filter(debt -> debt.state() != State.PAID).forEach(debt -> {
            act.accept(debt);
            rows.save(debt);
        });
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }
}
