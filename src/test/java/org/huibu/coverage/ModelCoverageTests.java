package org.huibu.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import org.huibu.HuibuTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The last of all: what the flow tests together have passed of every model may not fall below its floor. Says nothing about a part of them. */
@Order(Integer.MAX_VALUE)
class ModelCoverageTests {

    /** In percent. */
    private static final Map<String, Integer> LEAST = Map.of("steps", 40, "flows", 35, "rules", 30);

    @Test
    void noModelFallsBelowItsFloor() {
        assumeTrue(CoverageWriter.ran().containsAll(flowTests()), "only a part of the flow tests ran");
        assertThat(CoverageReport.figures()).allSatisfy(figure -> assertThat(figure.percent()).as(figure.toString()).isGreaterThanOrEqualTo(LEAST.get(figure.what())));
    }

    private static List<String> flowTests() {
        return new ClassFileImporter().importPackages("org.huibu").stream().filter(one -> one.isAnnotatedWith(HuibuTest.class)).map(JavaClass::getName)
                .filter(name -> !name.endsWith("BrowserTests")).toList();
    }
}
