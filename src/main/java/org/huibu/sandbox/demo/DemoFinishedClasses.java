package org.huibu.sandbox.demo;

import static org.huibu.sandbox.demo.SampleClasses.LINGGONG;
import static org.huibu.sandbox.demo.SampleClasses.QIAOGONG;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.huibu.process.clock.MovableClock;
import org.huibu.sandbox.demo.SampleClasses.Trainer;
import org.huibu.shared.identifier.Region;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.video.Videos;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Two classes of apprentices that were trained last year: filed, voted on, listed, advanced, trained and settled. The balance of one is paid; the other
 * earned less than its advance and owes the rest. They begin the whole story.
 */
@Component
@Profile("sandbox")
class DemoFinishedClasses {

    /** From the first day of training to a settlement that is paid before the other cases begin. */
    private static final int MONTHS_BEFORE = 14;
    /** As many as the settlement asks for. */
    private static final int RECORDINGS = 10;
    private final DemoStory story;
    private final DemoBudgets budgets;
    private final Videos videos;
    private final Attendance attendance;
    private final MovableClock clock;

    DemoFinishedClasses(DemoStory story, DemoBudgets budgets, Videos videos, Attendance attendance, MovableClock clock) {
        this.story = story;
        this.budgets = budgets;
        this.videos = videos;
        this.attendance = attendance;
        this.clock = clock;
    }

    /** @param first and {@code end} of the firm's sample apprentices @param passed how many of them pass */
    private record Class(Trainer firm, String name, int advance, int first, int end, int passed) { }

    /** @param others day on which the other cases begin; the clock stands before it afterwards */
    void tell(Region region, LocalDate others) {
        var start = others.minusMonths(MONTHS_BEFORE).withDayOfMonth(1);
        story.beginOn(start.minusDays(40));
        IntStream.rangeClosed(start.minusDays(40).getYear(), others.getYear() + 2).forEach(year -> budgets.give("SKILL_ACTION", "2080702", year, region, 500_000));
        var classes = List.of(new Class(LINGGONG, "数控车工先行班", 10_000, 3, 6, 2), new Class(QIAOGONG, "数控车工退款班", 10_500, 0, 3, 1));
        var plans = listed(region, start, classes);
        clock.forwardTo(DemoStory.morning(start.plusDays(1)));
        IntStream.range(0, plans.size()).forEach(one -> trained(classes.get(one).firm(), plans.get(one), start));
        clock.forwardTo(DemoStory.morning(SampleClasses.end(start).plusDays(5)));
        settled(region, classes, plans);
    }

    private List<String> listed(Region region, LocalDate start, List<Class> classes) {
        var plans = classes.stream().map(one -> story.submitted(one.firm().account(), "apprenticeship", region, SampleClasses.plan(one.firm(), one.name(), start, one.advance()),
                SampleClasses.apprentices(one.firm(), start, one.first(), one.end()))).toList();
        plans.forEach(plan -> story.take(plan, "acceptor.qinghe", "ACCEPTED"));
        plans.forEach(plan -> story.take(plan, "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "expert1.qinghe", "FEASIBLE", "expert2.qinghe", "FEASIBLE", "expert3.qinghe", "NOT_FEASIBLE",
                "notice.qinghe", "PUBLISH"));
        story.workingDaysLater(8);
        plans.forEach(plan -> story.take(plan, "approver.qinghe", "LIST", "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED"));
        plans.forEach(plan -> story.awaitState(plan, "TRAINING"));
        return plans;
    }

    private void trained(Trainer firm, String plan, LocalDate start) {
        story.as(firm.account(), () -> IntStream.rangeClosed(1, RECORDINGS).mapToObj(one -> videos.link(plan, "第 " + one + " 课", start.toString(), "https://video.example/" + plan + "/" + one,
                "%08x%056x".formatted(plan.hashCode(), one))).toList());
        story.as(firm.account(), () -> attendance.record(plan, attendance.places(plan).stream()
                .map(place -> new Attendance.Typed(0, place.number(), start.toString().substring(0, 7), "50", "46")).toList()));
    }

    private void settled(Region region, List<Class> classes, List<String> plans) {
        var claims = IntStream.range(0, plans.size()).mapToObj(one -> {
            var training = classes.get(one);
            return story.submitted(training.firm().account(), "apprenticeship-settlement", region, SampleClasses.settlement(training.firm(), plans.get(one)),
                    SampleClasses.assessed(training.firm(), training.first(), training.end(), training.passed()));
        }).toList();
        claims.forEach(claim -> story.take(claim, "acceptor.qinghe", "ACCEPTED"));
        claims.forEach(claim -> story.take(claim, "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "notice.qinghe", "PUBLISH"));
        story.workingDaysLater(8);
        story.take(claims.get(0), "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED");
        story.take(claims.get(1), "approver.qinghe", "CONFIRM");
        story.awaitState(claims.get(0), "CLOSED");
        story.awaitState(claims.get(1), "REFUND_DUE");
    }
}
