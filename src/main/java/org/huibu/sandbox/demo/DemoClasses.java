package org.huibu.sandbox.demo;

import static org.huibu.sandbox.demo.SampleClasses.LINGGONG;
import static org.huibu.sandbox.demo.SampleClasses.QIAOGONG;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.huibu.identity.Accounts;
import org.huibu.party.Protection;
import org.huibu.process.clock.MovableClock;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The classes of apprentices that are under way: voted on, corrected, changed, and one that waits for places. */
@Component
@Profile("sandbox")
class DemoClasses {

    private static final String[] VOTED = {"acceptor", "ACCEPTED", "reviewer", "PROPOSE", "rechecker", "AGREE", "expert1", "FEASIBLE", "expert2", "FEASIBLE", "expert3", "FEASIBLE"};
    private final DemoStory story;
    private final Accounts accounts;
    private final Protection protection;
    private final MovableClock clock;

    DemoClasses(DemoStory story, Accounts accounts, Protection protection, MovableClock clock) {
        this.story = story;
        this.accounts = accounts;
        this.protection = protection;
        this.clock = clock;
    }

    /** As verified accounts of the firms themselves have it, so that they may ask for their lists of insured. */
    void prepare() {
        List.of(LINGGONG, QIAOGONG).forEach(firm -> accounts.interests(firm.account(), protection.index("ENTERPRISE", firm.uscc()), null));
    }

    /** @return number of a plan that is published, to be listed and changed when the notice is over */
    String publish(Region region) {
        var plan = filed(region, "数控车工调整班", start(2), 9, 12);
        vote(plan, "qinghe");
        story.take(plan, "notice.qinghe", "PUBLISH");
        return plan;
    }

    /** The published class is listed; one of its apprentices leaves and another takes the place. */
    void change(Region region, String plan) {
        story.take(plan, "approver.qinghe", "LIST");
        story.awaitState(plan, "TRAINING");
        var form = SampleClasses.firm(LINGGONG);
        form.putAll(Map.of("plan.number", "RD-" + plan, "plan.reason", "学徒离职，由新招学徒替补"));
        var change = story.submitted(LINGGONG.account(), "apprenticeship-change", region, form, SampleClasses.replaced(LINGGONG, start(2), 11, 12, today()));
        story.take(change, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "approver.qinghe", "APPROVE");
    }

    /** A plan that experts vote on, and one that its firm has to correct. */
    void review(Region region) {
        var plan = filed(region, "数控车工一班", start(1), 0, 3);
        story.take(plan, "acceptor.qinghe", "ACCEPTED", "reviewer.qinghe", "PROPOSE", "rechecker.qinghe", "AGREE");
        story.decide("acceptor.qinghe", filed(region, "数控车工二班", start(2), 0, 3), "CORRECTION", "请一次补齐", Map.of("class.venue", "请写明车间地址"));
    }

    /** A district with few places: one class holds most of them, the next waits in the queue. */
    void queue(Region region) {
        vote(filed(region, "松岭分厂首期班", start(1), 13, 16), "songling");
        vote(filed(region, "松岭分厂候补班", start(1), 16, 19), "songling");
    }

    private String filed(Region region, String name, LocalDate start, int from, int to) {
        // The class that is listed asks for no advance, so that it begins without a payment.
        return story.submitted(LINGGONG.account(), "apprenticeship", region, SampleClasses.plan(LINGGONG, name, start, from == 0 ? 10_000 : 0), SampleClasses.apprentices(LINGGONG, start, from, to));
    }

    private void vote(String plan, String district) {
        for (int i = 0; i < VOTED.length; i += 2) {
            story.take(plan, VOTED[i] + "." + district, VOTED[i + 1]);
        }
    }

    /** @param months 1 or more; a class has to be filed before it begins */
    private LocalDate start(int months) {
        return today().plusMonths(months).withDayOfMonth(1);
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.now());
    }
}
