package org.huibu.disbursement.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.spi.ClaimedBack;
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
            var years = years(rules.apply(number, pack.commits().rule(), Map.of()).result(), clock);
            commitments.commit(number, fund(pack), years);
            tell(work, number, years);
            return Facts.NONE;
        }

        private static void tell(CaseWork work, String number, Map<Integer, Money> years) {
            work.happened(number, "BudgetCommitted", Map.of("amount", years.values().stream().reduce(Money.ZERO, Money::plus).toString(),
                    "years", years.entrySet().stream().map(year -> year.getKey() + " " + year.getValue()).collect(Collectors.joining(" / "))));
        }

        private static String fund(Pack pack) {
            return pack.commits().fund() == null ? pack.fund() : pack.commits().fund();
        }

        /** An amount that is not known is no promise of nothing; what fell into a year that is over binds the present one. */
        private static Map<Integer, Money> years(Object result, Clock clock) {
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

    @Block(name = "recommitBudget", title = "已授予的事项或其名册变更后，按其规则重新承诺以后年度的资金")
    record Recommit(Commitments commitments, Reservations reservations, ClaimedBack claimedBack, CaseRules rules, CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var granting = work.grantedBy(step.caseNumber()).orElse(step.caseNumber());
            if (work.scheme(granting).pack().commits() != null) {
                anew(granting);
            }
            return Facts.NONE;
        }

        /** What was drawn already is not promised once more, unless it has to come back; it comes off the earliest years. What is promised as it should be stays in its place of the queue. */
        private void anew(String granting) {
            var pack = work.scheme(granting).pack();
            var years = Commit.years(rules.apply(granting, pack.commits().rule(), Map.of()).result(), clock);
            var drawn = reservations.findByCaseNumberAndStateIn(granting, Set.of(Reservation.State.RESERVED, Reservation.State.SPENT)).stream()
                    .map(Reservation::amount).reduce(claimedBack.of(granting).givenUp(), Money::plus);
            var back = claimedBack.of(granting).claimed();
            drawn = drawn.compareTo(back) > 0 ? drawn.minus(back) : Money.ZERO;
            for (var year : years.entrySet()) {
                var off = drawn.compareTo(year.getValue()) < 0 ? drawn : year.getValue();
                year.setValue(year.getValue().minus(off));
                drawn = drawn.minus(off);
            }
            years.values().removeIf(Money::isZero);
            if (!years.equals(open(granting))) {
                commitments.commit(granting, Commit.fund(pack), years);
                Commit.tell(work, granting, years);
            }
        }

        private Map<Integer, Money> open(String granting) {
            return commitments.of(granting).stream().filter(one -> !one.open().isZero())
                    .collect(Collectors.toMap(one -> one.envelope().year(), Commitments.Commitment::open, Money::plus, TreeMap::new));
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
