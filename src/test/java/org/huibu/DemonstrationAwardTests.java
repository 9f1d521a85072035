package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.huibu.letters.Letters;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** DT-INC-5: a one-off award by level, with its gate, through the same steps and the same money as every other. */
@HuibuTest
class DemonstrationAwardTests {

    private static final String SCHEME = "demonstration-award";
    @Autowired AwardStory story;
    @Autowired ReleaseVariant variant;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired PaymentOrders orders;
    @Autowired Letters letters;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void begin() {
        story.begin();
        transaction.executeWithoutResult(status -> jdbc.update("delete from paid_line where scheme_key = ?", SCHEME));
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void paysTheCityAwardOnceAndTheProvinceAwardBesideIt() {
        var city = paid("CITY");
        assertThat(orders.ofCase(city)).singleElement().satisfies(order -> {
            assertThat(order.amount()).isEqualTo(Money.ofYuan(300_000));
            assertThat(order.state()).isEqualTo(PaymentOrder.State.SETTLED);
        });
        assertThat(letters.ofCase(city)).extracting(Letters.Letter::code).containsExactly("DOC-01", "DOC-04", "DOC-06", "DOC-08", "DOC-09");
        assertThat(judged(Map.of()).reason()).isEqualTo("ALREADY_AWARDED");
        assertThat(judged(Map.of("award.level", "PROVINCE")).amount()).isEqualTo(Money.ofYuan(500_000));
        variant.with(SCHEME, text -> text.replace("{key: DEMO_STACKING, value: STACK, unit: CODE, region: '990100'", "{key: DEMO_STACKING, value: TOP_UP, unit: CODE, region: '990100'"),
                () -> assertThat(judged(Map.of("award.level", "PROVINCE")).amount()).isEqualTo(Money.ofYuan(200_000)));
    }

    /** Whether levels add up is the city's to say: unsaid, it needs a person and is no refusal. */
    @Test
    void asksAPersonWhereTheCityHasNotSaidHowLevelsAddUp() {
        variant.with(SCHEME, text -> text.replace("value: STACK, unit: CODE, region: '990100'", "value: STACK, unit: CODE, region: '990200'"), () -> {
            var claim = judged(Map.of("award.level", "PROVINCE"));
            assertThat(claim.verdict()).isEqualTo(Finding.Verdict.NEEDS_PERSON);
            assertThat(claim.reason()).isEqualTo("award_amount");
            assertThat(judged(Map.of()).amount()).isEqualTo(Money.ofYuan(300_000));
        });
    }

    @ParameterizedTest
    @CsvSource({"award.recognisedOn, 2024-01-01, NOT_NEWLY_RECOGNISED", "award.assessment, FAILED, ASSESSMENT_NOT_PASSED", "award.occupancy, 59, OCCUPANCY_TOO_LOW",
        "award.policyUsers, 2, TOO_FEW_POLICY_USERS"})
    void refusesWhatMissesTheGate(String field, String value, String reason) {
        var claim = judged(Map.of(field, value));
        assertThat(claim.verdict()).isEqualTo(Finding.Verdict.FAIL);
        assertThat(claim.reason()).isEqualTo(reason);
        assertThat(claim.amount()).isEqualTo(Money.ZERO);
    }

    @Test
    void refusesABaseWithTooFewEntitiesOnTheAverageOfTwoYears() {
        variant.with(SCHEME, text -> text.replace("{key: DEMO_LEAST_ENTITIES, value: 5,", "{key: DEMO_LEAST_ENTITIES, value: 15,"),
                () -> assertThat(judged(Map.of()).reason()).isEqualTo("TOO_FEW_ENTITIES"));
    }

    @Test
    void isRefusedByDecisionAndLetter() {
        var number = submitted(Map.of("award.assessment", "FAILED"));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        story.decide("reviewer.qinghe", number, "PROPOSE");
        story.decide("rechecker.qinghe", number, "AGREE");
        story.decide("approver.qinghe", number, "REJECT");
        assertThat(work.find(number).state()).isEqualTo("REJECTED");
        assertThat(letters.ofCase(number)).extracting(Letters.Letter::code).contains("DOC-08");
    }

    private String paid(String level) {
        var number = submitted(Map.of("award.level", level));
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        story.decide("reviewer.qinghe", number, "VISIT");
        story.decide("reviewer.qinghe", number, "VISITED");
        story.toNotice(number);
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        eventually(() -> work.find(number).state().equals("CLOSED"));
        return number;
    }

    private Judgement judged(Map<String, String> changes) {
        return cases.preview(draft(changes));
    }

    private String submitted(Map<String, String> changes) {
        var number = draft(changes);
        cases.submit(number);
        story.decide("acceptor.qinghe", number, "ACCEPTED");
        return number;
    }

    private String draft(Map<String, String> changes) {
        as("base.hongmeng");
        var number = cases.open(SCHEME, QINGHE);
        var form = new LinkedHashMap<>(AwardStory.form());
        List.of("claim.periodStart", "claim.periodEnd").forEach(form::remove);
        form.putAll(Map.of("award.level", "CITY", "award.document", "云人社发〔2026〕1号", "award.recognisedOn", "2026-09-01", "award.assessment", "PASSED",
                "award.occupancy", "80", "award.policyUsers", "4"));
        form.putAll(changes);
        cases.save(number, null, form, null);
        story.attachAll(number);
        return number;
    }
}
