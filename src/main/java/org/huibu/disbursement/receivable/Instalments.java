package org.huibu.disbursement.receivable;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.receivable.DebtList.Part;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Plans by which a debt is paid in parts. The debt is due on the day of the first part that is not met; one missed part makes it overdue. */
@Service
public class Instalments {

    private static final int MOST = 36;
    private final DebtList list;
    private final DebtRows rows;
    private final CaseWork work;
    private final Retries retries;
    private final CurrentUser user;
    private final JdbcClient jdbc;
    private final Clock clock;

    Instalments(DebtList list, DebtRows rows, CaseWork work, Retries retries, CurrentUser user, JdbcClient jdbc, Clock clock) {
        this.list = list;
        this.rows = rows;
        this.work = work;
        this.retries = retries;
        this.user = user;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One part as it is agreed. */
    public record Agreed(LocalDate dueOn, Money amount) { }

    /** Equal parts month by month from a first day; the fen that do not divide come with the last. @throws Refusal INVALID at {@code parts} or {@code first} */
    public void agree(String number, int parts, LocalDate first) {
        if (!mayAgree()) {
            throw Refusal.forbidden("notYourRole");
        }
        if (parts < 2 || parts > MOST) {
            throw Refusal.invalid(List.of(Fault.at("parts", "limitWrong", 2, MOST)));
        }
        if (first == null || first.isBefore(WorkingCalendar.dayOf(clock.instant()))) {
            throw Refusal.invalid(List.of(Fault.at("first", "dayPast")));
        }
        retries.run(() -> {
            var standing = list.find(number);
            var equal = standing.open().fen() / parts;
            if (equal == 0) {
                throw Refusal.conflict("debtPaid");
            }
            var plan = new ArrayList<Agreed>();
            for (int i = 0; i < parts; i++) {
                plan.add(new Agreed(first.plusMonths(i), Money.ofFen(i < parts - 1 ? equal : standing.open().fen() - equal * (parts - 1))));
            }
            agree(standing, plan);
            return null;
        });
    }

    /** Putting off public money is a decision. */
    public boolean mayAgree() {
        return user.require().has(Role.APPROVER);
    }

    private void agree(DebtList.Standing standing, List<Agreed> plan) {
        var debt = standing.debt();
        if (!standing.pending().isZero()) {
            throw Refusal.conflict("debtPending");
        }
        jdbc.sql("delete from receivable_instalment where receivable_id = ?").param(debt.id()).update();
        for (int i = 0; i < plan.size(); i++) {
            jdbc.sql("insert into receivable_instalment (receivable_id, seq, due_on, amount_fen) values (?, ?, ?, ?)")
                    .params(debt.id(), i + 1, Date.valueOf(plan.get(i).dueOn()), plan.get(i).amount().fen()).update();
        }
        debt.dueAgain(plan.get(0).dueOn());
        rows.save(debt);
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
}
