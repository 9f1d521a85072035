package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.eventually;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.disbursement.PaymentOrder;
import org.huibu.disbursement.PaymentOrders;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.huibu.review.Reviewing;
import org.huibu.shared.Ids;
import org.huibu.shared.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** INC-E9: the performance component, off as delivered; on, it earns nothing before a rule for it is released. */
@HuibuTest
class PerformanceTests {

    @Autowired AwardStory story;
    @Autowired ReleaseVariant variant;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired PaymentOrders orders;
    @Autowired Reviewing reviewing;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void isOffAsDelivered() {
        var claim = judged();
        assertThat(claim.verdict()).isEqualTo(Finding.Verdict.PASS);
        assertThat(claim.amount()).isEqualTo(Money.ZERO);
        assertThat(claim.findings()).extracting(Finding::code).doesNotContain("performance_factor");
    }

    @Test
    void needsAPersonWhenItIsOnWithoutARule() {
        survived(16);
        variant.with("incubation-award", PerformanceTests::on, () -> {
            var claim = judged();
            assertThat(claim.verdict()).isEqualTo(Finding.Verdict.NEEDS_PERSON);
            assertThat(claim.reason()).isEqualTo("performance_factor");
        });
    }

    @ParameterizedTest
    @CsvSource({"16, 6000", "15, 3000", "9, 0"})
    void followsTheFixture(int alive, long yuan) {
        survived(alive);
        variant.with("incubation-award", text -> fixture(on(text)), () -> {
            var claim = judged();
            assertThat(claim.verdict()).isEqualTo(Finding.Verdict.PASS);
            assertThat(claim.amount()).isEqualTo(Money.ofYuan(yuan));
        });
    }

    /** 16 of 20 alive: 0.20 × 30,000 beside the ten entities, through the same notice, decision and payment order. */
    @Test
    void isPaidWithTheEntities() {
        survived(16);
        variant.with("incubation-award", text -> fixture(on(text)), () -> {
            var number = story.submitted("roster-10-pass.csv");
            eventually(() -> work.find(number).state().equals("REVIEWING"));
            assertThat(work.lines(number)).hasSize(11).last().satisfies(line -> {
                assertThat(line.part()).isEqualTo("PERFORMANCE");
                assertThat(line.amount()).isEqualTo(Money.ofYuan(6_000));
            });
            story.toNotice(number);
            story.passNotice(number);
            story.payGroup(number, "MAIN");
            eventually(() -> work.find(number).state().equals("CLOSED"));
            assertThat(orders.ofCase(number)).extracting(PaymentOrder::amount).containsExactly(Money.ofYuan(36_000));
        });
    }

    /** What officers refuse earns no share either. */
    @Test
    void followsTheLinesAsOfficersLeaveThem() {
        survived(16);
        variant.with("incubation-award", text -> fixture(on(text)), () -> {
            var number = story.submitted("roster-10-pass.csv");
            eventually(() -> work.find(number).state().equals("REVIEWING"));
            var refused = List.of(new Reviewing.LineDecision(0, "FAIL", null, "记录不实"), new Reviewing.LineDecision(1, "FAIL", null, "记录不实"));
            reviewing.decide(story.task(number, "reviewer.qinghe").taskId(), new Reviewing.Decision("PROPOSE", "两行不实", refused, Map.of()));
            story.decide("rechecker.qinghe", number, "AGREE");
            assertThat(work.lines(number)).last().satisfies(line -> assertThat(line.amount()).isEqualTo(Money.ofYuan(4_800)));
        });
    }

    /** Somebody left whom no department has been asked about: the share is not known. */
    @Test
    void needsAPersonWhileTheShareIsNotKnown() {
        variant.with("incubation-award", text -> fixture(on(text)), () -> assertThat(judged().reason()).isEqualTo("performance_factor"));
    }

    @Test
    void anAmountThatNoRuleSettlesNeedsAPerson() {
        variant.with("incubation-award", text -> text.replace("<text>unit_amount</text></literalExpression>", "<text>[]</text></literalExpression>"), () -> {
            var number = story.draft("incubation-award", "roster-5-pass.csv");
            cases.preview(number);
            assertThat(cases.lines(number)).extracting(org.huibu.casefile.ClaimLine::verdict).containsOnly("NEEDS_PERSON");
        });
    }

    private Judgement judged() {
        return cases.preview(story.draft("incubation-award", "roster-10-pass.csv"));
    }

    private static String on(String text) {
        return text.replace("{key: INC_PERFORMANCE_ENABLED, value: false", "{key: INC_PERFORMANCE_ENABLED, value: true");
    }

    /** Twenty left the base fourteen months ago; the departments knew a year later of so many that they were still in business. */
    private void survived(int alive) {
        var recognition = jdbc.queryForObject("select id from recognition", Long.class);
        transaction.executeWithoutResult(status -> IntStream.range(0, 20).forEach(one -> {
            var id = Ids.next();
            jdbc.update("insert into roster_entry (id, recognition_id, subject_index, label, entered_on, left_on) values (?, ?, ?, ?, ?, ?)", id, recognition, "left-" + one,
                    "离园" + one, Date.valueOf(story.today().minusYears(3)), Date.valueOf(story.today().minusMonths(14)));
            jdbc.update("insert into roster_follow_up (entry_id, years, result, asked_at) values (?, 1, ?, ?)", id, one < alive ? "ALIVE" : "GONE", LocalDateTime.now());
        }));
    }

    private static String fixture(String text) {
        try {
            var rules = new ClassPathResource("inc-e9-fixture.xml").getContentAsString(StandardCharsets.UTF_8);
            return text.replace("      <output id=\"performance_factor_output_1\" label=\"系数\" name=\"performance_factor\"/>\n",
                    "      <output id=\"performance_factor_output_1\" label=\"系数\" name=\"performance_factor\"/>\n" + rules);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
