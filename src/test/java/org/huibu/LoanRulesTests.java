package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;
import static org.huibu.LoanStory.enterprise;
import static org.huibu.LoanStory.hire;
import static org.huibu.LoanStory.married;
import static org.huibu.LoanStory.partner;
import static org.huibu.LoanStory.person;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.judging.EligibilityChecks;
import org.huibu.casefile.recovery.CreditRecords;
import org.huibu.eligibility.Finding;
import org.huibu.eligibility.Judgement;
import org.huibu.party.Protection;
import org.huibu.process.Feel;
import org.huibu.scheme.Schemes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The rules of the guarantee loans on what people type, departments know and this house remembers, asked without a case. */
@HuibuTest
class LoanRulesTests extends LoanHouse {

    @Autowired EligibilityChecks checks;
    @Autowired Schemes schemes;
    @Autowired Feel feel;
    @Autowired CreditRecords credit;
    @Autowired Protection protection;

    /** One partner typed twice raises no cap, and one person typed twice is no partnership. */
    @Test
    void countsAPartnerOnce() {
        var asked = partnership("990000");
        var judged = asked("loan-person", asked, List.of(partner("白露", "990101199102111089"), partner("何晴", "990101199607161436"), partner("何晴", "990101199607161436")));
        assertThat(judged.lines()).extracting(Judgement::reason).containsExactly(null, null, "LISTED_TWICE");
        assertThat(failing(judged.claim())).containsExactly("AMOUNT_ABOVE_CAP");
        var alone = asked("loan-person", asked, List.of(partner("白露", "990101199102111089"), partner("白露", "990101199102111089")));
        assertThat(failing(alone.claim())).containsExactly("PARTNERS_MISSING", "AMOUNT_ABOVE_CAP");
    }

    @Test
    void wantsTheBorrowerAmongThePartners() {
        var judged = asked("loan-person", partnership("300000"), List.of(partner("何晴", "990101199607161436"), partner("沈默然", "990101199705262134")));
        assertThat(failing(judged.claim())).containsExactly("BORROWER_NOT_A_PARTNER");
    }

    /** One hire typed three times is one of twenty. */
    @Test
    void countsAHireOnce() {
        var hire = hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28");
        var judged = asked("loan-enterprise", enterprise(), List.of(hire, hire, hire));
        assertThat(judged.lines()).extracting(Judgement::reason).containsExactly(null, "LISTED_TWICE", "LISTED_TWICE");
        assertThat(failing(judged.claim())).containsExactly("HIRE_RATIO");
    }

    /** A settlement pays each apprentice once; the second line says so before it is decided, not when it is paid, and as its first reason, which no officer overrides. */
    @Test
    void settlesAnApprenticeOnce() {
        Map<String, String> line = Map.of("name", "安锐", "idNo", "990101199602027019", "outcome", "PASSED", "certificateNo", "ZS-0001");
        var judged = asked("apprenticeship-settlement", Map.of("enterprise.uscc", "91990101MA0009501C"), List.of(line, line));
        assertThat(failing(judged.lines().get(0))).doesNotContain("LISTED_TWICE");
        assertThat(judged.lines().get(1).reason()).isEqualTo("LISTED_TWICE");
    }

    /** Guarantee loans of other cities, which only the credit register knows, count as times, and as the other kind until they are repaid. */
    @Test
    void knowsLoansOfOtherCities() {
        assertThat(failing(borrower("常青", "990101198604044117"))).containsExactly("MAX_TIMES");
        assertThat(failing(borrower("顾盼", "990101198705054226"))).containsExactly("BOTH_KINDS");
        var firm = enterprise();
        firm.put("entity.legalIdNo", "990101198705054226");
        var hire = hire("于晴", "990101199605053028", "2026-03-01", "2028-02-28");
        assertThat(failing(asked("loan-enterprise", firm, List.of(hire)).claim())).contains("BOTH_KINDS");
        assertThat(failing(asked("loan-enterprise", enterprise(), List.of(hire)).claim())).containsExactly("HIRE_RATIO");
    }

    /** Each partner passes DT-LOAN-1 for himself: loans of his spouse, and what stands against him in the register of credit. */
    @Test
    void judgesEachPartner() {
        var index = protection.index("PERSON", "990101199607161436");
        transaction.executeWithoutResult(status -> credit.enter(index, "何晴", "GRD-PARTNER", CreditRecords.Kind.EXCLUDE, story.today(), story.today().plusYears(1)));
        try {
            var judged = asked("loan-person", partnership("300000"), List.of(partner("白露", "990101199102111089"), partner("何晴", "990101199607161436"),
                    married(partner("沈默然", "990101199705262134"), "温故", "99010119880909306X"), partner("顾盼", "990101198705054226")));
            assertThat(judged.lines()).extracting(Judgement::reason).containsExactly(null, "EXCLUDED", "OTHER_LOANS", "BOTH_KINDS");
        } finally {
            transaction.executeWithoutResult(status -> jdbc.update("delete from credit_record"));
        }
    }

    /** S20: a platform is a small enterprise like any other; the finding names its industry and the clause. */
    @Test
    void admitsNewFormsOfBusiness() {
        var firm = enterprise();
        firm.put("entity.uscc", "91990101MA0000131P");
        var person = person();
        person.put("entity.uscc", "91990101MA0000131P");
        admitted(asked("loan-enterprise", firm, List.of()).claim(), "SIZE_OR_REGION");
        admitted(asked("loan-person", person, List.of()).claim(), "NOT_REGISTERED");
    }

    private static void admitted(Judgement judgement, String criterion) {
        assertThat(judgement.findings()).filteredOn(one -> one.code().equals(criterion)).singleElement().satisfies(one -> {
            assertThat(one.verdict()).isEqualTo(Finding.Verdict.PASS);
            assertThat(one.clauses()).anyMatch(clause -> clause.contains("新兴业态"));
            assertThat(one.facts()).anyMatch(fact -> fact.value().contains("互联网生活服务平台"));
        });
    }

    private Judgement borrower(String name, String idNo) {
        var form = person();
        form.putAll(Map.of("borrower.name", name, "borrower.idNo", idNo));
        return asked("loan-person", form, List.of()).claim();
    }

    /** DT-LOAN-5: whoever of the three records a recommendation by a named ground, it counts; an award counts by the operator's word. */
    @ParameterizedTest
    @CsvSource({"loan-person, creditRecommendation", "loan-person, operatorDiligence", "loan-person, bankDiligence", "loan-enterprise, operatorDiligence", "loan-enterprise, bankDiligence"})
    void hearsWhoRecommends(String scheme, String recorder) {
        var facts = schemes.scheme(scheme).pack().facts().step();
        assertThat(feel.evaluate(facts.get("recommended").feel(), recorded(recorder, "recommendation", "INSURED_MONTHS"))).isEqualTo(true);
        assertThat(feel.evaluate(facts.get("recommended").feel(), recorded(recorder, "recommendation", ""))).isEqualTo(false);
        assertThat(feel.evaluate(facts.get("award_project").feel(), recorded("operatorDiligence", "award", "true"))).isEqualTo(true);
    }

    private static Map<String, Object> recorded(String recorder, String field, String value) {
        return Map.of("own", Map.of("record", Map.of(recorder, Map.of(field, value))));
    }

    private EligibilityChecks.Result asked(String scheme, Map<String, String> form, List<Map<String, String>> lines) {
        as("founder.bailu");
        return checks.check(scheme, QINGHE, form, lines);
    }

    private static Map<String, String> partnership(String amount) {
        var form = person();
        form.put("borrower.kind", "PARTNERSHIP");
        form.put("loan.amount", amount);
        return form;
    }

    private static List<String> failing(Judgement judgement) {
        return judgement.findings().stream().filter(one -> one.verdict() == Finding.Verdict.FAIL).map(Finding::code).toList();
    }
}
