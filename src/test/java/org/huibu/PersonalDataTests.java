package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.huibu.casefile.CaseWork;
import org.huibu.letters.Letters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.context.SecurityContextHolder;

/** Promise P20: after a whole case, no personal number stands in clear in any table, the engine's included, nor in any line of the log. The tables of the sandbox are the books of the other side and not looked at. */
@HuibuTest
@ExtendWith(OutputCaptureExtension.class)
class PersonalDataTests {

    private static final String ACCOUNT = "99010100000090010";
    private static final String MOBILE = "13900000001";
    @Autowired AwardStory story;
    @Autowired CaseWork work;
    @Autowired Letters letters;
    @Autowired JdbcTemplate jdbc;

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void leavesNoPersonalNumberInClear(CapturedOutput log) {
        story.begin();
        var number = story.submitted("roster-5-pass.csv");
        story.toNotice(number);
        story.passNotice(number);
        story.payGroup(number, "MAIN");
        story.eventually(() -> work.find(number).state().equals("CLOSED"));

        var secrets = Stream.concat(Stream.of(ACCOUNT, MOBILE), AwardStory.roster("roster-5-pass.csv").stream().map(row -> row.get("founderIdNo"))).toList();
        assertThat(secrets).hasSize(7);
        assertThat(work.lines(number)).as("the house itself reads them").extracting(line -> line.data().get("founderIdNo")).containsAnyElementsOf(secrets);
        assertThat(columnsWith(secrets)).isEmpty();
        assertThat(secrets).noneMatch(secret -> log.getAll().contains(secret));
        assertThat(letters.ofCase(number)).extracting(letter -> letter.content().toString()).noneMatch(text -> secrets.stream().anyMatch(text::contains));
    }

    /** The search is shown to find what is there: the applicant's name, which stays searchable, stands in the tables. */
    @Test
    void theSearchFindsWhatIsThere() {
        story.begin();
        assertThat(columnsWith(List.of("岭海鸿萌创业孵化有限公司"))).contains("CASE_FILE.APPLICANT_NAME");
    }

    private List<String> columnsWith(List<String> texts) {
        var found = new ArrayList<String>();
        jdbc.query("select table_name, column_name, data_type from information_schema.columns where table_schema = 'PUBLIC' and table_name not like 'SANDBOX%'", row -> {
            var table = row.getString(1);
            var column = row.getString(2);
            var type = row.getString(3);
            if (type.startsWith("CHARACTER")) {
                texts.stream().filter(text -> count(table, column, "like '%" + text + "%'") > 0).findFirst().ifPresent(text -> found.add(table + "." + column));
            } else if (type.startsWith("BINARY")) {
                var contents = jdbc.query("select \"" + column + "\" from \"" + table + "\" where \"" + column + "\" is not null", (one, n) -> new String(one.getBytes(1), StandardCharsets.UTF_8));
                texts.stream().filter(text -> contents.stream().anyMatch(content -> content.contains(text))).findFirst().ifPresent(text -> found.add(table + "." + column));
            }
        });
        return found;
    }

    private int count(String table, String column, String condition) {
        return jdbc.queryForObject("select count(*) from \"" + table + "\" where \"" + column + "\" " + condition, Integer.class);
    }
}
