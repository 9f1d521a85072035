package org.huibu.disbursement.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.huibu.HuibuTest;
import org.huibu.scheme.Schemes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** DT-COM-3 row by row (flows §1.11), and what each row makes of the amounts of a line. */
@HuibuTest
class RecoveryRuleTests {

    @Autowired Schemes schemes;

    @ParameterizedTest
    @CsvSource({"FRAUD,,ALL,EXCLUDE,20", "PROMISE_BROKEN,true,ALL,IF_UNPAID,15", "ENDED_EARLY,,UNEARNED,NONE,20", "DUPLICATE,,LATER,NONE,20", "OFFICE_ERROR,,EXCESS,NONE,20",
        "OVER_ADVANCE,,DIFFERENCE,IF_UNPAID,20"})
    void rows(String finding, Boolean over, String scope, String sanction, int days) {
        var result = (List<?>) evaluate("DT_COM_3", facts(finding, over));
        assertThat(result.get(0)).isEqualTo(scope);
        assertThat(result.get(1)).isEqualTo(sanction);
        assertThat(new BigDecimal(result.get(2).toString())).isEqualByComparingTo(BigDecimal.valueOf(days));
        assertThat(result.get(3).toString()).isNotBlank();
    }

    /** A promise that still runs is not broken, and one whose end nobody knows needs a person. */
    @Test
    void promisesAreBrokenWhenTheyAreOver() {
        assertThat(evaluate("claim_result", facts("PROMISE_BROKEN", false))).isEqualTo("FAIL");
        assertThat(evaluate("claim_result", facts("PROMISE_BROKEN", null))).isEqualTo("NEEDS_PERSON");
        assertThat(evaluate("claim_result", facts("PROMISE_BROKEN", true))).isEqualTo("PASS");
        assertThat(evaluate("claim_result", facts("FRAUD", null))).isEqualTo("PASS");
        assertThat(evaluate("claim_result", facts(null, null))).isEqualTo("NEEDS_PERSON");
        assertThat(evaluate("DT_COM_3", facts("PROMISE_BROKEN", false))).isIn(null, List.of());
    }

    @ParameterizedTest
    @CsvSource({"FRAUD,3000,,,,3000,PASS", "PROMISE_BROKEN,3000,,,,3000,PASS", "ENDED_EARLY,3000,,0.25,,750,PASS", "ENDED_EARLY,3000,,,,,NEEDS_PERSON", "ENDED_EARLY,3000,,0,,0,FAIL",
        "DUPLICATE,3000,,,true,3000,PASS", "DUPLICATE,3000,,,false,0,FAIL", "DUPLICATE,3000,,,,,NEEDS_PERSON", "OFFICE_ERROR,3000,2400,,,600,PASS", "OFFICE_ERROR,3000,3500,,,0,FAIL",
        "OFFICE_ERROR,3000,,,,,NEEDS_PERSON", "OVER_ADVANCE,105000,84000,,,21000,PASS", ",3000,,,,,NEEDS_PERSON", "FRAUD,,,,,,NEEDS_PERSON"})
    void amounts(String finding, BigDecimal paid, BigDecimal earned, BigDecimal share, Boolean later, BigDecimal amount, String verdict) {
        var facts = facts(finding, true);
        facts.put("paid", paid);
        facts.put("earned", earned);
        facts.put("unearned_share", share);
        facts.put("later_payment", later);
        var result = evaluate("line_amount", facts);
        if (amount == null) {
            assertThat(result).isNull();
        } else {
            assertThat(new BigDecimal(result.toString())).isEqualByComparingTo(amount);
        }
        assertThat(evaluate("line_result", facts)).isEqualTo(verdict);
    }

    private static Map<String, Object> facts(String finding, Boolean over) {
        var facts = new HashMap<String, Object>();
        facts.put("finding_kind", finding);
        facts.put("promise_over", over);
        facts.put("recover_days", BigDecimal.valueOf(20));
        return facts;
    }

    private Object evaluate(String decision, Map<String, Object> facts) {
        return schemes.scheme("recovery").decisions().evaluate(decision, facts).result();
    }
}
