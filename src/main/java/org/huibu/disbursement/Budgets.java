package org.huibu.disbursement;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.CurrentUser;
import org.huibu.ledger.AccountCode;
import org.huibu.ledger.Ledger;
import org.huibu.ledger.Posting;
import org.huibu.process.Block;
import org.huibu.process.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Sends;
import org.huibu.process.Step;
import org.huibu.shared.Money;
import org.huibu.shared.WorkingCalendar;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Funds × fiscal year × region. {@code appropriated = available + reserved + spent}; available is never below zero. */
@Service
public class Budgets {

    private final Ledger ledger;
    private final CaseWork work;
    private final JdbcClient jdbc;
    private final CurrentUser user;
    private final Clock clock;

    Budgets(Ledger ledger, CaseWork work, JdbcClient jdbc, CurrentUser user, Clock clock) {
        this.ledger = ledger;
        this.work = work;
        this.jdbc = jdbc;
        this.user = user;
        this.clock = clock;
    }

    /** One envelope as it stands. */
    public record Balance(String fund, int year, String region, Money available, Money reserved, Money spent) {
        public Money appropriated() {
            return available.plus(reserved).plus(spent);
        }
    }

    /** Adds money to an envelope. @param reference of the appropriation document, once for ever */
    @Transactional
    public void appropriate(String fund, int year, String region, Money amount, String reference) {
        ledger.post("appropriation/" + reference, null, user.actor(),
                new Posting(AccountCode.unbounded("treasury/appropriations"), account(fund, year, region, "available"), amount));
        if (jdbc.sql("select count(*) from budget where fund = ? and year_ = ? and region = ?").params(fund, year, region).query(Long.class).single() == 0) {
            jdbc.sql("insert into budget (fund, year_, region) values (?, ?, ?)").params(fund, year, region).update();
        }
    }

    @Transactional(readOnly = true)
    public List<Balance> balances(String regionPrefix) {
        return jdbc.sql("select fund, year_, region from budget where region like ? order by year_ desc, region, fund").param(regionPrefix + "%")
                .query((row, n) -> balance(row.getString(1), row.getInt(2), row.getString(3))).list();
    }

    private Balance balance(String fund, int year, String region) {
        return new Balance(fund, year, region, money(fund, year, region, "available"), money(fund, year, region, "reserved"), money(fund, year, region, "spent"));
    }

    private Money money(String fund, int year, String region, String part) {
        return Money.ofFen(ledger.balance(account(fund, year, region, part)));
    }

    static AccountCode account(String fund, int year, String region, String part) {
        return AccountCode.bounded("budget/" + fund + "/" + year + "/" + region + "/" + part);
    }

    /** Reserves what a group is worth. @return false if the envelope holds too little: nothing is written */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(String caseNumber, String group) {
        var file = work.find(caseNumber);
        var fund = work.scheme(caseNumber).pack().fund();
        int year = WorkingCalendar.dayOf(clock.instant()).getYear();
        var reserved = ledger.post("reservation/" + caseNumber + "/" + group, caseNumber, user.actor(),
                new Posting(account(fund, year, file.region(), "available"), account(fund, year, file.region(), "reserved"), work.total(caseNumber, group)));
        if (!reserved && jdbc.sql("select count(*) from budget_waiting where case_number = ? and group_ = ?").params(caseNumber, group).query(Long.class).single() == 0) {
            jdbc.sql("insert into budget_waiting (id, case_number, group_) values (?, ?, ?)").params(org.huibu.shared.Ids.next(), caseNumber, group).update();
        }
        if (reserved) {
            jdbc.sql("delete from budget_waiting where case_number = ? and group_ = ?").params(caseNumber, group).update();
        }
        return reserved;
    }

    /** What was reserved for a group is now spent. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void spend(String caseNumber, String group, Money amount, int year) {
        var file = work.find(caseNumber);
        var fund = work.scheme(caseNumber).pack().fund();
        ledger.post("settlement/" + caseNumber + "/" + group, caseNumber, user.actor(),
                new Posting(account(fund, year, file.region(), "reserved"), account(fund, year, file.region(), "spent"), amount));
    }

    boolean covers(Waiting waiting) {
        var file = work.find(waiting.caseNumber());
        var available = account(work.scheme(waiting.caseNumber()).pack().fund(), WorkingCalendar.dayOf(clock.instant()).getYear(), file.region(), "available");
        return ledger.balance(available) >= work.total(waiting.caseNumber(), waiting.group()).fen();
    }

    record Waiting(String caseNumber, String group) { }

    List<Waiting> waiting() {
        return jdbc.sql("select case_number, group_ from budget_waiting order by id").query((row, n) -> new Waiting(row.getString(1), row.getString(2))).list();
    }

    @Block(name = "reserveBudget", title = "锁定预算，额度不足的等待", sets = "budget")
    record ReserveBudget(Budgets budgets, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var reserved = budgets.reserve(step.caseNumber(), step.group());
            work.happened(step.caseNumber(), reserved ? "BudgetReserved" : "BudgetMissing", Map.of("group", step.group()));
            return Facts.of("budget", reserved ? "RESERVED" : "NONE");
        }
    }

    /** Lets waiting groups try again, in the order in which they were approved. */
    @org.springframework.stereotype.Component
    @Sends(@Sends.Message(name = "BudgetAvailable"))
    static class Awaken {

        private final Budgets budgets;
        private final Processes processes;

        Awaken(Budgets budgets, Processes processes) {
            this.budgets = budgets;
            this.processes = processes;
        }

        @org.springframework.scheduling.annotation.Scheduled(fixedDelayString = "${huibu.budget.retry:5s}")
        void awaken() {
            for (var waiting : budgets.waiting()) {
                if (budgets.covers(waiting) && processes.waitsFor("BudgetAvailable", waiting.caseNumber(), waiting.group())) {
                    processes.tell("BudgetAvailable", waiting.caseNumber(), waiting.group(), Facts.NONE);
                }
            }
        }
    }
}
