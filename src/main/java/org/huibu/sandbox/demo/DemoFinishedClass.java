package org.huibu.sandbox.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.huibu.training.attendance.Attendance;
import org.huibu.training.video.Videos;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** A class of apprentices that was trained last year: filed, voted on, listed, advanced, trained, settled and paid. It begins the whole story. */
@Component
@Profile("sandbox")
class DemoFinishedClass {

    private static final String FIRM = "firm.linggong";
    /** From the first day of training to a settlement that is paid before the other cases begin. */
    private static final int MONTHS_BEFORE = 14;
    /** As many as the settlement asks for. */
    private static final int RECORDINGS = 10;
    private final DemoStory story;
    private final DemoBudgets budgets;
    private final Videos videos;
    private final Attendance attendance;
    private final MovableClock clock;

    DemoFinishedClass(DemoStory story, DemoBudgets budgets, Videos videos, Attendance attendance, MovableClock clock) {
        this.story = story;
        this.budgets = budgets;
        this.videos = videos;
        this.attendance = attendance;
        this.clock = clock;
    }

    /** @param others day on which the other cases begin; the clock stands before it afterwards */
    void tell(Region region, LocalDate others) {
        var start = others.minusMonths(MONTHS_BEFORE).withDayOfMonth(1);
        story.beginOn(start.minusDays(40));
        IntStream.rangeClosed(start.minusDays(40).getYear(), others.getYear() + 2).forEach(year -> budgets.give("SKILL_ACTION", "2080702", year, region, 500_000));
        var plan = listed(region, start);
        clock.forwardTo(DemoStory.morning(start.plusDays(1)));
        story.as(FIRM, () -> IntStream.rangeClosed(1, RECORDINGS).mapToObj(one -> videos.link(plan, "第 " + one + " 课", start.toString(), "https://video.example/" + plan + "/" + one,
                "%064x".formatted(one))).toList());
        story.as(FIRM, () -> attendance.record(plan, attendance.places(plan).stream()
                .map(place -> new Attendance.Typed(0, place.number(), start.toString().substring(0, 7), "50", "46")).toList()));
        clock.forwardTo(DemoStory.morning(LocalDate.parse(DemoOtherFlows.plan(start).get("class.end")).plusDays(5)));
        settled(region, plan);
    }

    private String listed(Region region, LocalDate start) {
        var form = new LinkedHashMap<>(DemoOtherFlows.plan(start));
        form.put("class.name", "数控车工先行班");
        var plan = story.submitted(FIRM, "apprenticeship", region, form, apprentices(start));
        story.take(plan, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "expert1.qinghe", "FEASIBLE", "expert2.qinghe", "FEASIBLE",
                "expert3.qinghe", "NOT_FEASIBLE", "notice.qinghe", "PUBLISH");
        story.workingDaysLater(8);
        story.take(plan, "approver.qinghe", "LIST", "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED");
        story.awaitState(plan, "TRAINING");
        return plan;
    }

    private void settled(Region region, String plan) {
        var form = new LinkedHashMap<>(DemoOtherFlows.firm());
        form.putAll(Map.of("plan.number", "RD-" + plan, "plan.hours", "600", "plan.invoice", "FP-0001"));
        var rows = List.of(passed("杜钧", "990101199905057047", "ZS-0004"), passed("方铮", "990101200006067052", "ZS-0005"),
                Map.of("name", "顾铸", "idNo", "990101200107077065", "outcome", "FAILED", "certificateNo", ""));
        var claim = story.submitted(FIRM, "apprenticeship-settlement", region, form, rows);
        story.take(claim, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE", "notice.qinghe", "PUBLISH");
        story.workingDaysLater(8);
        story.take(claim, "approver.qinghe", "APPROVE", "preparer.qinghe", "DRAFTED", "confirmer.qinghe", "RELEASED");
        story.awaitState(claim, "CLOSED");
    }

    private static Map<String, String> passed(String name, String idNo, String certificate) {
        return Map.of("name", name, "idNo", idNo, "outcome", "PASSED", "certificateNo", certificate);
    }

    private static List<Map<String, String>> apprentices(LocalDate start) {
        var from = start.minusMonths(2).toString();
        var until = start.plusYears(3).toString();
        return List.of(DemoOtherFlows.apprentice("杜钧", "990101199905057047", "PX-0004", from, until), DemoOtherFlows.apprentice("方铮", "990101200006067052", "PX-0005", from, until),
                DemoOtherFlows.apprentice("顾铸", "990101200107077065", "PX-0006", from, until));
    }
}
