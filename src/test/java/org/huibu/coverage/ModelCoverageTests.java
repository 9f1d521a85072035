package org.huibu.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.huibu.HuibuTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The last of all: what the flow tests together have passed of every model may not fall below its floor. Says nothing about a part of them. */
class ModelCoverageTests {

    /** In percent. */
    private static final Map<String, Integer> LEAST = Map.of("steps", 64, "flows", 59, "rules", 60);

    @BeforeAll
    static void gather() throws IOException {
        assumeTrue(CoverageWriter.gathered().containsAll(flowTests()), "only a part of the flow tests ran");
        CoverageWriter.report();
    }

    @Test
    void noModelFallsBelowItsFloor() {
        assertThat(CoverageReport.figures()).allSatisfy(figure -> assertThat(figure.percent()).as(figure.toString()).isGreaterThanOrEqualTo(LEAST.get(figure.what())));
    }

    /** 500 of 539 steps, 514 of 567 flows and 494 of 532 rules were passed on 2026-11-29; see docs/coverage-of-models.md. */
    @Test
    void allModelsTogetherKeepWhatWasReached() {
        var reached = Map.of("steps", 87, "flows", 85, "rules", 89);
        reached.forEach((what, least) -> {
            var of = CoverageReport.figures().stream().filter(figure -> figure.what().equals(what)).toList();
            assertThat(100 * of.stream().mapToInt(CoverageReport.Figure::seen).sum() / of.stream().mapToInt(CoverageReport.Figure::all).sum()).as(what).isGreaterThanOrEqualTo(least);
        });
    }

    private static List<String> flowTests() {
        return new ClassFileImporter().importPackages("org.huibu").stream().filter(one -> one.isAnnotatedWith(HuibuTest.class)).map(JavaClass::getName)
                .filter(name -> !name.endsWith("BrowserTests")).toList();
    }
}
