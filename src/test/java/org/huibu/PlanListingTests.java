package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.Notices;
import org.huibu.review.Reviewing;
import org.huibu.review.inbox.Inbox;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who gets on the roster of a listed plan: only the disputed line waits, nobody is on two running plans, and no class is larger than the year (flows §1.6, §4.1 A4). */
@HuibuTest
class PlanListingTests {

    @Autowired AwardStory house;
    @Autowired ApprenticeshipStory story;
    @Autowired ReleaseVariant variant;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Commitments commitments;
    @Autowired Letters letters;
    @Autowired Inbox inbox;
    @Autowired Notices notices;
    @Autowired Reviewing reviewing;
    @Autowired MovableClock clock;
    @Autowired JdbcTemplate jdbc;

    @BeforeEach
    void aHouseWithoutPlans() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** No advance: the class is listed without the two disputed; of those the one with an unfounded objection follows, the ghost never does. */
    @Test
    void listsTheRestWhileObjectionsAreInvestigated() {
        var plan = published("0", 1, 2, 3);
        object(plan, 1, 2);
        house.decide("approver.qinghe", plan, "LIST");
        eventually(() -> inbox.ofCase(plan).size() == 2);
        assertThat(roster()).containsExactly("安锐");
        as(ApprenticeshipStory.FIRM);
        assertThatThrownBy(() -> cases.withdraw(plan)).as("it is listed").isInstanceOf(Refusal.class).extracting("code").isEqualTo("cannotWithdraw");
        assertThat(promised(plan)).isEqualTo(Money.ofYuan(7_000));
        finding(plan, "L1", "UPHELD_IN_FULL");
        assertThat(roster()).containsExactly("安锐");
        finding(plan, "L2", "NOT_UPHELD");
        eventually(() -> work.find(plan).state().equals("TRAINING"));
        assertThat(roster()).containsExactly("安锐", "程巧");
        assertThat(work.lines(plan).get(1).state()).isEqualTo(ClaimLine.State.REJECTED);
        assertThat(places(plan)).isEqualTo(2);
        assertThat(promised(plan)).isEqualTo(Money.ofYuan(14_000));
        assertThat(letters.ofCase(plan)).extracting(Letters.Letter::code).containsExactlyInAnyOrder("DOC-01", "DOC-06", "DOC-14", "DOC-07", "DOC-07", "DOC-08");
    }

    /** With an advance: the undisputed are paid at once; the ghost is neither advanced nor settled. */
    @Test
    void neitherAdvancesNorSettlesAnApprenticeWhoWasUpheldAgainst() {
        var plan = published("7000", 1, 2);
        object(plan, 0);
        house.decide("approver.qinghe", plan, "LIST");
        eventually(() -> inbox.ofCase(plan).size() == 2);
        house.payGroup(plan, "MAIN");
        finding(plan, "L0", "UPHELD_IN_FULL");
        eventually(() -> work.find(plan).state().equals("TRAINING"));
        assertThat(roster()).containsExactly("白钢");
        assertThat(jdbc.queryForObject("select sum(amount_fen) from paid_line where case_number = ?", Long.class, plan)).isEqualTo(350_000L);
        assertThat(promised(plan)).as("the other half of one").isEqualTo(Money.ofYuan(3_500));
        var claim = story.claimed(plan, 2, 1, 2);
        assertThat(work.lines(claim)).extracting(ClaimLine::reason).containsExactly("NOT_IN_ROSTER", null);
    }

    /** Everybody is disputed: nothing is listed before it is known who is left; then the class goes on as any other. */
    @Test
    void aClassThatIsDisputedAsAWholeWaits() {
        var plan = published("7000", 1, 2);
        object(plan, 0, 1);
        finding(plan, "L0", "UPHELD_IN_FULL");
        finding(plan, "L1", "NOT_UPHELD");
        house.decide("approver.qinghe", plan, "LIST");
        assertThat(roster()).containsExactly("白钢");
        house.payGroup(plan, "MAIN");
        eventually(() -> work.find(plan).state().equals("TRAINING"));
        assertThat(places(plan)).isEqualTo(1);
        assertThat(promised(plan)).isEqualTo(Money.ofYuan(3_500));
    }

    @Test
    void aClassOfWhichNobodyIsLeftCannotBeListed() {
        var plan = published("0", 1);
        object(plan, 0);
        finding(plan, "L0", "UPHELD_IN_FULL");
        var listing = house.task(plan, "approver.qinghe");
        assertThatThrownBy(() -> reviewing.decide(listing.taskId(), new Reviewing.Decision("LIST", "同意", List.of(), Map.of()))).isInstanceOf(Refusal.class)
                .extracting("code").isEqualTo("nobodyLeft");
        house.decide("approver.qinghe", plan, "REJECT");
        assertThat(work.find(plan).state()).isEqualTo("PLAN_REJECTED");
        assertThat(jdbc.queryForList("select state from quota_claim where case_number = ?", String.class, plan)).containsExactly("RELEASED");
    }

    /** Two plans of the same weeks: both were judged before either was listed, so the second one is asked again. */
    @Test
    void anApprenticeOfTwoPlansUnderWayGetsOnTheFirstOnly() {
        var first = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1, 2));
        var second = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(2, 3));
        assertThat(work.lines(second)).extracting(ClaimLine::verdict).containsOnly("PASS");
        List.of(first, second).forEach(plan -> {
            story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
            story.list(plan);
        });
        assertThat(work.lines(second)).extracting(ClaimLine::verdict, ClaimLine::reason).containsExactly(tuple("FAIL", "SAME_PLAN"), tuple("PASS", null));
        assertThat(roster()).containsExactly("安锐", "白钢", "程巧");
        assertThat(places(second)).isEqualTo(1);
        assertThat(promised(second)).isEqualTo(Money.ofYuan(7_000));
    }

    /** The same decided at the same moment: whoever writes the roster second sees the first. */
    @Test
    void twoPlansListedAtOnceShareNobody() throws Exception {
        var plans = Stream.of(story.roster(1, 2), story.roster(2, 3)).map(roster -> {
            var plan = story.filed(story.plan("ENTERPRISE", "3", "0"), roster);
            story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
            house.decide("notice.qinghe", plan, "PUBLISH");
            return plan;
        }).toList();
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
        var tasks = plans.stream().map(plan -> house.task(plan, "approver.qinghe").taskId()).toList();
        var both = new CyclicBarrier(2);
        try (var pool = new Pool(Executors.newFixedThreadPool(2))) {
            for (var done : pool.threads().invokeAll(tasks.stream().map(task -> (Callable<Void>) () -> {
                as("approver.qinghe");
                both.await();
                reviewing.decide(task, new Reviewing.Decision("LIST", "同意", List.of(), Map.of()));
                return null;
            }).toList())) {
                done.get();
            }
        }
        assertThat(roster()).containsExactlyInAnyOrder("安锐", "白钢", "程巧");
        assertThat(plans.stream().mapToInt(this::places).sum()).isEqualTo(3);
    }

    private record Pool(ExecutorService threads) implements AutoCloseable {
        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    /** A class larger than the year holds up nobody: whoever decides refuses it or has it made smaller. */
    @Test
    void aClassLargerThanTheYearIsNotWaitedFor() {
        variant.with("apprenticeship", file -> file.replace("AP_QUOTA, value: 200", "AP_QUOTA, value: 1"), () -> {
            var large = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1, 2));
            story.vote(large, "FEASIBLE", "FEASIBLE", "FEASIBLE");
            assertThat(work.find(large).state()).isEqualTo("DECIDING");
            var small = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(3));
            story.vote(small, "FEASIBLE", "FEASIBLE", "FEASIBLE");
            assertThat(work.find(small).state()).isEqualTo("NOTICE_PENDING");
            house.decide("approver.qinghe", large, "RETURN");
            assertThat(work.find(large).state()).isEqualTo("REVIEWING");
        });
    }

    /** @return a plan whose notice is out */
    private String published(String asked, int... apprentices) {
        var plan = story.filed(story.plan("ENTERPRISE", "3", asked), story.roster(apprentices));
        story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        house.decide("notice.qinghe", plan, "PUBLISH");
        return plan;
    }

    private void object(String plan, int... lines) {
        var notice = notices.ofCase(plan).get(0).id();
        for (int line : lines) {
            notices.object(notice, line, "查无此人在岗");
        }
        clock.forwardTo(clock.now().plus(Duration.ofDays(8)));
    }

    private void finding(String plan, String group, String finding) {
        eventually(() -> inbox.ofCase(plan).stream().anyMatch(row -> group.equals(row.group())));
        as("objection.qinghe");
        inbox.ofCase(plan).stream().filter(row -> group.equals(row.group())).findFirst()
                .ifPresent(row -> reviewing.decide(row.taskId(), new Reviewing.Decision(finding, "已查明", List.of(), Map.of())));
    }

    private List<String> roster() {
        return jdbc.queryForList("select label from roster_entry where left_on is null order by id", String.class);
    }

    private int places(String plan) {
        return jdbc.queryForObject("select places from quota_claim where case_number = ? and state = 'HELD'", Integer.class, plan);
    }

    private Money promised(String plan) {
        return commitments.of(plan).stream().map(Commitments.Commitment::open).reduce(Money.ZERO, Money::plus);
    }
}
