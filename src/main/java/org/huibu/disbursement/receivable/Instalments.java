package org.huibu.disbursement.receivable;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.receivable.DebtList.Part;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.review.Separation;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Plans by which a debt is paid in parts, proposed by the payer's office and agreed by an approver, another person. The debt is due on the day of the first part that is not met; one missed part makes it overdue. */
@Service
public class Instalments {

    private static final int MOST = 36;
    private static final int LONGEST_WHY = 200;
    private final DebtList list;
    private final DebtRows rows;
    private final CaseWork work;
    private final Separation separation;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    Instalments(DebtList list, DebtRows rows, CaseWork work, Separation separation, Retries retries, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.list = list;
        this.rows = rows;
        this.work = work;
        this.separation = separation;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One part as it is agreed. */
    private record Agreed(LocalDate dueOn, Money amount) { }

    /**
     * Equal parts month by month from a first day; the fen that do not divide come with the last.
     *
     * @throws Refusal INVALID at {@code parts}, {@code first} or {@code why}; CONFLICT {@code debtPaid}, {@code debtPending}, {@code debtInCourt}, {@code planProposed}
     */
    public void propose(String number, int parts, LocalDate first, String why) {
        var account = as(Role.PAYER);
        var faults = new ArrayList<Fault>();
        if (parts < 2 || parts > MOST) {
            faults.add(Fault.at("parts", "limitWrong", 2, MOST));
        }
        if (first == null || past(first)) {
            faults.add(Fault.at("first", "dayPast"));
        }
        if (why == null || why.isBlank() || why.length() > LONGEST_WHY) {
            faults.add(Fault.at("why", "whyMissing"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        retries.run(() -> {
            var standing = list.find(number);
            plan(standing, parts, first);
            separation.took(standing.debt().caseNumber(), Role.PAYER.name(), account);
            standing.debt().proposed(new Debt.Proposal(parts, first, why.strip(), account.username()));
            return rows.save(standing.debt());
        });
    }

    /**
     * Putting off public money is a decision of another person.
     *
     * @throws Refusal FORBIDDEN {@code separationSd1}; CONFLICT {@code planAnswered}, {@code planPast} if it is agreed after its first day, {@code debtPaid}, {@code debtPending}
     */
    public void answer(String number, boolean agreed) {
        var account = as(Role.APPROVER);
        retries.run(() -> {
            var standing = list.find(number);
            var proposal = standing.debt().answered(account.username());
            separation.took(standing.debt().caseNumber(), Role.APPROVER.name(), account);
            if (agreed) {
                if (past(proposal.first())) {
                    throw Refusal.conflict("planPast");
                }
                agree(standing, plan(standing, proposal.parts(), proposal.first()));
            }
            return rows.save(standing.debt());
        });
    }

    public boolean mayPropose() {
        return user.require().has(Role.PAYER);
    }

    public boolean mayAnswer() {
        return user.require().has(Role.APPROVER);
    }

    /** What is open now over so many parts. */
    private static List<Agreed> plan(DebtList.Standing standing, int parts, LocalDate first) {
        if (!standing.pending().isZero()) {
            throw Refusal.conflict("debtPending");
        }
        var equal = standing.open().fen() / parts;
        if (equal == 0) {
            throw Refusal.conflict("debtPaid");
        }
        var plan = new ArrayList<Agreed>();
        for (int i = 0; i < parts; i++) {
            plan.add(new Agreed(first.plusMonths(i), Money.ofFen(i < parts - 1 ? equal : standing.open().fen() - equal * (parts - 1))));
        }
        return plan;
    }

    private void agree(DebtList.Standing standing, List<Agreed> plan) {
        var debt = standing.debt();
        jdbc.sql("delete from receivable_instalment where receivable_id = ?").param(debt.id()).update();
        for (int i = 0; i < plan.size(); i++) {
            jdbc.sql("insert into receivable_instalment (receivable_id, seq, due_on, amount_fen) values (?, ?, ?, ?)")
                    .params(debt.id(), i + 1, Date.valueOf(plan.get(i).dueOn()), plan.get(i).amount().fen()).update();
        }
        debt.dueAgain(plan.get(0).dueOn());
        work.happened(debt.caseNumber(), "InstalmentsAgreed", Map.of("debt", debt.number(), "parts", Integer.toString(plan.size()), "first", plan.get(0).dueOn().toString()));
    }

    /** Whoever has met a part has until the day of the next. */
    @EventListener
    void on(DebtLessened lessened) {
        list.ofCase(lessened.caseNumber()).stream().filter(one -> one.debt().number().equals(lessened.debt()) && !one.plan().isEmpty()).forEach(one ->
                one.plan().stream().filter(part -> !part.met()).findFirst().map(Part::dueOn).filter(next -> next.isAfter(one.debt().dueOn())).ifPresent(next -> {
                    one.debt().dueAgain(next);
                    rows.save(one.debt());
                }));
    }

    private boolean past(LocalDate day) {
        return day.isBefore(WorkingCalendar.dayOf(clock.instant()));
    }

    private Account as(Role role) {
        var account = user.require();
        if (!account.has(role)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }
}
