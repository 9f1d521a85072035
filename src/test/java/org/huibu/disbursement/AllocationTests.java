package org.huibu.disbursement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.huibu.AwardStory;
import org.huibu.HuibuTest;
import org.huibu.disbursement.allocation.Allocations;
import org.huibu.disbursement.allocation.BudgetMove.Kind;
import org.huibu.disbursement.allocation.Proposal;
import org.huibu.disbursement.budget.Budgets;
import org.huibu.disbursement.budget.Envelope;
import org.huibu.disbursement.budget.Funds;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Money from the province down to a district, between codes and into the next year, each move by two people. */
@HuibuTest
class AllocationTests {

    private static final String FUND = "EMPLOYMENT_SUBSIDY";
    private static final String CODE = "2080705";
    private static int documents;
    @Autowired AwardStory story;
    @Autowired Allocations allocations;
    @Autowired Budgets budgets;
    @Autowired Funds funds;

    @BeforeEach
    void begin() {
        story.morning();
    }

    @AfterEach
    void booksAreRight() {
        as("auditor");
        assertThat(funds.differences()).isEmpty();
        AwardStory.nobody();
    }

    @Test
    void comesDownFromTheProvinceToTheDistrict() {
        var before = available("990101", CODE, story.year());
        confirmed("province", move(Kind.APPROPRIATION, "990000", null, null, "300"));
        confirmed("province", move(Kind.ALLOCATION, "990000", null, "990100", "300"));
        var central = available("000000", CODE, story.year());
        confirmed("province", move(Kind.APPROPRIATION, "000000", null, null, "100"));
        confirmed("province", move(Kind.ALLOCATION, "000000", null, "990000", "60"));
        confirmed("province", move(Kind.RETURN, "990000", null, null, "10"));
        assertThat(available("000000", CODE, story.year())).as("the province keeps the books of what the centre gives").isEqualTo(central.plus(Money.ofYuan(50)));
        as("budget.yunxi");
        assertThatThrownBy(() -> allocations.propose(move(Kind.APPROPRIATION, "000000", null, null, "1"))).extracting("code").isEqualTo("regionNotYours");
        assertThat(funds.balances()).noneMatch(balance -> balance.envelope().region().equals("000000"));
        confirmed("yunxi", move(Kind.ALLOCATION, "990100", null, "990101", "200.05"));
        assertThat(available("990101", CODE, story.year())).isEqualTo(before.plus(Money.ofFen(20_005)));
        confirmed("qinghe", move(Kind.TRANSFER, "990101", "2080799", null, "100"));
        confirmed("qinghe", move(Kind.CARRY_OVER, "990101", null, null, "50"));
        confirmed("qinghe", move(Kind.RETURN, "990101", null, null, "50.05"));
        assertThat(available("990101", CODE, story.year())).isEqualTo(before);
        assertThat(available("990101", CODE, story.year() + 1)).isGreaterThanOrEqualTo(Money.ofYuan(50));
        assertThat(available("990100", CODE, story.year())).isGreaterThanOrEqualTo(Money.ofFen(15_000));
        as("budget.qinghe");
        var today = story.today();
        assertThat(funds.balances(today).stream().filter(then -> then.envelope().code().equals(CODE))).as("the postings tell the same as the balances").isNotEmpty()
                .allMatch(then -> funds.balance(then.envelope()).available().equals(then.available()));
        assertThatThrownBy(() -> funds.balances(today.plusDays(1))).isInstanceOf(Refusal.class);
    }

    @Test
    void isConfirmedByAnotherPersonOnceOrNotAtAll() {
        as("budget.qinghe");
        give();
        var proposal = move(Kind.TRANSFER, "990101", "2080799", null, "10");
        var id = allocations.propose(proposal);
        assertThatThrownBy(() -> allocations.propose(proposal)).as("one document is one move").extracting("code").isEqualTo("invalid");
        assertThatThrownBy(() -> allocations.confirm(id)).extracting("code").isEqualTo("moveByItsProposer");
        as("confirmer.qinghe");
        assertThatThrownBy(() -> allocations.confirm(id)).extracting("code").isEqualTo("notYourRole");
        as("budget2.yunxi");
        assertThat(allocations.list(null, 50)).as("the city sees its districts").anyMatch(move -> move.id() == id);
        as("budget2.qinghe");
        allocations.refuse(id, "科目不符");
        assertThatThrownBy(() -> allocations.confirm(id)).extracting("code").isEqualTo("moveDecided");
        as("budget.qinghe");
        assertThatThrownBy(() -> allocations.withdraw(id)).extracting("code").isEqualTo("moveDecided");
        allocations.withdraw(allocations.propose(proposal));
        assertThat(allocations.propose(proposal)).as("a document of a move that was refused or withdrawn is free").isPositive();
        assertThatThrownBy(() -> allocations.propose(move(Kind.ALLOCATION, "990000", null, "990100", "1"))).extracting("code").isEqualTo("regionNotYours");
        as("budget.province");
        var foreign = allocations.propose(move(Kind.APPROPRIATION, "990000", null, null, "1"));
        as("budget2.qinghe");
        assertThatThrownBy(() -> allocations.confirm(foreign)).as("not of his region").extracting("code").isEqualTo("notFound");
    }

    /** Two transfers, each of all that is there: one moves it, the other is told so. */
    @Test
    void neverMovesMoreThanThereIs() throws Exception {
        as("budget.qinghe");
        give();
        var all = available("990101", CODE, story.year());
        as("budget.qinghe");
        var ids = new ArrayList<Long>();
        for (int i = 0; i < 4; i++) {
            ids.add(allocations.propose(move(Kind.TRANSFER, "990101", "2080799", null, all.yuan().toPlainString())));
        }
        var threads = Executors.newFixedThreadPool(ids.size());
        var acts = ids.stream().map(id -> (Callable<String>) () -> {
            as("budget2.qinghe");
            try {
                allocations.confirm(id);
                return "moved";
            } catch (Refusal refused) {
                return refused.code();
            }
        }).toList();
        var results = new ArrayList<String>();
        for (var result : threads.invokeAll(acts)) {
            results.add(result.get());
        }
        threads.shutdown();
        assertThat(results).containsExactlyInAnyOrder("moved", "moreThanAvailable", "moreThanAvailable", "moreThanAvailable");
        assertThat(available("990101", CODE, story.year())).isEqualTo(Money.ZERO);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2080799, -,      0.001,  amount,   amountWrong
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2080799, -,      -5,     amount,   amountWrong
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2080799, -,      0,      amount,   amountWrong
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2080799, -,      =1+1,   amount,   amountWrong
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2080799, -,      999999999, amount, moreThanAvailable
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2130804, 0, 990101, 2080799, -,      1,      code,     codeNotOfFund
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, 2130804, -,      1,      toCode,   codeNotOfFund
            TRANSFER,   EMPLOYMENT_SUBSIDY, 2080705, 9, 990101, 2080799, -,      1,      year,     yearWrong
            TRANSFER,   NO_SUCH_FUND,       2080705, 0, 990101, 2080799, -,      1,      fund,     notAnOption
            ALLOCATION, EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, -,       990201, 1,      toRegion, regionNotBelow
            ALLOCATION, EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, -,       99,     1,      toRegion, regionWrong
            RETURN,     EMPLOYMENT_SUBSIDY, 2080705, 0, 000000, -,       -,      1,      kind,     nothingAbove
            -,          EMPLOYMENT_SUBSIDY, 2080705, 0, 990101, -,       -,      1,      kind,     required
            """)
    void saysWhatIsWrongAtItsField(Kind kind, String fund, String code, int later, String region, String toCode, String toRegion, String amount, String path, String fault) {
        as("budget.province");
        var typed = new Proposal(kind, fund, code, story.year() + later, region, toCode, toRegion, amount, "文〔2026〕坏", "理由");
        assertThatThrownBy(() -> allocations.propose(typed)).isInstanceOfSatisfying(Refusal.class, refusal ->
                assertThat(refusal.faults()).anyMatch(one -> one.path().equals(path) && one.code().equals(fault)));
    }

    private void give() {
        budgets.appropriate(new Envelope(FUND, CODE, story.year(), "990101"), Money.ofYuan(100), "allocation-" + ++documents);
    }

    private Money available(String region, String code, int year) {
        as("auditor");
        return funds.balances().stream().filter(b -> b.envelope().equals(new Envelope(FUND, code, year, region))).map(Envelope.Balance::available).findFirst().orElse(Money.ZERO);
    }

    private Proposal move(Kind kind, String region, String toCode, String toRegion, String amount) {
        return new Proposal(kind, FUND, CODE, story.year(), region, toCode, toRegion, amount, "测试〔2026〕" + ++documents, "测试");
    }

    private void confirmed(String office, Proposal proposal) {
        as("budget." + office);
        var id = allocations.propose(proposal);
        as("budget2." + office);
        allocations.confirm(id);
    }
}
