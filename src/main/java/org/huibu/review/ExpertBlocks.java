package org.huibu.review;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseWork;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.Facts;
import org.huibu.process.block.Step;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.huibu.shared.calendar.WorkingCalendar;

/** What models may call for an expert review: how many are needed, and what most of them say. */
final class ExpertBlocks {

    /** Parameter with the number of experts. */
    private static final String PANEL = "EXPERT_PANEL";
    private static final int FEWEST = 3;

    private ExpertBlocks() {
    }

    @Block(name = "callExperts", title = "按参数确定评审专家人数，不少于三人且为单数", sets = "experts")
    record CallExperts(CaseWork work, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            return Facts.of("experts", IntStream.rangeClosed(1, panel(work, step, clock)).mapToObj(Integer::toString).toList());
        }
    }

    /** The property {@code votes} names the task whose newest opinions are counted. */
    @Block(name = "tallyExperts", title = "按多数得出评审结论", sets = "expertVerdict")
    record TallyExperts(CaseWork work, Opinions opinions, Clock clock) implements BlockCall {
        @Override
        public Facts call(Step step) {
            int panel = panel(work, step, clock);
            var given = opinions.ofCase(step.caseNumber()).stream().filter(one -> one.task().equals(step.property("votes").orElse(""))).map(Opinions.Opinion::outcome).toList();
            var counted = given.subList(Math.max(0, given.size() - panel), given.size());
            var feasible = counted.stream().filter("FEASIBLE"::equals).count() * 2 > panel;
            work.happened(step.caseNumber(), "ExpertsVoted", Map.of("for", Long.toString(counted.stream().filter("FEASIBLE"::equals).count()), "all", Integer.toString(panel)));
            return Facts.of("expertVerdict", feasible ? "FEASIBLE" : "NOT_FEASIBLE");
        }
    }

    private static int panel(CaseWork work, Step step, Clock clock) {
        var panel = work.scheme(step.caseNumber()).parameters().find(PANEL, new Region(work.find(step.caseNumber()).region()), WorkingCalendar.dayOf(clock.instant()))
                .orElseThrow(() -> Refusal.conflict("limitMissing", PANEL)).number();
        if (panel < FEWEST || panel % 2 == 0) {
            throw Refusal.conflict("panelNotOdd", panel);
        }
        return panel;
    }
}
