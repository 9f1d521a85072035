package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;
import static org.huibu.AwardStory.eventually;

import java.util.ArrayList;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.eligibility.Evaluations;
import org.huibu.sandbox.Knobs;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the rule of acceptance proposes to the acceptor, and the history that lets every decision be evaluated again. */
@HuibuTest
class IntakeTests {

    private static final String CONFIRMED_BY_THE_REGISTER = "91990101MA0000977W";
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Evaluations evaluations;
    @Autowired Knobs knobs;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void proposesAcceptanceAndKeepsHowItCameToThat() {
        var number = story.submitted("roster-12-mixed.csv");
        eventually(() -> work.find(number).state().equals("REVIEWING"));
        assertThat(work.intake(number)).get().satisfies(intake -> {
            assertThat(intake.proposal()).isEqualTo("ACCEPTED");
            assertThat(intake.document()).isEqualTo("DOC-01");
            assertThat(intake.faults()).isEmpty();
        });
        var kept = evaluations.of(number);
        assertThat(kept).hasSize(14).allMatch(row -> row.releaseId() == work.find(number).releaseId());
        assertThat(kept.get(0)).satisfies(row -> {
            assertThat(row.subject()).isEqualTo("intake");
            assertThat(row.inputs()).containsEntry("in_scope", true).containsEntry("form_valid", true).containsEntry("materials_complete", true);
            assertThat(row.hits()).containsKey("DT_COM_1_rule_5");
        });
        assertThat(kept.get(1).subject()).isEqualTo("claim");
        var refused = work.lines(number).stream().filter(line -> "ABNORMAL_LIST".equals(line.reason())).map(ClaimLine::seq).findFirst().orElseThrow();
        assertThat(kept).filteredOn(row -> row.subject().equals("line:" + refused)).singleElement().satisfies(row -> {
            assertThat(row.result()).isEqualTo("FAIL");
            assertThat(row.inputs()).containsEntry("abnormal_listed", true);
            assertThat(row.hits()).anySatisfy((rule, output) -> {
                assertThat(rule).startsWith("ABNORMAL_LIST_rule");
                assertThat(output).isEqualTo("FAIL");
            });
        });
    }

    @Test
    void proposesTheOtherOfficeWhereTheRecognitionWasGranted() {
        as("base.hongmeng");
        var number = cases.open("incubation-award", new Region("990102"));
        cases.save(number, null, AwardStory.form(), AwardStory.roster("roster-5-pass.csv"));
        story.attachAll(number);
        cases.submit(number);
        assertThat(work.intake(number)).get().satisfies(intake -> {
            assertThat(intake.proposal()).isEqualTo("NOT_ACCEPTED");
            assertThat(intake.document()).isEqualTo("DOC-03");
            assertThat(intake.faults()).containsExactly(Fault.at("region", "otherOffice", "990101"));
        });
        story.decide("acceptor.songling", number, "NOT_ACCEPTED");
        assertThat(work.find(number).state()).isEqualTo("NOT_ACCEPTED");
    }

    /** flows §1.3: the failing check stops self-service only where the register does not confirm the code. */
    @Test
    void takesACodeThatTheRegisterConfirms() {
        var number = draftWith(CONFIRMED_BY_THE_REGISTER);
        knobs.set("market", "down");
        assertThatThrownBy(() -> cases.submit(number)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).containsExactly(Fault.at("lines[1].entityUscc", "uscc.check")));
        knobs.set("market", "up");
        // The circuit to the source opens again by itself after a few seconds.
        eventually(() -> {
            try {
                cases.submit(number);
                return true;
            } catch (Refusal stillDown) {
                return false;
            }
        });
        assertThat(work.intake(number)).get().satisfies(intake -> assertThat(intake.proposal()).isEqualTo("ACCEPTED"));
    }

    @Test
    void refusesACodeThatNobodyKnows() {
        var number = draftWith("91990101MA0000977E");
        assertThatThrownBy(() -> cases.submit(number)).isInstanceOfSatisfying(Refusal.class,
                refusal -> assertThat(refusal.faults()).containsExactly(Fault.at("lines[1].entityUscc", "uscc.check")));
        assertThat(cases.lines(number).get(1).data()).as("nothing typed is lost").containsEntry("entityUscc", "91990101MA0000977E");
    }

    private String draftWith(String uscc) {
        as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        var rows = new ArrayList<>(AwardStory.roster("roster-5-pass.csv"));
        rows.get(1).put("entityUscc", uscc);
        cases.save(number, null, AwardStory.form(), rows);
        story.attachAll(number);
        return number;
    }
}
