package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import org.huibu.eligibility.Judging;
import org.huibu.scheme.Schemes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** DT-COM-1 and DT-COM-2 row by row, as each release holds them, and rows of criteria that no case of the stories meets. */
@HuibuTest
class SharedDecisionTests {

    @Autowired Judging judging;
    @Autowired Schemes schemes;

    @ParameterizedTest
    @CsvSource({"false, true, true, false, NOT_ACCEPTED, DOC-03", "false, false, false, true, NOT_ACCEPTED, DOC-03", "true, false, false, true, CORRECT_NOW,",
        "true, false, true, false, CORRECTION, DOC-02", "true, false, false, false, CORRECTION, DOC-02", "true, true, false, false, CORRECTION, DOC-02",
        "true, true, true, false, ACCEPTED, DOC-01"})
    void intake(boolean inScope, boolean complete, boolean valid, boolean fixable, String result, String document) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("in_scope", inScope);
        facts.put("materials_complete", complete);
        facts.put("form_valid", valid);
        facts.put("fixable_now", fixable);
        schemes.active().forEach(scheme -> {
            var evaluated = judging.shared(scheme, "intake.dmn", "DT_COM_1", facts);
            assertThat(evaluated.text()).isEqualTo(result);
            assertThat(evaluated.text(1)).isEqualTo(document);
        });
    }

    @ParameterizedTest
    @CsvSource({"0, , 0, false, APPROVE", "0, , 500, true, APPROVE", "1, NOT_UPHELD, 500, true, APPROVE", "2, UPHELD_IN_FULL, 0, false, REJECT",
        "1, UPHELD_IN_PART, -100, false, CORRECT_AMOUNT", "1, UPHELD_IN_PART, 0, false, CORRECT_AMOUNT", "1, UPHELD_IN_PART, 1, false, NEW_NOTICE",
        "1, UPHELD_IN_PART, 1, true, NEW_NOTICE", "1, UPHELD_IN_PART, -100, true, NEW_NOTICE"})
    void notice(long objections, String finding, long change, boolean payee, String result) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("objection_count", objections);
        facts.put("finding", finding);
        facts.put("amount_change", change);
        facts.put("payee_changed", payee);
        assertThat(judging.shared(schemes.scheme("incubation-award"), "notice.dmn", "DT_COM_2", facts).text()).isEqualTo(result);
    }

    /** @param facts {@code name=value} with blanks between, a code of digits in single quotes; what is not named is not known */
    @ParameterizedTest
    @CsvFileSource(resources = "/criteria.csv", delimiter = ';', commentCharacter = '#')
    void criterion(String scheme, String criterion, String facts, String result) {
        var known = new LinkedHashMap<String, Object>();
        for (var fact : facts.split(" ")) {
            var value = fact.substring(fact.indexOf('=') + 1);
            known.put(fact.substring(0, fact.indexOf('=')), value.matches("\\d+(\\.\\d+)?") ? (Object) new BigDecimal(value) : value.startsWith("'") ? value.substring(1, value.length() - 1) : value.matches("true|false") ? (Object) Boolean.valueOf(value) : value);
        }
        assertThat(String.valueOf(schemes.scheme(scheme).decisions().evaluate(criterion, known).result())).isEqualTo(result);
    }
}
