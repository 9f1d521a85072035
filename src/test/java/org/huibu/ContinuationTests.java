package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.time.LocalDate;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.scheme.parameter.Continuations;
import org.huibu.scheme.parameter.Continuations.State;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A value that ended without successor needs a person; a signed continuation lets it count and is shown wherever it did (flows §8.1). */
@HuibuTest
class ContinuationTests {

    private static final LocalDate ENDED = LocalDate.of(2026, 10, 1);
    @Autowired AwardStory story;
    @Autowired ReleaseVariant variant;
    @Autowired Continuations continuations;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Trail trail;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void endedValueNeedsAPersonUntilItIsContinued() {
        variant.with("incubation-award", ContinuationTests::unitAmountEnded, () -> {
            var number = story.submitted("roster-5-pass.csv");
            eventually(() -> work.find(number).state().equals("REVIEWING"));
            assertThat(work.lines(number)).extracting(ClaimLine::verdict).containsOnly("NEEDS_PERSON");
            assertThat(work.lines(number)).extracting(ClaimLine::reason).containsOnly("line_amount");
            assertThat(work.findings(number, 0)).last().satisfies(f -> assertThat(f.facts()).anySatisfy(used -> assertThat(used.origin()).contains("2016-01-01 → 2026-10-01")));
            assertThat(continuations.endings()).filteredOn(e -> e.parameter().key().equals("INC_UNIT")).extracting(Continuations.Ending::state).containsOnly(State.EXPIRED);

            as("policy.editor");
            assertThatThrownBy(() -> continuations.sign("incubation-award", "INC_UNIT", "990100", ENDED.plusYears(2), "x")).extracting("code").isEqualTo("notAPolicyApprover");
            as("policy.approver");
            assertThatThrownBy(() -> continuations.sign("incubation-award", "INC_UNIT", "990100", ENDED, " ")).isInstanceOfSatisfying(Refusal.class,
                    refusal -> assertThat(refusal.faults()).extracting("path").containsExactly("until", "ground"));
            assertThatThrownBy(() -> continuations.sign("incubation-award", "INC_CLAIM_MONTHS", "000000", ENDED.plusYears(2), "x")).extracting("kind").isEqualTo(Refusal.Kind.NOT_FOUND);
            continuations.sign("incubation-award", "INC_UNIT", "990100", ENDED.plusYears(2), "新标准印发前继续执行");
            assertThat(continuations.endings()).filteredOn(e -> e.parameter().key().equals("INC_UNIT") && e.parameter().region().equals("990100"))
                    .singleElement().extracting(Continuations.Ending::state).isEqualTo(State.CONTINUED);
            assertThat(trail.entries("system")).last().satisfies(e -> assertThat(e.type()).isEqualTo("ContinuationSigned"));

            as("base.hongmeng");
            var again = story.draft("incubation-award", "roster-10-pass.csv");
            cases.preview(again);
            assertThat(work.lines(again)).extracting(ClaimLine::amount).containsOnly(Money.ofYuan(3_000));
            assertThat(work.findings(again, 0)).last().satisfies(f -> assertThat(f.facts()).anySatisfy(used -> assertThat(used.origin())
                    .contains("2026-10-01 → 2028-10-01 @policy.approver: 新标准印发前继续执行")));
        });
    }

    @Test
    void warnsSixtyDaysAhead() {
        variant.with("incubation-award", text -> text.replace("{key: INC_CLAIM_MONTHS, value: 6, unit: MONTHS, region: '000000', from: 2016-01-01",
                "{key: INC_CLAIM_MONTHS, value: 6, unit: MONTHS, region: '000000', from: 2016-01-01, to: " + story.today().plusDays(60)), () ->
                assertThat(continuations.endings()).singleElement().extracting(Continuations.Ending::state).isEqualTo(State.EXPIRING));
        variant.with("incubation-award", text -> text.replace("{key: INC_CLAIM_MONTHS, value: 6, unit: MONTHS, region: '000000', from: 2016-01-01",
                "{key: INC_CLAIM_MONTHS, value: 6, unit: MONTHS, region: '000000', from: 2016-01-01, to: " + story.today().plusDays(61)), () ->
                assertThat(continuations.endings()).isEmpty());
    }

    private static String unitAmountEnded(String text) {
        return text.replace("{key: INC_UNIT, value: 3000, unit: CNY, region: '000000', from: 2016-01-01", "{key: INC_UNIT, value: 3000, unit: CNY, region: '000000', from: 2016-01-01, to: " + ENDED)
                .replace("{key: INC_UNIT, value: 3000, unit: CNY, region: '990100', from: 2016-01-01", "{key: INC_UNIT, value: 3000, unit: CNY, region: '990100', from: 2016-01-01, to: " + ENDED);
    }
}
