package org.huibu.scheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.huibu.scheme.form.FormCheck;
import org.huibu.scheme.form.FormDefinition;
import org.junit.jupiter.api.Test;

/** A period that ends before it begins is told at its end, in a form and in a roster's line. */
class FormOrderTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String FORM = """
            {"components": [
              {"type": "group", "path": "claim", "components": [
                {"type": "datetime", "key": "from", "dateLabel": "开始日", "properties": {"en": "From"}},
                {"type": "datetime", "key": "to", "dateLabel": "结束日", "properties": {"notBefore": "from"}}]},
              {"type": "dynamiclist", "path": "lines", "components": [
                {"type": "datetime", "key": "in", "dateLabel": "入驻"}, {"type": "datetime", "key": "out", "dateLabel": "退出", "properties": {"notBefore": "in"}}]}]}
            """;
    private final FormDefinition form = FormDefinition.parse(FORM);

    @Test
    void tellsAPeriodThatEndsBeforeItBegins() {
        assertThat(FormCheck.form(form, Map.of("claim.from", "2026-10-01", "claim.to", "2025-09-30"), TODAY)).singleElement().satisfies(fault -> {
            assertThat(fault.path()).isEqualTo("claim.to");
            assertThat(fault.code()).isEqualTo("endsBefore");
            assertThat(fault.arguments()).isEqualTo(List.of("开始日", "From"));
        });
        assertThat(FormCheck.line(form.roster().orElseThrow(), 2, Map.of("in", "2026-02-01", "out", "2026-01-31"), TODAY)).extracting("path", "code")
                .containsExactly(org.assertj.core.groups.Tuple.tuple("lines[2].out", "endsBefore"));
    }

    @Test
    void saysNothingOfADayAloneOrOfWhatIsNoDate() {
        assertThat(FormCheck.form(form, Map.of("claim.from", "2026-10-01", "claim.to", "2026-10-01"), TODAY)).isEmpty();
        assertThat(FormCheck.form(form, Map.of("claim.to", "2026-10-01"), TODAY)).isEmpty();
        assertThat(FormCheck.form(form, Map.of("claim.from", "2026-02-30", "claim.to", "2025-01-01"), TODAY)).extracting("code").containsExactly("notADate");
    }

    @Test
    void refusesAFormThatComparesWithNoDate() {
        assertThat(FormDefinition.problems(FORM)).isEmpty();
        assertThat(FormDefinition.problems(FORM.replace("\"notBefore\": \"from\"", "\"notBefore\": \"begin\""))).containsExactly("to: no date beside it: begin");
    }
}
