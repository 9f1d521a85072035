package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.huibu.AwardStory.as;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.eligibility.Evaluations;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A claim of 5,000 lines: every fault is told at once, nothing is lost, and the flow takes it within the limits below on a busy machine too. */
@HuibuTest
class BigRosterTests {

    /** Generous, because machines that test are shared: what counts is that nothing is lost and nothing gives up. */
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int LINES = 5_000;
    private static final int FAULTY = 300;
    private static final String CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired CaseWork work;
    @Autowired Evaluations evaluations;

    @BeforeEach
    void begin() {
        story.begin();
    }

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void tellsThreeHundredFaultsOfFiveThousandLinesAndJudgesTheRest() {
        as("base.hongmeng");
        var number = cases.open("incubation-award", AwardStory.QINGHE);
        story.attachAll(number);
        var faulty = roster(seq -> seq % (LINES / FAULTY) == 0 && seq < FAULTY * (LINES / FAULTY) ? idNumber(seq).substring(0, 17) + "?" : idNumber(seq));
        timed("save", () -> cases.save(number, null, AwardStory.form(), faulty));
        timed("refuse", () -> assertThatThrownBy(() -> cases.submit(number)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.faults()).hasSize(FAULTY);
            assertThat(refusal.faults()).allMatch(fault -> fault.code().startsWith("idNumber."));
            assertThat(refusal.faults()).extracting(Fault::path).startsWith("lines[0].founderIdNo", "lines[16].founderIdNo").doesNotHaveDuplicates();
        }));
        assertThat(cases.lines(number)).extracting(line -> line.data()).as("nothing typed is lost").isEqualTo(faulty);

        cases.save(number, null, Map.of(), roster(BigRosterTests::idNumber));
        timed("submit", () -> cases.submit(number));
        timed("accept", () -> story.decide("acceptor.qinghe", number, "ACCEPTED"));
        timed("gather and judge", () -> until(() -> work.find(number).state().equals("REVIEWING")));
        assertThat(work.timeline(number)).extracting(CaseWork.Happening::what).as("no source gave up under the load").doesNotContain("WaitingForSource");
        assertThat(work.lines(number)).hasSize(LINES).allMatch(line -> line.verdict() != null);
        assertThat(evaluations.of(number)).hasSize(LINES + 2);
        timed("propose", () -> story.decide("reviewer.qinghe", number, "PROPOSE"));
        timed("recheck", () -> story.decide("rechecker.qinghe", number, "AGREE"));
        assertThat(work.find(number).state()).isEqualTo("DECIDING");
    }

    private static List<Map<String, String>> roster(IntFunction<String> founder) {
        var sample = AwardStory.roster("roster-5-pass.csv").get(0);
        var rows = new ArrayList<Map<String, String>>();
        IntStream.range(0, LINES).forEach(seq -> {
            var row = new LinkedHashMap<>(sample);
            row.put("entityName", "云溪第" + seq + "号科技有限公司");
            row.put("entityUscc", creditCode(seq));
            row.put("founderIdNo", founder.apply(seq));
            row.put("agreementNo", "XY-" + seq);
            rows.add(row);
        });
        return rows;
    }

    private static String creditCode(int seq) {
        var code = "91990101MB%07d".formatted(seq);
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            sum += CODES.indexOf(code.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return code + CODES.charAt((31 - sum % 31) % 31);
    }

    private static String idNumber(int seq) {
        var body = "9901011990%02d%02d%03d".formatted(seq / 999 % 12 + 1, seq % 27 + 1, seq % 999);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * weights[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private static void timed(String what, Runnable step) {
        var from = Instant.now();
        step.run();
        var took = Duration.between(from, Instant.now());
        LoggerFactory.getLogger(BigRosterTests.class).info("{} took {} ms", what, took.toMillis());
        assertThat(took).as(what).isLessThan(PATIENCE);
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
            java.util.concurrent.locks.LockSupport.parkNanos(200_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
