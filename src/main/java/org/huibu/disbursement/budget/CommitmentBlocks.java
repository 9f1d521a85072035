package org.huibu.disbursement.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.casefile.CaseWork;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;

/** What models may call to bind money of coming years. How much of which year is a rule of the scheme ({@code commits}). */
final class CommitmentBlocks {

    private CommitmentBlocks() {
    }

    @Block(name = "commitBudget", title = "按方案的规则承诺本年度和以后年度的资金")
    record Commit(Commitments commitments, CaseRules rules, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var number = step.caseNumber();
            var pack = work.scheme(number).pack();
            var years = years(rules.apply(number, pack.commits().rule(), Map.of()).result());
            commitments.commit(number, fund(pack), years);
            work.happened(number, "BudgetCommitted", Map.of("amount", years.values().stream().reduce(Money.ZERO, Money::plus).toString(),
                    "years", years.entrySet().stream().map(year -> year.getKey() + " " + year.getValue()).collect(Collectors.joining(" / "))));
            return Facts.NONE;
        }

        private static String fund(Pack pack) {
            return pack.commits().fund() == null ? pack.fund() : pack.commits().fund();
        }

        /** An amount that is not known is no promise of nothing; what fell into a year that is over binds the present one. */
        private Map<Integer, Money> years(Object result) {
            var first = WorkingCalendar.dayOf(clock.instant()).getYear();
            var years = new TreeMap<Integer, Money>();
            for (var one : result instanceof List<?> list && !list.isEmpty() ? list : Collections.singletonList(null)) {
                if (!(one instanceof Map<?, ?> part && part.get("year") instanceof Number year && part.get("amount") instanceof Number amount)) {
                    throw Refusal.conflict("commitmentUnknown");
                }
                years.merge(Math.max(first, year.intValue()), Money.rounded(new BigDecimal(amount.toString())), Money::plus);
            }
            return years;
        }
    }

    @Block(name = "releaseCommitment", title = "释放不再需要的以后年度资金承诺")
    record Release(Commitments commitments, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            commitments.release(step.caseNumber());
            work.grantedBy(step.caseNumber()).ifPresent(commitments::release);
            work.happened(step.caseNumber(), "CommitmentReleased", Map.of());
            return Facts.NONE;
        }
    }
}
