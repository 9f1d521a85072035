package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;
import static org.huibu.LoanStory.enterprise;
import static org.huibu.LoanStory.hire;
import static org.huibu.LoanStory.partner;
import static org.huibu.LoanStory.person;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.judging.EligibilityChecks;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Commitments;
import org.huibu.guarantee.BankChoice;
import org.huibu.guarantee.Loan;
import org.huibu.guarantee.bank.BankOrder;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.guarantee.spi.Bank;
import org.huibu.guarantee.spi.BankAnswers.Verdict;
import org.huibu.letters.Letters;
import org.huibu.process.clock.MovableClock;
import org.huibu.review.inbox.Inbox;
import org.huibu.sandbox.Knobs;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The guarantee loan from application to disbursement, with every way out, through the product's own services and engine. */
@HuibuTest
class LoanFlowTests extends LoanHouse {

    @Autowired CaseFiles cases;
    @Autowired Inbox inbox;
    @Autowired EligibilityChecks checks;
    @Autowired ReleaseVariant variant;
    @Autowired GuaranteeFunds funds;
    @Autowired Commitments commitments;
    @Autowired Budgets budgets;
    @Autowired BankOrders orders;
    @Autowired BankChoice choice;
    @Autowired Letters letters;
    @Autowired CreditRecords credit;
    @Autowired Schemes schemes;
    @Autowired MovableClock clock;
    @Autowired Knobs knobs;
    @Autowired org.huibu.review.Reviewing reviewing;
    @org.springframework.boot.test.web.server.LocalServerPort int port;

    /** DT-COM-3: whoever cheated elsewhere gets no loan, man or firm, and reads by which clause and from when; while a debt before the court is unpaid, until that is paid. */
    @Test
    void lendsNothingToWhoIsExcluded() {
        var person = loan.draft("founder.bailu", "loan-person", person(), List.of());
        var firm = loan.draft("firm.changfeng", "loan-enterprise", enterprise(), List.of(hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28")));
        var until = story.today().plusYears(3);
        transaction.executeWithoutResult(status -> {
            credit.enter(work.find(person).applicantIndex(), "白露", person, CreditRecords.Kind.EXCLUDE, story.today(), until);
            credit.enter(work.find(firm).applicantIndex(), "云溪长风制造有限公司", firm, CreditRecords.Kind.UNPAID, story.today(), null);
        });
        try {
            excluded("founder.bailu", person, until.toString());
            excluded("firm.changfeng", firm, CreditRecords.WHEN_PAID);
            var web = new WebClient(port);
            web.login("reviewer.qinghe", "huibu-demo");
            assertThat(web.get("/inbox/" + story.task(firm, "reviewer.qinghe").taskId()).body()).contains("还清应退款之日");
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
        }
    }

    private void excluded(String owner, String number, String until) {
        as(owner);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.claimVerdict(number)).contains("FAIL");
        assertThat(work.claimFindings(number)).filteredOn(finding -> finding.code().equals("EXCLUDED")).singleElement().satisfies(finding -> {
            assertThat(finding.verdict().name()).isEqualTo("FAIL");
            assertThat(finding.clauses()).anyMatch(clause -> clause.contains("联合惩戒"));
            assertThat(finding.facts()).extracting(fact -> fact.value()).containsExactly("true", until);
        });
    }

    @Test
    void lendsToAFounderWithoutCounterGuarantee() {
        var number = loan.qualified();
        assertThat(loans.of(number)).get().satisfies(one -> {
            assertThat(one.borrowerClass()).isEqualTo("PRIORITY");
            assertThat(one.cap()).isEqualTo(Money.ofYuan(300_000));
        });
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-11");
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ofYuan(100_000));
        assertThat(loan.says("YXB", number, Bank.State.APPROVED, 90_000, 24)).isEqualTo(Verdict.TAKEN);
        assertThat(work.find(number).state()).isEqualTo("BANK_APPROVED");
        assertThatThrownBy(() -> loan.fill("bank.yunxi", number, "SIGNED", loan.contract("100000", "24"))).isInstanceOf(Refusal.class)
                .satisfies(no -> assertThat(((Refusal) no).faults()).extracting("path", "code").containsExactly(org.assertj.core.groups.Tuple.tuple("form.amount", "aboveGranted")));
        loan.fill("bank.yunxi", number, "SIGNED", loan.contract("90000", "24"));
        assertThat(work.find(number).state()).isEqualTo("CONTRACTED");
        assertThat(loans.of(number)).get().satisfies(one -> {
            assertThat(one.borrowerRate()).isEqualByComparingTo("0.0195");
            assertThat(one.subsidyRate()).isEqualByComparingTo("0.02");
        });
        assertThat(commitments.of(number)).as("90,000 at 2% over two years").hasSizeBetween(2, 3).allMatch(one -> one.envelope().fund().equals("INCLUSIVE_FINANCE"));
        assertThat(commitments.of(number).stream().map(Commitments.Commitment::promised).reduce(Money.ZERO, Money::plus).yuan())
                .isBetween(new BigDecimal("3649.99"), new BigDecimal("3655.01"));
        var next = commitments.of(number).get(1);
        budgets.appropriate(next.envelope(), Money.ofYuan(1_000), "interest-" + number);
        assertThat(commitments.of(number).get(1).uncovered()).as("a year's money covers promises first").isEqualTo(next.uncovered().minus(Money.ofYuan(1_000)));
        as("founder.bailu");
        assertThatThrownBy(() -> cases.withdraw(number)).as("too late to withdraw").extracting("code").isEqualTo("cannotWithdraw");
        loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "90000", "voucher", "FK-1"));
        assertThat(work.find(number).state()).isEqualTo("DISBURSED");
        assertThat(loans.of(number)).get().extracting(Loan::state).isEqualTo(Loan.State.DISBURSED);
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ofYuan(90_000));
    }

    @Test
    void takesTheCaseToAnotherBankAndHearsNobodyElse() {
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        var first = loan.order(number).key();
        assertThat(loan.says("QHB", "foreign", first, Bank.State.APPROVED, 90_000, 24)).as("another bank's case").isEqualTo(Verdict.WRONG_BANK);
        assertThat(loan.says("YXB", "too much", first, Bank.State.APPROVED, 400_000, 24)).isEqualTo(Verdict.ABOVE_CAP);
        assertThat(loan.says("YXB", "no", first, Bank.State.REFUSED, 0, 0)).isEqualTo(Verdict.TAKEN);
        assertThat(work.find(number).state()).isEqualTo("CHOOSING_BANK");
        assertThat(funds.outstanding(QINGHE.city())).isEqualTo(Money.ZERO);
        assertThat(loan.says("YXB", "no", first, Bank.State.REFUSED, 0, 0)).as("the same again").isEqualTo(Verdict.TWICE);
        assertThat(loan.says("YXB", "changed its mind", first, Bank.State.APPROVED, 90_000, 24)).isEqualTo(Verdict.TOO_LATE);
        as("founder.heqing");
        assertThatThrownBy(() -> choice.choose(number, "QHB")).as("somebody else's case").extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
        as("founder.bailu");
        assertThat(choice.offered(number)).extracting("value").containsExactly("QHB", "LHB");
        assertThatThrownBy(() -> choice.choose(number, "YXB")).extracting("code").isEqualTo("bankTriedBefore");
        choice.choose(number, "QHB");
        as("bank.yunxi");
        assertThat(inbox.mine(null, 500)).as("the first bank no longer works it").noneMatch(row -> row.caseNumber().equals(number));
        loan.investigate(number, "bank.qinghe");
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        assertThat(loan.says("QHB", number, Bank.State.APPROVED, 100_000, 24)).isEqualTo(Verdict.TAKEN);
        assertThat(orders.ofCase(number)).extracting(BankOrder::state).containsExactly(BankOrder.State.REFUSED, BankOrder.State.APPROVED);
        loan.fill("bank.qinghe", number, "SIGNED", loan.contract("100000", "24"));
        assertThat(work.find(number).state()).isEqualTo("CONTRACTED");
    }

    /** Over HTTP: another bank answers first and is not heard, then the right one, three times. */
    @Test
    void hearsTheBankOverItsInterface() {
        knobs.set(Knobs.LENDER, "wrong");
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_APPROVED"));
        knobs.set(Knobs.LENDER, "duplicate");
        loan.fill("bank.yunxi", number, "NOT_SIGNED", Map.of());
        assertThat(work.find(number).state()).isEqualTo("CHOOSING_BANK");
        as("founder.bailu");
        choice.choose(number, "QHB");
        loan.investigate(number, "bank.qinghe");
        eventually(() -> work.find(number).state().equals("BANK_APPROVED"));
        assertThat(orders.ofCase(number)).extracting(BankOrder::state).containsExactly(BankOrder.State.TAKEN_BACK, BankOrder.State.APPROVED);
    }

    @Test
    void hearsARefusalOverTheInterface() {
        knobs.set(Knobs.LENDER, "decline");
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("CHOOSING_BANK"));
        assertThat(loan.order(number).reason()).isNotBlank();
    }

    @Test
    void waitsForCapacityAndGoesOnByItself() {
        transaction.executeWithoutResult(status -> jdbc.update("insert into guarantee_hold (id, case_number, region, bank, amount_fen, state, reason) "
                + "values (1, 'OTHER', '990100', 'YXB', ?, 'GUARANTEED', '')", funds.balance(QINGHE.city()).fen() * 5 - 5_000_000));
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("WAITING_CAPACITY"));
        transaction.executeWithoutResult(status -> jdbc.update("delete from guarantee_hold where id = 1"));
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).contains("CapacityMissing", "CapacityReserved");
    }

    @Test
    void waitsWhileItsBankIsStopped() {
        loan.standing("YXB", "200000");
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("WAITING_CAPACITY"));
        loan.standing("YXB", "199999");
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
    }

    @Test
    void offersAnotherBankWhenOneIsSilent() {
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        clock.forwardTo(clock.now().plus(Duration.ofDays(14)));
        eventually(() -> work.find(number).state().equals("CHOOSING_BANK"));
        assertThat(loan.order(number).state()).isEqualTo(BankOrder.State.TAKEN_BACK);
    }

    /** The limit passes while the order is being worked: the step that lost the race is tried again at once, not a minute later. */
    @Test
    void takesAnOrderBackThatIsBeingWorked() throws Exception {
        var number = loan.qualified();
        loan.investigate(number);
        eventually(() -> loan.order(number).state() == BankOrder.State.RECEIVED);
        var held = new CountDownLatch(1);
        var limitPassed = new CountDownLatch(1);
        var outbox = new FutureTask<Void>(() -> {
            transaction.executeWithoutResult(status -> {
                jdbc.update("update bank_order set version = version + 1 where case_number = ?", number);
                held.countDown();
                awaited(limitPassed);
                eventually(() -> jdbc.queryForObject("select count(*) from information_schema.sessions where blocker_id = session_id()", Integer.class) > 0);
            });
            return null;
        });
        new Thread(outbox).start();
        awaited(held);
        clock.forwardTo(clock.now().plus(Duration.ofDays(14)));
        limitPassed.countDown();
        outbox.get();
        Awaitility.await("less than the minute after which other faults are tried again").atMost(Duration.ofSeconds(30)).until(() -> work.find(number).state().equals("CHOOSING_BANK"));
        assertThat(loan.order(number).state()).isEqualTo(BankOrder.State.TAKEN_BACK);
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void refusesWhatIsAboveTheCap() {
        var form = person();
        form.put("loan.amount", "300001");
        var number = loan.reviewed("founder.bailu", "loan-person", form, List.of());
        assertThat(work.claimFindings(number)).filteredOn(f -> f.code().equals("AMOUNT_ABOVE_CAP")).singleElement()
                .satisfies(f -> assertThat(f.verdict().name()).isEqualTo("FAIL"));
        assertThat(work.claimFindings(number)).filteredOn(f -> !f.code().equals("AMOUNT_ABOVE_CAP")).allMatch(f -> f.verdict().name().equals("PASS"));
        var told = new ApiClient(port, "founder.bailu").get("/cases/" + number + "/findings");
        assertThat(told.body().toString()).as("told through the interface").contains("AMOUNT_ABOVE_CAP", "FAIL");
        var borrower = new WebClient(port);
        borrower.login("founder.bailu", "huibu-demo");
        assertThat(borrower.get("/my/cases/" + number).body()).as("there are no lines to count").contains("系统核对完毕：不符合").doesNotContain("行符合");
        var officer = new WebClient(port);
        officer.login("reviewer.qinghe", "huibu-demo");
        assertThat(officer.get("/inbox/cases/" + number).body()).as("a parameter has a name").contains("个人额度上限 300000", "· LOAN_CAP_INDIVIDUAL").doesNotContain("LOAN_CAP_INDIVIDUAL=", "行符合");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        assertThatThrownBy(() -> story.decide("approver.qinghe", number, "APPROVE")).extracting("code").isEqualTo("notQualified");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-08");
    }

    @Test
    void obtainsACounterGuaranteeAboveTheLimit() {
        var form = person();
        form.put("loan.amount", "200000");
        var number = loan.reviewed("founder.bailu", "loan-person", form, List.of());
        loan.qualify(number);
        loan.investigate(number);
        loan.fill("operator.yunxi", number, "PROVIDED", Map.of("kind", "GUARANTOR", "agreementNo", "FDB-1", "giver", "程朗"));
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
    }

    /** DT-LOAN-5: named grounds of the district, the operator or the bank waive what the amount would ask for; grounds without a basis do not count. */
    @Test
    void waivesTheCounterGuaranteeOfTheRecommended() {
        var form = person();
        form.put("loan.amount", "200000");
        var number = loan.reviewed("founder.bailu", "loan-person", form, List.of());
        assertThatThrownBy(() -> loan.fill("reviewer.qinghe", number, "PROPOSE", Map.of("recommendation", "TAX_GRADE"))).isInstanceOf(Refusal.class)
                .satisfies(no -> assertThat(((Refusal) no).faults()).extracting("path", "code").containsExactly(org.assertj.core.groups.Tuple.tuple("form.recommendationBasis", "required")));
        loan.fill("reviewer.qinghe", number, "PROPOSE", Map.of("recommendation", "TAX_GRADE", "recommendationBasis", "纳税信用 A 级（2025 年度）"));
        story.decide("approver.qinghe", number, "APPROVE");
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
    }

    /** SD5: the operator's colleague does not sit in the house that qualified; a bank sees no other bank's case. */
    @Test
    void keepsFourOrganisationsApart() {
        var number = loan.qualified();
        var unit = jdbc.queryForObject("select unit from account where username = 'operator.yunxi'", String.class);
        transaction.executeWithoutResult(status -> jdbc.update("update account set unit = (select unit from account where username = 'reviewer.qinghe') where username = 'operator.yunxi'"));
        try {
            assertThatThrownBy(() -> loan.investigate(number)).extracting("code").isEqualTo("separationSd5");
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("update account set unit = ? where username = 'operator.yunxi'", unit));
        }
        as("bank.yunxi");
        var task = inbox.mine(null, 500).stream().filter(row -> row.caseNumber().equals(number)).findFirst().orElseThrow().taskId();
        var other = new ApiClient(port, "bank.qinghe").post("/tasks/" + task + "/claim", Map.of());
        assertThat(other.status()).as("another bank's case").isEqualTo(404);
        var decided = new ApiClient(port, "bank.qinghe").post("/tasks/" + task + "/complete", Map.of("outcome", "SUPPORT", "opinion", "同意"));
        assertThat(decided.status()).isEqualTo(404);
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
    }

    /** Entry by the bank: the borrower finds and claims the draft; whoever is not the borrower finds nothing, five times, and then is told to wait. */
    @Test
    void letsABankOpenACaseThatItsBorrowerClaims() {
        transaction.executeWithoutResult(status -> jdbc.update("delete from throttle"));
        var bank = new ApiClient(port, "bank.yunxi");
        var wrong = bank.post("/entries", Map.of("scheme", "loan-person", "region", "440106", "form", Map.of("borrower.name", "白露", "borrower.idNo", "990101199102111080")));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body().toString()).contains("region", "borrower.idNo");
        assertThat(new ApiClient(port, "acceptor.qinghe").post("/entries", Map.of("scheme", "loan-person", "region", "990101")).status()).isEqualTo(403);
        var typed = new java.util.HashMap<>(person());
        typed.put("loan.bank", "QHB");
        var opened = bank.post("/entries", Map.of("scheme", "loan-person", "region", "990101", "form", typed));
        assertThat(opened.status()).isEqualTo(201);
        var number = opened.header("Location").substring("/api/v1/entries/".length());
        var borrower = new ApiClient(port, "founder.bailu");
        assertThat(borrower.get("/cases/" + number).status()).as("not claimed yet").isEqualTo(404);
        var stranger = new ApiClient(port, "founder.heqing");
        for (int i = 0; i < 5; i++) {
            assertThat(stranger.post("/cases/" + number + "/claim", Map.of("name", "何晴", "ownNumber", "990101199607161436")).status()).isEqualTo(404);
        }
        assertThat(stranger.post("/cases/" + number + "/claim", Map.of("name", "白露", "ownNumber", "990101199102111089")).status()).isEqualTo(429);
        assertThat(jdbc.queryForObject("select count(*) from audit_entry where chain = ? and type = 'CaseClaimRefused'", Integer.class, number)).isEqualTo(5);
        assertThat(borrower.post("/cases/" + number + "/claim", Map.of("name", "白露", "ownNumber", "990101199102111089")).status()).isEqualTo(204);
        assertThat(borrower.post("/cases/" + number + "/claim", Map.of("name", "白露", "ownNumber", "990101199102111089")).status()).as("claimed once").isEqualTo(404);
        as("founder.bailu");
        assertThat(cases.values(number)).as("a bank names itself").containsEntry("loan.bank", "YXB");
        story.attachAll(number);
        cases.submit(number);
        assertThat(work.find(number).state()).isEqualTo("SUBMITTED");
        assertThat(bank.get("/entries").body().toString()).contains(number, "\"claimed\":true");
    }

    @Test
    void endsWhatIsNotCorrected() {
        var number = loan.reviewed("founder.bailu", "loan-person", person(), List.of());
        var task = story.task(number, "reviewer.qinghe");
        reviewing.decide(task.taskId(), new org.huibu.review.Reviewing.Decision("CORRECTION", "请补正", List.of(), Map.of("loan.purpose", "请写明用途"), Map.of()));
        assertThat(work.find(number).state()).isEqualTo("CORRECTION_REQUESTED");
        clock.forwardTo(clock.now().plus(Duration.ofDays(20)));
        eventually(() -> work.find(number).state().equals("LAPSED"));
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-02", "DOC-16");
        var again = loan.qualified();
        assertThat(loans.of(again)).isPresent();
    }

    /**
     * LN-E8: three partners of 300,000 each, times 1.10, below the cap of an enterprise. A partner's spouse consents by a link of his own. The loan
     * is each partner's: it is of the other kind for the firm that one of them leads, until it has matured, and counts as a time.
     */
    @Test
    void capsAPartnershipByItsPartners() {
        var form = person();
        form.put("borrower.kind", "PARTNERSHIP");
        form.put("loan.amount", "990000");
        var partners = List.of(partner("白露", "990101199102111089"), partner("何晴", "990101199607161436"),
                LoanStory.married(partner("沈默然", "990101199705262134"), "商陆", "990101199706063030"));
        var number = loan.reviewed("founder.bailu", "loan-person", form, partners);
        loan.qualify(number);
        assertThat(loans.of(number)).get().extracting(Loan::cap).isEqualTo(Money.ofYuan(990_000));
        assertThat(jdbc.queryForList("select kind from consent where case_number = ? and state = 'GIVEN'", String.class, number)).containsExactlyInAnyOrder("partner", "partner", "partnerSpouse");
        var firm = enterprise();
        firm.put("entity.legalIdNo", "990101199607161436");
        var hires = List.of(hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28"));
        assertThat(failing("loan-enterprise", firm, hires)).contains("BOTH_KINDS");
        matures(number, story.today());
        assertThat(failing("loan-enterprise", firm, hires)).as("its last day").contains("BOTH_KINDS");
        matures(number, story.today().minusDays(1));
        assertThat(failing("loan-enterprise", firm, hires)).doesNotContain("BOTH_KINDS");
        var times = checks.check("loan-person", QINGHE, form, partners).lines().get(1).findings().stream().filter(one -> one.code().equals("MAX_TIMES")).findFirst().orElseThrow();
        assertThat(times.facts()).extracting(fact -> fact.value()).startsWith("1");
    }

    private List<String> failing(String scheme, Map<String, String> form, List<Map<String, String>> lines) {
        as("founder.bailu");
        return checks.check(scheme, QINGHE, form, lines).claim().findings().stream().filter(one -> one.verdict().name().equals("FAIL")).map(one -> one.code()).toList();
    }

    private void matures(String number, java.time.LocalDate day) {
        transaction.executeWithoutResult(status -> jdbc.update("update loan set state = 'DISBURSED', matures_on = ? where case_number = ?", day, number));
    }

    /** A partner with a business loan does not count, so the same amount is above the cap. */
    @Test
    void doesNotCountAPartnerWithOtherLoans() {
        var form = person();
        form.put("borrower.kind", "PARTNERSHIP");
        form.put("loan.amount", "990000");
        var number = loan.reviewed("founder.bailu", "loan-person", form,
                List.of(partner("白露", "990101199102111089"), partner("何晴", "990101199607161436"), partner("温故", "99010119880909306X")));
        assertThat(work.lines(number)).extracting(ClaimLine::verdict).containsExactly("PASS", "PASS", "FAIL");
        assertThat(work.lines(number).get(2).reason()).isEqualTo("OTHER_LOANS");
        assertThat(work.claimFindings(number)).filteredOn(f -> f.verdict().name().equals("FAIL")).extracting("code").containsExactly("AMOUNT_ABOVE_CAP");
    }

    /** Three of twenty are 15 per cent; the fourth hire's contract is shorter than a year and does not count. Half of the interest is subsidised, as in LN-E5. */
    @Test
    void countsNewHiresOfAnEnterprise() {
        variant.with("loan-enterprise", text -> text.replace("{key: LOAN_SUBSIDY_SCHEME, value: LPR_MINUS_150, unit: CODE, region: '990100'",
                "{key: LOAN_SUBSIDY_SCHEME, value: HALF_ACTUAL, unit: CODE, region: '990100'"), this::lendsToAFirm);
        var founder = person();
        founder.put("entity.uscc", "91990101MA0000130L");
        var other = loan.reviewed("founder.bailu", "loan-person", founder, List.of());
        assertThat(work.claimFindings(other)).filteredOn(f -> f.code().equals("BOTH_KINDS")).singleElement().satisfies(f -> assertThat(f.verdict().name()).isEqualTo("FAIL"));
    }

    private void lendsToAFirm() {
        var hires = List.of(hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28"), hire("商陆", "990101199706063030", "2026-04-01", "2027-03-31"),
                hire("陶然", "990101199807073043", "2026-05-01", "2028-04-30"), hire("郁林", "990101199908083056", "2026-06-01", "2027-01-31"));
        var number = loan.reviewed("firm.changfeng", "loan-enterprise", enterprise(), hires);
        assertThat(work.lines(number)).extracting(ClaimLine::reason).containsExactly(null, null, null, "HIRE_CONTRACT_SHORT");
        loan.qualify(number);
        assertThat(loans.of(number)).get().satisfies(one -> {
            assertThat(one.cap()).isEqualTo(Money.ofYuan(4_000_000));
            assertThat(one.borrowerClass()).isEqualTo("ENTERPRISE");
        });
        loan.investigate(number);
        eventually(() -> work.find(number).state().equals("BANK_DECIDING"));
        assertThat(loan.says("YXB", number, Bank.State.APPROVED, 3_000_000, 24)).isEqualTo(Verdict.TAKEN);
        var contract = loan.contract("3000000", "24");
        contract.put("contractRate", "0.0435");
        loan.fill("bank.yunxi", number, "SIGNED", contract);
        assertThat(loans.of(number)).get().satisfies(one -> {
            assertThat(one.borrowerRate()).isEqualByComparingTo("0.02175");
            assertThat(one.subsidyRate()).isEqualByComparingTo("0.02175");
        });
        var signed = loans.of(number).orElseThrow().signedOn();
        var daily = new BigDecimal("16493.75").divide(BigDecimal.valueOf(91));
        assertThat(commitments.of(number).stream().map(Commitments.Commitment::promised).reduce(Money.ZERO, Money::plus).yuan()).as("LN-E5 for each 91 days")
                .isEqualByComparingTo(daily.multiply(BigDecimal.valueOf(java.time.temporal.ChronoUnit.DAYS.between(signed, signed.plusMonths(24)))));
        loan.fill("bank.yunxi", number, "DISBURSED", Map.of("disbursedOn", loan.today(), "amount", "3000000", "voucher", "FK-2"));
        assertThat(work.find(number).state()).isEqualTo("DISBURSED");
    }

    @Test
    void refusesAnEnterpriseThatHiresTooFew() {
        var number = loan.reviewed("firm.changfeng", "loan-enterprise", enterprise(), List.of(hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28")));
        assertThat(work.claimFindings(number)).filteredOn(f -> f.verdict().name().equals("FAIL")).extracting("code").containsExactly("HIRE_RATIO");
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
    }

    /** Region without the values that only it can set: not served, and told what is missing. */
    @Test
    void blocksARealRegionWithAListOfWhatIsMissing() {
        as("founder.bailu");
        assertThatThrownBy(() -> cases.open("loan-person", new Region("440106"))).isInstanceOf(Refusal.class)
                .satisfies(no -> assertThat(((Refusal) no).arguments().get(0).toString()).contains("LOAN_CAP_INDIVIDUAL", "LOAN_MONTHS", "LOAN_LEVERAGE"));
        assertThatThrownBy(() -> cases.open("loan-person", new Region("440305"))).as("Shenzhen knows its caps").isInstanceOf(Refusal.class)
                .satisfies(no -> assertThat(((Refusal) no).arguments().get(0).toString()).contains("LOAN_LEVERAGE").doesNotContain("LOAN_CAP_INDIVIDUAL"));
        blocked("firm.changfeng", "loan-enterprise", "440106", "LOAN_CAP_ENTERPRISE", "LOAN_MONTHS", "LOAN_LEVERAGE");
        blocked("firm.changfeng", "loan-enterprise", "440305", "LOAN_MONTHS", "LOAN_LEVERAGE");
        blocked("firm.linggong", "apprenticeship", "440106", "AP_STANDARD_INTERMEDIATE", "AP_STANDARD_SENIOR", "AP_STANDARD_TECHNICIAN", "AP_QUOTA");
        blocked("firm.linggong", "apprenticeship", "440305", "AP_QUOTA");
    }

    private void blocked(String owner, String scheme, String region, String... missing) {
        as(owner);
        assertThatThrownBy(() -> cases.open(scheme, new Region(region))).isInstanceOfSatisfying(Refusal.class, no -> {
            assertThat(no.code()).isEqualTo("regionBlocked");
            assertThat(no.arguments().get(0).toString().split(", ")).containsExactlyInAnyOrder(missing);
        });
    }

    /** DT-LOAN-4 with the rates of LN-E1, LN-E5 and LN-E6. */
    @Test
    void splitsTheRate() {
        var rules = schemes.scheme("loan-person").shared("loan.dmn");
        assertThat(split(rules.evaluate("DT_LOAN_4", Map.of("scheme", "LPR_MINUS_150", "contract_rate", 0.0395, "lpr", 0.0345)))).containsExactly(0.0195, 0.02);
        assertThat(split(rules.evaluate("DT_LOAN_4", Map.of("scheme", "HALF_ACTUAL", "contract_rate", 0.0435, "lpr", 0.0345)))).containsExactly(0.02175, 0.02175);
        assertThat(split(rules.evaluate("DT_LOAN_4", Map.of("scheme", "LPR_MINUS_150", "contract_rate", 0.014, "lpr", 0.031)))).containsExactly(0.014, 0.0);
        assertThat(split(rules.evaluate("DT_LOAN_4", Map.of("scheme", "FULL", "contract_rate", 0.0395, "lpr", 0.0345)))).containsExactly(0.0, 0.0395);
    }

    /** LN-E1 (with the whole interest and the borrower's part of it, and on 365 days), LN-E5 and LN-E6, and a loan over the turn of a year, by the rule that commits the interest subsidy. */
    @Test
    void commitsTheInterestSubsidyByYear() {
        assertThat(subsidy("200000", "0.02", "2024-06-21", 3)).isEqualTo(Map.of(2024, "1022.22"));
        assertThat(subsidy("200000", "0.0395", "2024-06-21", 3)).as("interest").isEqualTo(Map.of(2024, "2018.89"));
        assertThat(subsidy("200000", "0.0195", "2024-06-21", 3)).as("borrower's part").isEqualTo(Map.of(2024, "996.67"));
        assertThat(subsidy("200000", "0.02", "2024-06-21", 3, 365)).isEqualTo(Map.of(2024, "1008.22"));
        assertThat(subsidy("3000000", "0.02175", "2024-09-21", 3)).isEqualTo(Map.of(2024, "16493.75"));
        assertThat(subsidy("200000", "0", "2024-06-21", 3)).isEqualTo(Map.of(2024, "0"));
        assertThat(subsidy("90000", "0.02", "2024-12-01", 12)).isEqualTo(Map.of(2024, "155", 2025, "1670"));
    }

    private Map<Integer, String> subsidy(String amount, String rate, String on, int months) {
        return subsidy(amount, rate, on, months, 360);
    }

    private Map<Integer, String> subsidy(String amount, String rate, String on, int months, int basis) {
        var result = (List<?>) schemes.scheme("loan-person").shared("loan.dmn").evaluate("subsidy_by_year", Map.of("contract_amount", new BigDecimal(amount),
                "subsidy_rate", new BigDecimal(rate), "signed_on", on, "contract_months", months, "day_basis", basis)).result();
        return result.stream().map(one -> (Map<?, ?>) one).collect(java.util.stream.Collectors.toMap(one -> ((Number) one.get("year")).intValue(),
                one -> new BigDecimal(one.get("amount").toString()).stripTrailingZeros().toPlainString()));
    }

    private static List<Double> split(org.huibu.process.Decisions.Evaluation evaluation) {
        return ((List<?>) evaluation.result()).stream().map(one -> ((Number) one).doubleValue()).toList();
    }
}
