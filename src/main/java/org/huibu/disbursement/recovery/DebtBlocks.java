package org.huibu.disbursement.recovery;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.casefile.payment.Advances;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.casefile.recovery.CreditRecords.Kind;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.disbursement.receivable.Collecting;
import org.huibu.disbursement.receivable.Debts;
import org.huibu.disbursement.receivable.Ground;
import org.huibu.process.Facts;
import org.huibu.process.LetterDue;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.huibu.process.clock.CaseClock;
import org.huibu.scheme.parameter.Parameter;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.ApplicationEventPublisher;

/** What models may call of a debt. */
final class DebtBlocks {

    private static final String RULE = "recovery";

    private DebtBlocks() {
    }

    @Block(name = "establishDebt", title = "登记应收款、缴款码与期限，按规则（DT-COM-3）记入信用记录")
    record Establish(Debts debts, Advances advances, CaseRules rules, CreditRecords credit, CaseWork work, ApplicationEventPublisher events, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var number = step.caseNumber();
            var file = work.find(number);
            var typed = work.values(number);
            var rule = rules.apply(number, RULE, Map.of());
            var by = typed.get("origin.decidedBy");
            var overpaid = RecoveryCases.overpaid(by);
            // Whoever decided otherwise set the day and wrote the letter himself.
            var decided = by != null && !overpaid;
            var today = WorkingCalendar.dayOf(clock.instant());
            var due = decided ? LocalDate.parse(typed.get("finding.dueOn")) : today.plusDays(Integer.parseInt(rule.text(2)));
            var amounts = new TreeMap<String, Money>();
            work.lines(number).stream().filter(line -> "PASS".equals(line.verdict())).forEach(line -> amounts.merge(line.data().getOrDefault("group", ""), line.amount(), Money::plus));
            // Whoever settles an advance reads what is asked back of it: the two take turns.
            var advanced = CaseWork.RECOGNITION + typed.get("origin.caseNumber");
            var ground = Ground.valueOf(String.valueOf(rule.inputs().get("finding_kind")));
            advances.lock(advanced);
            if (ground == Ground.ENDED_EARLY && advances.settled(advanced)) {
                // The settlement has asked back all of the advance that was not earned.
                throw Refusal.conflict("advanceSettled", typed.get("origin.caseNumber"));
            }
            var claim = new Debts.Claim(number, typed.get("origin.caseNumber"), amounts, file.owner(), file.applicantName(), file.applicantIndex(),
                    ground, rule.text(3), parameter(work, file, "REPAY_ACCOUNT", today).value().toString(), due,
                    decided ? WorkingCalendar.endOf(due) : clock.instant());
            var made = overpaid ? List.of(debts.establishOverpaid(claim, by)) : debts.establish(claim);
            if (overpaid) {
                events.publishEvent(new LetterDue(number, null, "DOC-10", step.element()));
            }
            if ("EXCLUDE".equals(rule.text(1))) {
                credit.enter(file.applicantIndex(), file.applicantName(), number, Kind.EXCLUDE, today, today.plusYears(parameter(work, file, "P_EXCLUDE", today).number()));
                work.happened(number, "CreditEntered", Map.of("until", today.plusYears(parameter(work, file, "P_EXCLUDE", today).number()).toString()));
            }
            made.forEach(debt -> work.happened(number, "DebtEstablished", Map.of("debt", debt.number(), "amount", debt.amount().toString(), "until", due.toString())));
            return Facts.NONE;
        }
    }

    @Block(name = "demandDebt", title = "登记催告与新的期限（T_DEMAND）")
    record Demand(Collecting collecting, CaseClock clocks) implements BlockCall {
        @Override
        public Facts call(Step step) {
            collecting.demand(step.caseNumber(), WorkingCalendar.dayOf(clocks.end(step.caseNumber(), "T_DEMAND")));
            return Facts.NONE;
        }
    }

    @Block(name = "courtDebt", title = "登记已申请法院强制执行；规则要求的记入信用记录")
    record Court(Collecting collecting, CaseRules rules, CreditRecords credit, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var file = work.find(step.caseNumber());
            collecting.court(file.number());
            if ("IF_UNPAID".equals(rules.apply(file.number(), RULE, Map.of()).text(1))) {
                credit.enter(file.applicantIndex(), file.applicantName(), file.number(), Kind.UNPAID, WorkingCalendar.dayOf(clock.instant()), null);
                work.happened(file.number(), "CreditUnpaid", Map.of());
            }
            return Facts.NONE;
        }
    }

    @Block(name = "closeRecovery", title = "登记全部收回、未收回的部分已核销或者法院驳回；信用修复只作记录", sets = "recoveryEnd")
    record Close(Collecting collecting, CreditRecords credit, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            if (!collecting.settled(step.caseNumber())) {
                throw Refusal.conflict("debtOpen");
            }
            // What was given up was not paid back: it repairs nothing.
            if (collecting.writtenOff(step.caseNumber())) {
                return Facts.of("recoveryEnd", "WRITTEN_OFF");
            }
            if (collecting.dismissed(step.caseNumber())) {
                credit.repaired(step.caseNumber(), WorkingCalendar.dayOf(clock.instant()));
                return Facts.of("recoveryEnd", "DISMISSED");
            }
            work.happened(step.caseNumber(), credit.repaired(step.caseNumber(), WorkingCalendar.dayOf(clock.instant())) ? "CreditRepaired" : "RecoveryClosed", Map.of());
            return Facts.of("recoveryEnd", "RECOVERED");
        }
    }

    private static Parameter parameter(CaseWork work, CaseFile file, String key, LocalDate day) {
        return work.scheme(file.number()).parameters().find(key, new Region(file.region()), day).orElseThrow(() -> Refusal.conflict("limitMissing", key));
    }
}
