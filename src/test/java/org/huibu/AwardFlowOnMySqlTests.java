package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.huibu.audit.Trail;
import org.huibu.bench.Recognitions;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.SharedMoneyStory;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.ThoughtUpBudgets;
import org.huibu.disbursement.spi.Treasury;
import org.huibu.disbursement.spi.TreasuryOutcomes;
import org.huibu.ledger.Ledger;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.inbox.InboxReconciler;
import org.huibu.review.Notices;
import org.huibu.review.Reviewing;
import org.huibu.process.Retries;
import org.huibu.scheme.Releases;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.studio.draft.ParameterTable;
import org.huibu.studio.draft.Workshop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The first flow on a real MySQL server: its main way with an objection, and what happens when two act at the same moment. */
@NeedsMySql
@DirtiesContext   // closes it before its database is dropped
@Import({AwardStory.class, MovingStory.class, MoneyBackStory.class, SharedMoneyStory.class})
@ActiveProfiles({"mysql", "sandbox"})
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"huibu.data-directory=target/test-data-mysql", "huibu.workflow.poll=300ms",
    "huibu.workflow.source-retry=500ms", "huibu.payments.every=300ms", "huibu.budget.retry=300ms", "huibu.statements.every=300ms", "huibu.demo.cases=false", "huibu.clock.poll=300ms"})
class AwardFlowOnMySqlTests {

    @LocalServerPort int port;
    @Autowired AwardStory story;
    @Autowired org.springframework.jdbc.core.JdbcTemplate jdbc;
    @Autowired Inbox inbox;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Notices notices;
    @Autowired PaymentOrders orders;
    @Autowired TreasuryOutcomes outcomes;
    @Autowired Ledger ledger;
    @Autowired Trail trail;
    @Autowired InboxReconciler reconciler;
    @Autowired Reviewing reviewing;
    @Autowired MovingStory moving;
    @Autowired MoneyBackStory money;
    @Autowired SharedMoneyStory districts;
    @Autowired Workshop workshop;
    @Autowired Releases releases;
    @Autowired Schemes schemes;
    @Autowired Retries retries;
    @Autowired ApplicationContext house;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        MySqlServer.use(registry, "flow");
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void aFormSentTwiceIsOneRequestOfItsOwner() {
        new FormsSentTwice(port, jdbc).areOneRequest();
        new FormsSentTwice(port, jdbc).areNobodyElses();
    }

    @Test
    void paysFourLinesWhileTheDisputedOneWaitsAndLetsOneOfTwoWin() throws Exception {
        story.begin();
        var number = story.draft("incubation-award", "roster-5-pass.csv");
        assertThat(atOnce("base.hongmeng", () -> cases.submit(number))).as("submitted twice at once").containsExactlyInAnyOrder("done", "alreadySubmitted");
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        var task = story.task(number, "reviewer.qinghe").taskId();
        assertThat(atOnce("reviewer.qinghe", () -> reviewing.decide(task, new Reviewing.Decision("PROPOSE", "同意", List.of(), Map.of()))))
                .as("one task decided twice at once").contains("done").doesNotHaveDuplicates();
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("notice.qinghe", number, "PUBLISH");
        notices.object(notices.ofCase(number).get(0).id(), 2, "该实体已搬离");
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        assertThat(work.group(number, "L2")).extracting(ClaimLine::state).containsExactly(ClaimLine.State.OPEN);
        story.decide("objection.qinghe", number, "NOT_UPHELD");
        story.payGroup(number, "L2");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        assertThat(orders.ofCase(number)).hasSize(2).extracting(PaymentOrder::state).containsOnly(PaymentOrder.State.SETTLED);
        assertThat(orders.ofCase(number).stream().map(PaymentOrder::amount).reduce(Money.ZERO, Money::plus)).isEqualTo(Money.ofYuan(15_000));

        var paid = orders.ofCase(number).get(0);
        assertThat(atOnce("payer.qinghe", () -> outcomes.told(new TreasuryOutcomes.Told("late", paid.key(), paid.number(),
                "99010100000090010", paid.amount().fen(), Treasury.State.SETTLED, null, null)))).as("a callback that comes again").containsOnly("done");
        assertThat(ledger.differences()).isEmpty();
        assertThat(reconciler.reconcile()).isZero();
        eventually(() -> trail.entries(number).stream().allMatch(entry -> entry.seq() != null));
        assertThat(trail.verify(number).problem()).isEmpty();
    }

    /** Two who save, and two who release, at the same moment: one wins and the other reads who was faster. */
    @Test
    void releasesAChangeOnce() throws Exception {
        var first = moving.begin();
        as("policy.editor");
        long id = workshop.open(first.id(), "提高每公里标准");
        var changed = ParameterTable.read(releases.files(first.id()).get(MovingStory.OWN)).with(0, Map.of("value", "3"));
        assertThat(atOnce("policy.editor", () -> workshop.save(id, 0, MovingStory.OWN, changed))).containsExactlyInAnyOrder("done", "draftChanged");
        as("policy.editor");
        workshop.submit(id, 1);
        assertThat(atOnce("policy.approver", () -> workshop.release(id, 2))).containsExactlyInAnyOrder("done", "draftAlready");
        assertThat(releases.active(MovingStory.SCHEME).approvedBy()).isEqualTo("policy.approver");
        assertThat(releases.files(releases.active(MovingStory.SCHEME).id()).get(MovingStory.OWN)).isEqualTo(changed);
    }

    /** A finding, its debt, receipts, set-offs and returns of everybody at once, a return file and a reconciled day: nobody ever pays more than he owes. */
    @Test
    void takesBackWhatIsOwedAndNotAFenMore() throws Exception {
        money.fromAFindingToAGreenDay();
    }

    /** Two districts that share a city's money, in turn and at the same moment. */
    @Test
    void sharesACitysMoneyInTheOrderOfApproval() throws Exception {
        moving.begin();
        districts.waitsForTheCityInTheOrderOfApproval();
        districts.lackOfOnesOwnMoneyHoldsUpNobodyElse();
        districts.fourLevelsBearAPaymentToTheFen();
        districts.givesAsManyAsTheCityCanBear();
        assertThat(ledger.differences()).isEmpty();
    }

    /** A hundredth of the race of {@code mvn -Pfaults}: ten approvals at once, money for one. */
    @Test
    void reservesForOneOfTenThatAreApprovedAtOnce() throws Exception {
        story.morning();
        var file = mock(CaseFile.class);
        when(file.region()).thenReturn("990204");
        var thoughtUp = mock(CaseWork.class);
        when(thoughtUp.find(anyString())).thenReturn(file);
        when(thoughtUp.scheme(anyString())).thenReturn(schemes.scheme("incubation-award"));
        when(thoughtUp.paying(anyString())).thenReturn(schemes.scheme("incubation-award"));
        when(thoughtUp.grantedBy(anyString())).thenReturn(Optional.empty());
        when(thoughtUp.total(anyString(), anyString())).thenReturn(Money.ofYuan(3_000));
        var budgets = ThoughtUpBudgets.of(house, thoughtUp, house.getBean(Clock.class));
        var envelope = new Envelope("EMPLOYMENT_SUBSIDY", "2080713", story.today().getYear(), "990204");
        retries.run(() -> {
            budgets.appropriate(envelope, Money.ofYuan(3_000), "race-of-ten");
            return null;
        });
        var start = new CyclicBarrier(10);
        var pool = Executors.newFixedThreadPool(64);
        var reserved = new ArrayList<Boolean>();
        try {
            for (var result : pool.invokeAll(IntStream.range(0, 10).<Callable<Boolean>>mapToObj(i -> () -> {
                start.await();
                return untilItWins(() -> budgets.reserve("RACE-" + i, "MAIN"));
            }).toList())) {
                reserved.add(result.get());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(reserved).filteredOn(one -> one).hasSize(1);
        assertThat(jdbc.queryForList("select state from reservation where region = '990204'", String.class)).hasSize(10).filteredOn("RESERVED"::equals).hasSize(1);
        assertThat(ledger.balance(ThoughtUpBudgets.available(envelope))).isZero();
        assertThat(ledger.differences()).isEmpty();
    }

    /** As a person does who reads that somebody was faster: once more. */
    private boolean untilItWins(Supplier<Boolean> act) {
        for (int attempt = 1; ; attempt++) {
            try {
                return retries.run(act);
            } catch (Refusal raced) {
                assertThat(raced.code()).isEqualTo("somebodyWasFaster");
                assertThat(attempt).isLessThan(20);
            }
        }
    }

    /** A hundredth of {@code mvn -Pbench}: what the bench walks still can be walked. */
    @Test
    void aHundredthOfTheBench() {
        story.begin();
        var recognitions = new Recognitions(cases, work, inbox, reviewing);
        recognitions.throughServices(1);
        recognitions.throughHttp(port, 1);
        assertThat(reconciler.reconcile()).isZero();
    }

    /** Two threads of one person at the same moment. @return what each got: done, or the code of its refusal */
    private static List<String> atOnce(String username, Runnable work) throws Exception {
        var start = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var results = new ArrayList<String>();
            for (var result : pool.invokeAll(IntStream.range(0, 2).<Callable<String>>mapToObj(i -> () -> {
                as(username);
                start.await();
                try {
                    work.run();
                    return "done";
                } catch (Refusal refusal) {
                    return refusal.code();
                } finally {
                    AwardStory.nobody();
                }
            }).toList())) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
