package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.huibu.AwardStory.as;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.listing.RosterLists;
import org.huibu.casefile.quota.Quotas;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.casefile.recovery.Defence;
import org.huibu.casefile.recovery.Findings;
import org.huibu.casefile.recovery.RecoveryCases;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.disbursement.receivable.Debts;
import org.huibu.disbursement.receivable.Ground;
import org.huibu.identity.Accounts;
import org.huibu.ledger.Ledger;
import org.huibu.letters.Letters;
import org.huibu.party.Protection;
import org.huibu.process.SourceDown;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.review.Notices;
import org.huibu.review.Opinions;
import org.huibu.review.Reviewing;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.training.Cancellations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Apprenticeships from the plan to the balance or the refund (flows §4.4), through the product's own services. */
@HuibuTest
class ApprenticeshipFlowTests {

    @Autowired AwardStory house;
    @Autowired ApprenticeshipStory story;
    @Autowired ReleaseVariant variant;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Debts debts;
    @Autowired Findings findings;
    @Autowired Defence defence;
    @Autowired PaymentOrders orders;
    @Autowired Ledger ledger;
    @Autowired Letters letters;
    @Autowired Inbox inbox;
    @Autowired Opinions opinions;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired Quotas quotas;
    @Autowired Commitments commitments;
    @Autowired RosterLists lists;
    @Autowired Accounts accounts;
    @Autowired Protection protection;
    @Autowired Knobs knobs;
    @Autowired Notices notices;
    @Autowired Reviewing reviewing;
    @Autowired Cancellations cancellations;
    @Autowired CreditRecords credit;
    @Autowired MovableClock clock;
    @LocalServerPort int port;

    @BeforeEach
    void aHouseWithoutPlans() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    /** AP-E1: thirty apprentices of level 3 for a year; half is advanced, 27 pass, the balance is 84,000. */
    @Test
    void paysTheBalanceOfAClassOfWhichTwentySevenPass() {
        var all = apprentices(1, 30);
        var plan = story.listed("ENTERPRISE", "3", "105000", all);
        assertThat(orders.ofCase(plan)).singleElement().satisfies(order -> {
            assertThat(order.amount()).isEqualTo(Money.ofYuan(105_000));
            assertThat(order.state()).isEqualTo(PaymentOrder.State.SETTLED);
        });
        assertThat(commitments.of(plan)).as("the advance this year, the rest when the year of training is over").extracting(one -> one.envelope().year(), Commitments.Commitment::promised)
                .containsExactly(tuple(2026, Money.ofYuan(105_000)), tuple(2027, Money.ofYuan(105_000)));
        assertThat(letters.ofCase(plan)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-06", "DOC-14", "DOC-08", "DOC-09");
        assertThat(opinions.ofCase(plan)).filteredOn(one -> one.task().equals("专家评审")).extracting(Opinions.Opinion::outcome).containsExactlyInAnyOrder("FEASIBLE", "FEASIBLE", "NOT_FEASIBLE");
        assertThat(work.timeline(plan)).as("three experts are one step").filteredOn(one -> one.what().equals("StateReached") && one.details().contains("EXPERT_REVIEW")).hasSize(1);
        var claim = story.claimed(plan, 27, all);
        assertThat(work.lines(claim)).filteredOn(line -> line.verdict().equals("FAIL")).hasSize(3).extracting(ClaimLine::reason).containsOnly("NOT_PASSED");
        assertThat(story.total(claim)).isEqualTo(Money.ofYuan(189_000));
        story.agreed(claim);
        assertThat(story.total(claim)).isEqualTo(Money.ofYuan(84_000));
        story.paid(claim);
        assertThat(orders.ofCase(claim)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(84_000));
        assertThat(work.find(plan).state()).isEqualTo("SETTLED");
        assertThat(commitments.of(plan)).extracting(Commitments.Commitment::open).containsOnly(Money.ZERO);
        assertThat(ledger.differences()).isEmpty();
    }

    /** AP-E2: only twelve pass; 21,000 go back within three months after training, or after the settlement if that is later. */
    @Test
    void recordsTheRefundOfAClassOfWhichTwelvePass() {
        var all = apprentices(1, 30);
        var plan = story.listed("ENTERPRISE", "3", "105000", all);
        var claim = story.claimed(plan, 12, all);
        story.agreed(claim);
        assertThat(story.total(claim)).isEqualTo(Money.ZERO);
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(work.find(claim).state()).isEqualTo("REFUND_DUE");
        assertThat(jdbc.queryForMap("select advance_fen, earned_fen, refund_fen from settlement where case_number = ?", claim).values())
                .containsExactly(10_500_000L, 8_400_000L, 2_100_000L);
        assertThat(jdbc.queryForObject("select due_on from settlement where case_number = ?", LocalDate.class, claim)).isEqualTo(house.today().plusMonths(3));
        assertThat(orders.ofCase(claim)).isEmpty();
        assertThat(work.lines(claim)).filteredOn(line -> line.verdict().equals("PASS")).hasSize(12).extracting(ClaimLine::state).containsOnly(ClaimLine.State.PAID);
        var debt = jdbc.queryForMap("select id, case_number, amount_fen, ground, due_on from receivable where origin_case = ?", plan);
        assertThat(debt).containsEntry("amount_fen", 2_100_000L).containsEntry("ground", "OVER_ADVANCE").containsEntry("due_on", java.sql.Date.valueOf(house.today().plusMonths(3)));
        assertThat(work.find((String) debt.get("case_number")).state()).isEqualTo("OWED");
        transaction.executeWithoutResult(status -> debts.received((Long) debt.get("id"), Money.ofYuan(21_000), 1));
        assertThat(work.find((String) debt.get("case_number")).state()).isEqualTo("RECOVERED");
        assertThat(jdbc.queryForObject("select returned_on from settlement where case_number = ?", LocalDate.class, claim)).isEqualTo(house.today());
    }

    /** What had to come back of the advance before its settlement is neither asked for again nor left with the enterprise: together they give back what was not earned. */
    @Test
    void settlesAnAdvanceWithoutWhatWasAskedBackBefore() {
        var plan = story.listed("ENTERPRISE", "3", "17500", 1, 2, 3, 4, 5);
        transaction.executeWithoutResult(status -> debts.establish(new Debts.Claim(plan, plan, Map.of("", Money.ofYuan(2_000)), ApprenticeshipStory.FIRM, "离岗学徒", "-", Ground.ENDED_EARLY,
                "试", "-", house.today(), null)));
        var claim = story.claimed(plan, 2, 1, 2, 3, 4, 5);
        story.agreed(claim);
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(jdbc.queryForMap("select advance_fen, earned_fen, refund_fen from settlement where case_number = ?", claim).values())
                .containsExactly(1_550_000L, 1_400_000L, 150_000L);
        assertThat(jdbc.queryForList("select amount_fen from receivable where origin_case = ? order by id", Long.class, plan)).as("17,500 less 14,000 earned").containsExactly(200_000L, 150_000L);
        whatEndedEarlyIsAmongWhatWasSettled(plan);
    }

    /** A finding that was still being heard when the advance was settled asks for nothing that the settlement has asked for. */
    private void whatEndedEarlyIsAmongWhatWasSettled(String plan) {
        as("reviewer.qinghe");
        var left = LocalDate.parse(work.values(plan).get("class.start")).plusMonths(6);
        var number = findings.open(plan, "ENDED_EARLY", "学徒离岗", null, Map.of(3, new RecoveryCases.About(null, null, left)));
        var task = house.task(number, "reviewer.qinghe");
        reviewing.decide(task.taskId(), new Reviewing.Decision("PROPOSE", "属实", List.of(), Map.of(), Map.of("kind", "ENDED_EARLY", "facts", "核对参保")));
        as(ApprenticeshipStory.FIRM);
        defence.state(number, "已离岗");
        house.decide("rechecker.qinghe", number, "PROPOSE");
        assertThatThrownBy(() -> house.decide("approver.qinghe", number, "RECOVER")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("advanceSettled");
        house.decide("approver.qinghe", number, "DROP");
        assertThat(work.find(number).state()).isEqualTo("DROPPED");
    }

    /** No balance is left to be paid: an objection to a line is investigated all the same, and only then is the settlement confirmed. */
    @Test
    void investigatesObjectionsBeforeASettlementWithoutBalanceIsConfirmed() {
        var plan = story.listed("ENTERPRISE", "3", "17500", 1, 2, 3, 4, 5);
        var claim = story.claimed(plan, 2, 1, 2, 3, 4, 5);
        house.decide("reviewer.qinghe", claim, "PROPOSE");
        house.decide("rechecker.qinghe", claim, "AGREE");
        house.decide("notice.qinghe", claim, "PUBLISH");
        var notice = notices.ofCase(claim).get(0).id();
        notices.object(notice, 0, "此人没有参加培训");
        notices.object(notice, 1, "课时不足");
        clock.forwardTo(clock.now().plus(java.time.Duration.ofDays(8)));
        AwardStory.eventually(() -> inbox.ofCase(claim).size() == 2);
        assertThat(inbox.ofCase(claim)).extracting(row -> row.name()).containsOnly("异议调查");
        assertThat(work.find(claim).state()).isEqualTo("OBJECTION");
        var first = inbox.ofCase(claim).stream().filter(row -> "L0".equals(row.group())).findFirst().orElseThrow();
        as("objection.qinghe");
        reviewing.decide(first.taskId(), new Reviewing.Decision("UPHELD_IN_FULL", "查明未参加培训", List.of(), Map.of()));
        house.decide("objection.qinghe", claim, "NOT_UPHELD");
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(work.find(claim).state()).isEqualTo("REFUND_DUE");
        assertThat(work.refundOf(claim)).contains(new CaseWork.Refund(Money.ofYuan(17_500), Money.ofYuan(7_000), Money.ofYuan(10_500), house.today().plusMonths(3)));
        assertThat(work.lines(claim)).extracting(ClaimLine::state).startsWith(ClaimLine.State.REJECTED, ClaimLine.State.PAID);
        assertThat(letters.ofCase(claim)).extracting(Letters.Letter::code).contains("DOC-07", "DOC-08", "DOC-15", "DOC-10");
    }

    /** S55: a student has no labour contract but an agreement of three; without it the line is refused with its clause. S77: who has not accrued the fund is for a person. */
    @Test
    void aStudentNeedsTheAgreementOfThreeAndTheFundIsAskedAbout() {
        var form = story.plan("STUDENT", "4", "0");
        form.put("enterprise.fundAccrued", "no");
        var rows = new java.util.ArrayList<>(story.roster("STUDENT", 1, 11));
        rows.add(story.roster(1).get(0));
        rows.set(0, new java.util.LinkedHashMap<>(rows.get(0)));
        rows.get(0).put("agreementNo", "");
        rows.get(0).put("contractEnd", rows.get(0).get("contractStart"));
        var plan = story.filed(form, rows);
        assertThat(work.lines(plan)).extracting(ClaimLine::reason).containsExactly("AGREEMENT", "TRAINING_FUND", "TRAINING_FUND");
        assertThat(work.findings(plan, 2)).filteredOn(one -> one.code().equals("NOT_A_STUDENT")).as("no school knows him").singleElement().satisfies(one -> assertThat(one.verdict().name()).isEqualTo("NEEDS_PERSON"));
        assertThat(work.findings(plan, 0)).filteredOn(one -> one.code().equals("AGREEMENT")).singleElement().satisfies(one -> assertThat(one.clauses()).anyMatch(clause -> clause.toString().contains("SRC-34")));
        assertThat(work.findings(plan, 0)).filteredOn(one -> one.code().equals("CONTRACT")).as("row 1 is replaced").singleElement().satisfies(one -> assertThat(one.verdict().name()).isEqualTo("PASS"));
        assertThat(work.claimFindings(plan)).filteredOn(one -> one.code().equals("TRAINING_FUND")).singleElement().satisfies(one -> {
            assertThat(one.verdict().name()).isEqualTo("NEEDS_PERSON");
            assertThat(one.clauses()).anyMatch(clause -> clause.toString().contains("S77"));
        });
        var review = house.task(plan, "reviewer.qinghe");
        reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "已核凭证", List.of(new Reviewing.LineDecision(1, "PASS", Money.ZERO, "经费正在补提，已核凭证"), new Reviewing.LineDecision(2, "FAIL", Money.ZERO, "不是在校学生")), Map.of()));
        house.decide("rechecker.qinghe", plan, "AGREE");
        assertThat(work.find(plan).state()).as("a person has looked").isEqualTo("EXPERT_REVIEW");
    }

    /** §8.6: nobody claims. Of three apprentices one holds the certificate, so the rest of the advance is to come back; without an advance nothing is. */
    @Test
    void settlesAtWhatIsProvenWhatTheFirmNeverClaims() {
        variant.with("apprenticeship", story::windowOfAMonth, () -> {
            var plan = story.listed("ENTERPRISE", "3", "10500", 1, 41, 42);
            var without = story.listed("ENTERPRISE", "3", "0", 2);
            var claim = story.windowEnds(plan);
            AwardStory.eventually(() -> work.find(without).state().equals("UNCLAIMED"));
            assertThat(work.find(claim).owner()).isEqualTo(ApprenticeshipStory.FIRM);
            assertThat(work.lines(claim)).extracting(ClaimLine::reason).containsExactly(null, "NOT_PASSED", "NOT_PASSED");
            as(ApprenticeshipStory.FIRM);
            assertThatThrownBy(() -> cases.withdraw(claim)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("cannotWithdraw");
            story.agreed(claim);
            var decidedFrom = house.today();
            house.decide("approver.qinghe", claim, "CONFIRM");
            assertThat(work.find(claim).state()).isEqualTo("REFUND_DUE");
            assertThat(work.refundOf(claim)).get().satisfies(refund -> {
                assertThat(List.of(refund.advance(), refund.earned(), refund.amount())).containsExactly(Money.ofYuan(10_500), Money.ofYuan(7_000), Money.ofYuan(3_500));
                // The day may end between the decision and here.
                assertThat(refund.until()).isBetween(decidedFrom.plusMonths(3), house.today().plusMonths(3));
            });
            assertThat(letters.ofCase(claim)).extracting(Letters.Letter::code).containsExactly("DOC-06", "DOC-15", "DOC-10");
            assertThat(letters.ofCase(claim).get(2).content().refund().amount()).isEqualTo(Money.ofYuan(3_500));
            assertThat(work.find(plan).state()).isEqualTo("SETTLED");
        });
    }

    /** A claim in time is waited for beyond the time. When it is withdrawn the office settles, and pays no balance to who does not claim. */
    @Test
    void waitsForAClaimThatCameInTime() {
        variant.with("apprenticeship", story::windowOfAMonth, () -> {
            var plan = story.listed("ENTERPRISE", "3", "3500", 1);
            var withdrawn = story.claimed(plan, 1, 1);
            story.passWindow(plan);
            assertThat(work.find(plan).state()).isEqualTo("TRAINING");
            as(ApprenticeshipStory.FIRM);
            cases.withdraw(withdrawn);
            var claim = story.windowEnds(plan);
            story.agreed(claim);
            house.decide("approver.qinghe", claim, "CONFIRM");
            assertThat(work.find(claim).state()).isEqualTo("CLOSED");
            assertThat(work.find(plan).state()).isEqualTo("SETTLED");
            assertThat(orders.ofCase(claim)).isEmpty();
        });
    }

    /** AP-E4: two of the 27 took a level-3 subsidy for the occupation meanwhile. */
    @Test
    void doesNotPayTwiceForTheSameOccupationAndLevel() {
        var all = IntStream.concat(IntStream.concat(IntStream.rangeClosed(1, 25), IntStream.of(37, 38)), IntStream.rangeClosed(26, 28)).toArray();
        var plan = story.listed("ENTERPRISE", "3", "105000", all);
        var claim = story.claimed(plan, 27, all);
        assertThat(work.lines(claim)).filteredOn(line -> "SAME_LEVEL_PAID".equals(line.reason())).extracting(ClaimLine::seq).containsExactly(25, 26);
        story.agreed(claim);
        story.paid(claim);
        assertThat(orders.ofCase(claim)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(70_000));
    }

    /** AP-E7: ten student apprentices without an advance, eight pass. */
    @Test
    void paysStudentApprenticesTheirOwnStandard() {
        var all = apprentices(1, 10);
        var plan = story.listed("STUDENT", "4", "0", all);
        assertThat(orders.ofCase(plan)).isEmpty();
        var claim = story.claimed(plan, 8, all);
        story.agreed(claim);
        story.paid(claim);
        assertThat(orders.ofCase(claim)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(40_000));
    }

    /** AP-E8: the head counts inferred from a published notice; 36 planned, 28 passed, standard 5,000. */
    @Test
    void agreesWithAPublishedNotice() {
        UnaryOperator<String> kaifeng = file -> file.replace("AP_STANDARD_INTERMEDIATE, value: 5500", "AP_STANDARD_INTERMEDIATE, value: 5000");
        variant.with("apprenticeship", kaifeng, () -> variant.with("apprenticeship-settlement", kaifeng, () -> {
            var all = apprentices(1, 36);
            var plan = story.listed("ENTERPRISE", "4", "90000", all);
            assertThat(orders.ofCase(plan)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(90_000));
            var claim = story.claimed(plan, 28, all);
            story.agreed(claim);
            story.paid(claim);
            assertThat(orders.ofCase(claim)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(50_000));
        }));
    }

    @Test
    void anApprenticeOnTwoRunningPlansAndTwiceOnOneRosterIsRefused() {
        story.listed("ENTERPRISE", "3", "0", apprentices(1, 2));
        var form = story.plan("ENTERPRISE", "2", "0");
        form.put("class.occupation", "6-31-01-03");
        var second = story.filed(form, story.roster(2, 3, 3, 39));
        assertThat(work.lines(second)).extracting(ClaimLine::reason).containsExactly("RUNNING_PLAN", null, "RUNNING_PLAN", yearOfBenefit());
    }

    /** R28, DT-AP-3: the occupation is in the published directory, so a certificate of level 3 is worth 30 % more; the advance is not. */
    @Test
    void upliftsOccupationsOfTheDirectory() {
        var form = story.plan("ENTERPRISE", "3", "7000");
        form.putAll(Map.of("class.occupation", "6-31-01-03", "class.occupationName", "电工"));
        var plan = story.filed(form, story.roster(43));
        assertThat(story.total(plan)).as("half of the standard").isEqualTo(Money.ofYuan(3_500));
        story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        story.list(plan);
        var claim = story.claimed(plan, 1, 43);
        assertThat(story.total(claim)).isEqualTo(Money.ofYuan(9_100));
    }

    @Test
    void anExpertVotesOnceAndNobodyInvolvedVotes() {
        var number = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        story.vote(number, "FEASIBLE");
        var task = inbox.ofCase(number).get(0).taskId();
        as("expert1.qinghe");
        assertThatThrownBy(() -> inbox.claim(task)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("separationExpert");
        assertThat(inbox.ofCase(number)).hasSize(2);
    }

    /** SD3: who works for the school of the class has no vote on it, nor has who works for the firm. */
    @Test
    void whoWorksForTheSchoolOrTheFirmHasNoVote() {
        var number = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        story.vote(number);
        var task = house.task(number, "expert1.qinghe").taskId();
        for (var employer : List.of("91990101MA0009502F", "91990101MA0009501C")) {
            accounts.interests("expert1.qinghe", null, protection.index("ENTERPRISE", employer));
            try {
                as("expert1.qinghe");
                assertThatThrownBy(() -> inbox.claim(task)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("recusalSd3");
            } finally {
                accounts.interests("expert1.qinghe", null, null);
            }
        }
        house.decide("expert1.qinghe", number, "FEASIBLE");
        assertThat(opinions.ofCase(number)).filteredOn(one -> one.task().equals("专家评审")).hasSize(1);
    }

    @Test
    void aPanelOfAnEvenNumberIsNotCalled() {
        variant.with("apprenticeship", file -> file.replace("EXPERT_PANEL, value: 3", "EXPERT_PANEL, value: 4"), () -> {
            var number = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1));
            house.decide("reviewer.qinghe", number, "PROPOSE");
            assertThatThrownBy(() -> house.decide("rechecker.qinghe", number, "AGREE")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("panelNotOdd");
            assertThat(work.find(number).state()).isEqualTo("RECHECKING");
        });
    }

    /** CLASS_CANCELLED: the roster is left, the places go back, and all that was advanced is to come back; without an advance the plan ends at once. */
    @Test
    void aCancelledClassReturnsItsAdvanceAndItsPlaces() {
        var plan = story.listed("ENTERPRISE", "3", "7000", 1, 2);
        var without = story.listed("ENTERPRISE", "3", "0", 3);
        var replaced = story.changed(plan, Map.of(), List.of(story.leaves(2), story.joins(4, house.today())));
        house.decide("reviewer.qinghe", replaced, "PROPOSE");
        house.decide("approver.qinghe", replaced, "APPROVE");
        for (var one : List.of(plan, without)) {
            var change = story.changed(one, Map.of("plan.cancel", "yes"), List.of());
            house.decide("reviewer.qinghe", change, "PROPOSE");
            house.decide("approver.qinghe", change, "APPROVE");
            assertThat(work.find(change).state()).isEqualTo("CANCELLED");
        }
        assertThat(work.find(without).state()).isEqualTo("CANCELLED");
        assertThat(commitments.of(without)).extracting(Commitments.Commitment::open).containsOnly(Money.ZERO);
        assertThat(jdbc.queryForList("select distinct state from quota_claim", String.class)).containsExactly("RELEASED");
        assertThat(jdbc.queryForObject("select count(*) from condition_watch where case_number in (?, ?)", Integer.class, plan, without)).as("nobody is watched any more").isZero();
        assertThat(jdbc.queryForObject("select count(*) from roster_entry where left_on is null", Integer.class)).isZero();
        var claim = jdbc.queryForObject("select number from case_file where ex_officio = true and scheme_key = 'apprenticeship-settlement' order by id desc limit 1", String.class);
        AwardStory.eventually(() -> work.find(claim).state().equals("REVIEWING"));
        assertThat(work.lines(claim)).extracting(ClaimLine::label).as("who joined and who left that day too").containsExactlyInAnyOrder("安锐", "白钢", "杜钧");
        story.agreed(claim);
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(work.refundOf(claim)).get().satisfies(refund -> assertThat(refund.amount()).isEqualTo(Money.ofYuan(7_000)));
        assertThat(work.find(plan).state()).isEqualTo("SETTLED");
        assertThat(ledger.differences()).isEmpty();
        var again = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        assertThat(work.lines(again)).extracting(ClaimLine::reason).as("on no running plan any more").containsExactly((String) null);
    }

    /** What the firm does not give up by itself the office has given up, once its first day has come and nothing is recorded: the same review, and the advance returns the same way. */
    @Test
    void theOfficeCancelsAClassThatNeverStarts() {
        var plan = story.listed("ENTERPRISE", "3", "7000", 1, 2);
        as("rechecker.qinghe");
        assertThatThrownBy(() -> cancellations.open(plan, "未开班")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("notAReviewer");
        as("reviewer.qinghe");
        assertThatThrownBy(() -> cancellations.open(plan, "未开班")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("classNotDue");
        story.begun(plan);
        assertThatThrownBy(() -> cancellations.open(plan, " ")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("invalid");
        var reviewer = new WebClient(port);
        reviewer.login("reviewer.qinghe", "huibu-demo");
        var page = "/inbox/cases/" + plan + "/training";
        assertThat(reviewer.post(page, page + "/cancellation", Map.of("text", "到期无一人到岗，场地空置")).statusCode()).isEqualTo(302);
        assertThatThrownBy(() -> cancellations.open(plan, "未开班")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("cancellationOpen");
        var change = jdbc.queryForObject("select number from case_file where ex_officio = true and scheme_key = 'apprenticeship-change' order by id desc limit 1", String.class);
        AwardStory.eventually(() -> work.find(change).state().equals("REVIEWING"));
        assertThat(work.find(change).owner()).isEqualTo(ApprenticeshipStory.FIRM);
        assertThat(work.values(change)).containsEntry("plan.reason", "到期无一人到岗，场地空置");
        assertThat(work.claimVerdict(change)).contains("PASS");
        assertThat(work.timeline(plan)).filteredOn(one -> one.what().equals("CancellationOpened")).singleElement().satisfies(one -> assertThat(one.actor()).isEqualTo("reviewer.qinghe"));
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        assertThat(work.find(change).state()).isEqualTo("CANCELLED");
        assertThat(letters.ofCase(change)).extracting(Letters.Letter::code).containsExactly("DOC-18");
        assertThat(work.timeline(plan)).filteredOn(one -> one.what().equals("StateReached")).extracting(CaseWork.Happening::details).contains("state=CLASS_CANCELLED");
        var claim = jdbc.queryForObject("select number from case_file where ex_officio = true and scheme_key = 'apprenticeship-settlement' order by id desc limit 1", String.class);
        AwardStory.eventually(() -> work.find(claim).state().equals("REVIEWING"));
        story.agreed(claim);
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(work.refundOf(claim)).get().satisfies(refund -> assertThat(refund.amount()).isEqualTo(Money.ofYuan(7_000)));
        assertThat(work.find(plan).state()).isEqualTo("SETTLED");
        assertThat(ledger.differences()).isEmpty();
    }

    /** Where something of the class is recorded a person has to say whether it has started. */
    @Test
    void aClassWithRecordsIsCancelledByAPersonOnly() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1);
        story.recorded(plan, 1);
        as("reviewer.qinghe");
        var change = cancellations.open(plan, "录像无人");
        AwardStory.eventually(() -> work.find(change).state().equals("REVIEWING"));
        assertThat(work.claimFindings(change)).filteredOn(one -> one.verdict().name().equals("NEEDS_PERSON")).extracting(one -> one.code()).containsExactly("CLASS_BEGUN");
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "REJECT");
        assertThat(work.find(change).state()).isEqualTo("REJECTED");
        assertThat(work.find(plan).state()).isEqualTo("TRAINING");
    }

    /** D20: a body that is not filed for the occupation, or that nobody knows, is for a person. */
    @Test
    void theAssessmentBodyIsCompared() {
        var form = story.plan("ENTERPRISE", "3", "0");
        form.put("class.assessorUscc", "");
        as(ApprenticeshipStory.FIRM);
        var draft = house.hands().open("apprenticeship", AwardStory.QINGHE);
        house.hands().save(draft, form, story.roster(1));
        assertThat(cases.check(draft)).extracting("path", "code").contains(tuple("class.assessorUscc", "required"));
        form.put("class.assessorUscc", "12990101MA0009511J");
        var other = story.filed(form, story.roster(1));
        assertThat(work.claimFindings(other)).filteredOn(one -> one.code().equals("ASSESSOR_FILING")).singleElement().satisfies(one -> assertThat(one.verdict().name()).isEqualTo("NEEDS_PERSON"));
        assertThat(work.lines(other)).extracting(ClaimLine::reason).containsExactly("ASSESSOR_FILING");
        form.put("class.assessorUscc", "12990101MA00095540");
        assertThat(work.claimVerdict(story.filed(form, story.roster(2)))).as("in no register").contains("NEEDS_PERSON");
        assertThat(work.claimVerdict(story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(3)))).contains("PASS");
    }

    /** DT-AP-4 row 1: who has not paid back an advance is listed, but nothing is advanced; once it is paid back he is advanced again. Who is excluded is refused, and nothing could be advanced either. */
    @Test
    void nothingIsAdvancedWhileARefundIsOpenOrTheCreditIsHeld() {
        var first = story.listed("ENTERPRISE", "3", "17500", 1, 2, 3, 4, 5);
        var claim = story.claimed(first, 2, 1, 2, 3, 4, 5);
        story.agreed(claim);
        house.decide("approver.qinghe", claim, "CONFIRM");
        assertThat(work.find(claim).state()).isEqualTo("REFUND_DUE");
        var plan = story.filed(story.plan("ENTERPRISE", "3", "3500"), story.roster(6));
        assertThat(work.lines(plan)).singleElement().satisfies(line -> {
            assertThat(line.verdict()).isEqualTo("PASS");
            assertThat(line.amount()).isEqualTo(Money.ZERO);
        });
        story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        story.list(plan);
        assertThat(orders.ofCase(plan)).isEmpty();
        var debt = jdbc.queryForObject("select id from receivable where origin_case = ?", Long.class, first);
        transaction.executeWithoutResult(status -> debts.received(debt, Money.ofYuan(3_500), 1));
        var again = story.filed(story.plan("ENTERPRISE", "3", "3500"), story.roster(7));
        assertThat(work.lines(again)).singleElement().extracting(ClaimLine::amount).isEqualTo(Money.ofYuan(3_500));
        transaction.executeWithoutResult(status -> credit.enter(work.find(first).applicantIndex(), "菱工", first, CreditRecords.Kind.EXCLUDE, house.today(), house.today().plusYears(3)));
        try {
            var held = story.filed(story.plan("ENTERPRISE", "3", "3500"), story.roster(8));
            assertThat(work.lines(held)).singleElement().satisfies(line -> {
                assertThat(line.reason()).isEqualTo("CREDIT");
                assertThat(line.amount()).isEqualTo(Money.ZERO);
            });
            var review = house.task(held, "reviewer.qinghe");
            assertThatThrownBy(() -> reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "同意", List.of(new Reviewing.LineDecision(0, "PASS", Money.ofYuan(3_500), "")), Map.of())))
                    .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.faults()).extracting("path", "code", "arguments").containsExactly(tuple("lines[0]", "amountAboveRule", List.of(Money.ZERO.toString()))));
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
        }
    }

    /** DT-AP-2 rows 7 and 1 at the settlement: special aid taken during training, and a contract that ended before it and was not renewed, refuse the line with their clauses. */
    @Test
    void asksAgainAboutAidAndContractAtTheSettlement() {
        var rows = new java.util.ArrayList<Map<String, String>>();
        story.roster(1, 2, 36).forEach(row -> rows.add(new java.util.LinkedHashMap<>(row)));
        rows.get(0).put("contractEnd", "2027-09-30");
        rows.get(1).put("contractEnd", "2027-09-30");
        var plan = story.filed(story.plan("ENTERPRISE", "3", "0"), rows);
        story.vote(plan, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        story.list(plan);
        var claim = story.claimed(plan, 3, Map.of(2, Map.of("contractEnd", "2029-08-31")), 1, 2, 36);
        assertThat(work.lines(claim)).extracting(ClaimLine::reason).containsExactly("CONTRACT", null, "SPECIAL_AID");
        assertThat(work.lines(claim)).extracting(ClaimLine::verdict).containsExactly("FAIL", "PASS", "FAIL");
        assertThat(work.findings(claim, 2)).filteredOn(one -> one.code().equals("SPECIAL_AID")).singleElement().satisfies(one -> assertThat(one.clauses()).anyMatch(clause -> clause.toString().contains("SRC-36")));
        assertThat(work.findings(claim, 0)).filteredOn(one -> one.code().equals("CONTRACT")).singleElement().satisfies(one -> assertThat(one.clauses()).anyMatch(clause -> clause.toString().contains("SRC-31")));
    }

    /** §8.8: a duplicate is never overridden, even where something else is the line's first reason. */
    @Test
    void aDuplicateIsNotOverriddenBehindAnotherReason() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 37);
        var claim = story.claimed(plan, 1, 1, 37);
        assertThat(work.lines(claim)).extracting(ClaimLine::reason).containsExactly(null, "NOT_PASSED");
        var review = house.task(claim, "reviewer.qinghe");
        assertThatThrownBy(() -> reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "同意", List.of(new Reviewing.LineDecision(1, "PASS", Money.ZERO, "成绩登记有误")), Map.of())))
                .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.faults()).extracting("path", "code").containsExactly(tuple("lines[1]", "neverOverridden")));
    }

    /** §4.3: who joins later is watched like the first ones, promised for the months that are left and paid for them; who left is neither. */
    @Test
    void aReplacementIsWatchedPromisedAndPaidForTheMonthsThatAreLeft() {
        var plan = story.listed("ENTERPRISE", "3", "7000", 1, 2);
        clock.forwardTo(WorkingCalendar.endOf(story.startOf(plan).plusMonths(6)).minus(java.time.Duration.ofHours(14)));
        var joined = house.today();
        var change = story.changed(plan, Map.of(), List.of(story.leaves(2), story.joins(3, joined)));
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        assertThat(work.find(change).state()).isEqualTo("CHANGED");
        assertThat(jdbc.queryForList("select case_number from condition_watch where case_number in (?, ?) order by case_number", String.class, plan, change)).containsExactlyInAnyOrder(plan, change);
        assertThat(jdbc.queryForObject("select ends_on from condition_watch where case_number = ?", LocalDate.class, change)).isEqualTo(LocalDate.parse(work.values(plan).get("class.end")));
        assertThat(commitments.of(plan)).extracting(Commitments.Commitment::open).as("7,000 and half of it, less the 7,000 advanced").contains(Money.ofYuan(3_500)).allMatch(open -> open.isZero() || open.equals(Money.ofYuan(3_500)));
        var claim = story.claimed(plan, 2, 1, 3);
        assertThat(work.lines(claim)).extracting(ClaimLine::amount).as("six months of the year are left").containsExactly(Money.ofYuan(7_000), Money.ofYuan(3_500));
        story.agreed(claim);
        story.paid(claim);
        assertThat(orders.ofCase(claim)).singleElement().extracting(PaymentOrder::amount).isEqualTo(Money.ofYuan(3_500));
        assertThat(ledger.differences()).isEmpty();
    }

    /** The plan is listed, only its advance is refused: the decision says so, and the class is in training. */
    @Test
    void aRefusedAdvanceIsNotCalledAPlanThatIsNotListed() {
        var number = story.filed(story.plan("ENTERPRISE", "3", "3500"), story.roster(1));
        story.vote(number, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        house.decide("notice.qinghe", number, "PUBLISH");
        clock.forwardTo(clock.now().plus(java.time.Duration.ofDays(8)));
        house.decide("approver.qinghe", number, "LIST");
        house.decide("approver.qinghe", number, "REJECT");
        AwardStory.eventually(() -> work.find(number).state().equals("TRAINING"));
        assertThat(orders.ofCase(number)).isEmpty();
        var letter = letters.ofCase(number).stream().filter(one -> one.code().equals("DOC-08")).findFirst().orElseThrow();
        var firm = new WebClient(port);
        firm.login(ApprenticeshipStory.FIRM, "huibu-demo");
        assertThat(firm.get("/my/cases/" + number + "/letters/" + letter.id()).body()).contains("不予预支").doesNotContain("不予列入");
    }

    @Test
    void aPlanThatMostExpertsRefuseIsNotListed() {
        var number = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        story.vote(number, "NOT_FEASIBLE", "NOT_FEASIBLE", "FEASIBLE");
        house.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("PLAN_REJECTED");
        var letter = letters.ofCase(number).stream().filter(one -> one.code().equals("DOC-08")).findFirst().orElseThrow();
        var firm = new WebClient(port);
        firm.login(ApprenticeshipStory.FIRM, "huibu-demo");
        assertThat(letters.ofCase(number)).allSatisfy(one -> assertThat(firm.get("/my/cases/" + number + "/letters/" + one.id()).statusCode()).isEqualTo(200));
        assertThat(firm.get("/my/cases/" + number + "/letters/" + letter.id()).body()).contains("不予列入").doesNotContain("不予补贴", "予以补贴");
    }

    @Test
    void aFirmThatDoesNotMeetTheRuleIsToldAllReasonsAtOnce() {
        var form = story.plan("ENTERPRISE", "3", "0");
        form.put("enterprise.trainingSystem", "no");
        form.put("class.start", house.today().minusDays(1).toString());
        var number = story.filed(form, story.roster(1));
        assertThat(work.claimFindings(number)).filteredOn(finding -> finding.verdict().name().equals("FAIL")).extracting("code")
                .isEqualTo(List.of("NO_TRAINING_SYSTEM", "FILED_LATE", "TERM_OUT_OF_RANGE"));
    }

    /** DT-AP-1 rows 1 and 2 apart; too few mentors by name, more than two years, a school without a licence and a fund accrued without proof are for a person. */
    @Test
    void aFirmThatIsNoLegalPersonOrClosedIsRefusedAndALongTermIsForAPerson() {
        var form = story.plan("ENTERPRISE", "3", "0");
        form.putAll(Map.of("enterprise.uscc", "92990101MA0009504J", "class.months", "30", "class.end", story.start().plusMonths(30).minusDays(1).toString(), "class.schoolMentorNames", "韦老师",
                "class.schoolUscc", "91990101MA0009501C"));
        as(ApprenticeshipStory.FIRM);
        var number = house.hands().open("apprenticeship", AwardStory.QINGHE);
        house.hands().save(number, form, story.roster(1));
        work.scheme(number).pack().materials().stream().filter(material -> !material.key().equals("trainingFund")).forEach(material -> house.hands().attach(number, material.key(), AwardStory.PDF));
        house.hands().submit(number);
        house.decide("acceptor.qinghe", number, "ACCEPTED");
        AwardStory.eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.claimFindings(number)).filteredOn(finding -> finding.verdict().name().equals("FAIL")).extracting("code").isEqualTo(List.of("NOT_LEGAL_PERSON", "CREDIT"));
        assertThat(work.claimFindings(number)).filteredOn(finding -> finding.verdict().name().equals("NEEDS_PERSON")).extracting("code").isEqualTo(List.of("CAPACITY", "TRAINING_FUND", "SPECIAL_TERM", "SCHOOL_LICENCE"));
    }

    /** Two hold the certificate but were not there to the end: who left is for a person, who was no longer insured is refused. */
    @Test
    void doesNotSettleWhoLeftTheClassOrWasNotInsured() {
        var plan = story.listed("ENTERPRISE", "4", "0", 1, 2, 40);
        var change = story.changed(plan, Map.of(), List.of(story.leaves(2)));
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        var claim = story.claimed(plan, 3, 1, 2, 40);
        assertThat(work.lines(claim)).extracting(ClaimLine::verdict, ClaimLine::reason).containsExactly(tuple("PASS", null), tuple("NEEDS_PERSON", "LEFT_CLASS"), tuple("FAIL", "NOT_INSURED"));
    }

    /** A7: another level is another standard, so a person looks, and what is promised follows the approval. */
    @Test
    void aChangeOfTheCourseIsForAPersonAndMovesThePromise() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        var change = story.changed(plan, Map.of("class.changedOn", house.today().toString(), "class.level", "2", "class.practiceHours", "500"), List.of(story.leaves(2), story.joins(39, house.today())));
        assertThat(work.claimFindings(change)).filteredOn(finding -> finding.verdict().name().equals("NEEDS_PERSON")).extracting("code").isEqualTo(List.of("COURSE_CHANGED"));
        assertThat(work.lines(change)).extracting(ClaimLine::reason).containsExactly(null, yearOfBenefit());
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        assertThat(jdbc.queryForObject("select attributes from recognition where number = ?", String.class, "RD-" + plan)).contains("\"level\":\"2\"", "\"practiceHours\":\"500\"");
        assertThat(commitments.of(plan).stream().map(Commitments.Commitment::open).reduce(Money.ZERO, Money::plus)).isEqualTo(Money.ofYuan(house.year() == 2026 ? 8_500 : 17_000));
    }

    /** The demonstration district has 200 places; 199 are held by another case. */
    @Test
    void waitsForPlacesInTurnAndGoesOnByItself() {
        transaction.executeWithoutResult(status -> jdbc.update("insert into quota_claim (id, scheme_key, region, year_, case_number, places, state) values (?, ?, ?, ?, ?, ?, ?)",
                Ids.next(), "apprenticeship", "990101", house.year(), "OTHER", 199, "HELD"));
        var first = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(1, 2));
        var second = story.filed(story.plan("ENTERPRISE", "3", "0"), story.roster(3));
        story.vote(first, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        story.vote(second, "FEASIBLE", "FEASIBLE", "FEASIBLE");
        assertThat(List.of(first, second)).allMatch(number -> work.find(number).state().equals("WAITING_QUOTA"));
        assertThat(quotas.place(first)).contains(1L);
        assertThat(quotas.place(second)).contains(2L);
        quotas.release("OTHER");
        assertThatThrownBy(() -> quotas.release("OTHER")).isInstanceOf(Refusal.class).extracting("code").isEqualTo("quotaReleasedTwice");
        AwardStory.eventually(() -> work.find(first).state().equals("NOTICE_PENDING") && work.find(second).state().equals("NOTICE_PENDING"));
        assertThat(quotas.place(first)).isEmpty();
    }

    /** The firm's insured, under its mandate: listed with masked numbers, ticked onto the roster once, and a silent source loses nothing. */
    @Test
    void fillsARosterFromTheListOfTheInsured() {
        as(ApprenticeshipStory.FIRM);
        var number = cases.open("apprenticeship", AwardStory.QINGHE);
        cases.save(number, null, story.plan("ENTERPRISE", "3", "0"), story.roster(1));
        assertThatThrownBy(() -> lists.mandated(number)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("listNotYours");
        accounts.interests(ApprenticeshipStory.FIRM, protection.index("ENTERPRISE", "91990101MA0009501C"), null);
        assertThatThrownBy(() -> lists.page(number, 0)).isInstanceOf(Refusal.class).extracting("code").isEqualTo("mandateMissing");
        lists.mandate(number);
        var part = lists.page(number, 0);
        assertThat(part.total()).isEqualTo(43);
        assertThat(part.entries()).filteredOn(RosterLists.Entry::rostered).singleElement().satisfies(one -> assertThat(one.shown().get("name")).isEqualTo("安锐"));
        assertThat(part.entries()).allMatch(one -> one.shown().get("idNo").contains("*"));
        var two = part.entries().stream().filter(one -> List.of("白钢", "安锐").contains(one.shown().get("name"))).map(RosterLists.Entry::key).toList();
        assertThat(lists.add(number, 0, Set.copyOf(two))).isEqualTo(1);
        assertThat(cases.lines(number)).extracting(ClaimLine::label).containsExactly("安锐", "白钢");
        assertThat(cases.lines(number).get(1).data()).containsEntry("idNo", "990101199703037021");
        assertThat(cases.check(number)).as("the other columns are still asked for").anyMatch(fault -> fault.path().equals("lines[1].hireType"));
        knobs.set("social-insurance", "down");
        try {
            assertThatThrownBy(() -> lists.page(number, 0)).isInstanceOf(SourceDown.class);
        } finally {
            knobs.set("social-insurance", "up");
        }
        assertThat(cases.lines(number)).hasSize(2);
    }

    /** Within a running plan one leaves, one joins and the class goes on for a month: plan, roster and the time for the claim follow the approval. */
    @Test
    void changesARunningPlanByARequestOfItsOwn() {
        var plan = story.listed("ENTERPRISE", "3", "7000", 1, 2);
        as(ApprenticeshipStory.FIRM);
        assertThatThrownBy(() -> cases.save(plan, null, Map.of(), story.roster(1))).isInstanceOf(Refusal.class).satisfies(refusal -> {
            assertThat(((Refusal) refusal).code()).isEqualTo("changeByRequest");
            assertThat(((Refusal) refusal).arguments()).singleElement().isIn("企业新型学徒制变更备案", "Change of an apprenticeship plan");
        });
        assertThatThrownBy(() -> cases.saveLine(plan, null, story.roster(3).get(0))).isInstanceOf(Refusal.class).extracting("code").isEqualTo("changeByRequest");
        var end = LocalDate.parse(work.values(plan).get("class.end"));
        var longer = end.plusDays(1).plusMonths(1).minusDays(1);
        var change = story.changed(plan, Map.of("class.changedOn", house.today().toString(), "class.end", longer.toString(), "class.months", "13"), List.of(story.leaves(2), story.joins(3, house.today())));
        assertThat(work.lines(change)).extracting(ClaimLine::verdict).containsExactly("PASS", "PASS");
        house.decide("reviewer.qinghe", change, "PROPOSE");
        house.decide("approver.qinghe", change, "APPROVE");
        assertThat(work.find(change).state()).isEqualTo("CHANGED");
        assertThat(jdbc.queryForList("select label from roster_entry where left_on is null order by id", String.class)).containsExactly("安锐", "程巧");
        assertThat(jdbc.queryForObject("select attributes from recognition where number = ?", String.class, "RD-" + plan)).contains(longer.toString()).contains("\"months\":\"13\"");
        assertThat(jdbc.queryForObject("select max(j.duedate_) from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_ where e.business_key_ = ?", java.sql.Timestamp.class, plan)
                .toInstant()).isEqualTo(WorkingCalendar.endOf(longer.plusMonths(12)));
        assertThat(jdbc.queryForObject("select max(ends_on) from condition_watch where case_number = ?", LocalDate.class, plan)).as("watched as long as it is trained").isEqualTo(longer);
        assertThat(letters.ofCase(change)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-18");
        assertThat(commitments.of(plan).stream().map(Commitments.Commitment::open).reduce(Money.ZERO, Money::plus)).as("thirteen months of two apprentices without what was advanced")
                .isEqualTo(Money.ofFen(1_516_667 - 700_000));
        assertThat(ledger.differences()).isEmpty();
    }

    @Test
    void aChangeThatTakesMorePlacesOrComesLateIsNotPassedByTheRule() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        var more = story.changed(plan, Map.of(), List.of(story.joins(3, house.today())));
        assertThat(work.claimFindings(more)).filteredOn(finding -> finding.verdict().name().equals("FAIL")).extracting("code").isEqualTo(List.of("PLACES_EXCEEDED"));
        house.decide("reviewer.qinghe", more, "PROPOSE");
        house.decide("approver.qinghe", more, "REJECT");
        assertThat(work.find(more).state()).isEqualTo("REJECTED");
        var late = story.changed(plan, Map.of(), List.of(story.leaves(2), story.joins(3, house.today().minusDays(20)), story.leaves(5)));
        assertThat(work.lines(late)).extracting(ClaimLine::reason).containsExactly(null, "FILED_LATE", "NOT_IN_ROSTER");
    }

    /** What was filed late is no reason to refuse by itself: a reviewer looks, line by line and at the change of the class, and the approver decides. */
    @Test
    void aLateChangeGoesToAPersonAndCanBeApproved() {
        var plan = story.listed("ENTERPRISE", "3", "0", 1, 2);
        var before = house.today().minusDays(20);
        var change = story.changed(plan, Map.of("class.changedOn", before.toString(), "class.venue", "二号实训车间"), List.of(story.leaves(1), story.leaves(2), story.joins(3, before), story.joins(4, before)));
        assertThat(work.claimFindings(change)).filteredOn(finding -> finding.verdict().name().equals("NEEDS_PERSON")).extracting("code").isEqualTo(List.of("CLASS_FILED_LATE"));
        assertThat(work.lines(change)).extracting(ClaimLine::reason).containsExactly(null, null, "FILED_LATE", "FILED_LATE");
        var review = house.task(change, "reviewer.qinghe");
        assertThatThrownBy(() -> reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "已核", List.of(new Reviewing.LineDecision(2, "PASS", Money.ZERO, "学徒当日已到岗")), Map.of())))
                .isInstanceOf(Refusal.class).satisfies(refusal -> assertThat(((Refusal) refusal).faults()).extracting("path", "code").containsExactly(tuple("lines[3]", "lineUnsettled")));
        reviewing.decide(review.taskId(), new Reviewing.Decision("PROPOSE", "逾期有正当理由",
                List.of(new Reviewing.LineDecision(2, "PASS", Money.ZERO, "学徒当日已到岗"), new Reviewing.LineDecision(3, "FAIL", Money.ZERO, "未到岗")), Map.of()));
        house.decide("approver.qinghe", change, "APPROVE");
        assertThat(work.find(change).state()).isEqualTo("CHANGED");
        assertThat(jdbc.queryForList("select label from roster_entry where left_on is null order by id", String.class)).containsExactly("程巧");
        assertThat(jdbc.queryForObject("select attributes from recognition where number = ?", String.class, "RD-" + plan)).contains("二号实训车间");
    }

    private String yearOfBenefit() {
        return house.year() == 2026 ? "YEAR_LIMIT" : null;
    }

    private static int[] apprentices(int from, int to) {
        return IntStream.rangeClosed(from, to).toArray();
    }
}
