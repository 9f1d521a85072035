package org.huibu.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Knows which test classes have run and writes {@code target/coverage-of-models.md} when the last one has. */
public class CoverageWriter implements TestExecutionListener {

    private static final Set<String> RAN = new ConcurrentSkipListSet<>();

    static Set<String> ran() {
        return RAN;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource().filter(ClassSource.class::isInstance).map(source -> ((ClassSource) source).getClassName()).ifPresent(RAN::add);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (ModelCoverage.any()) {
            try {
                var text = CoverageReport.table(CoverageReport.figures());
                Files.writeString(Path.of("target/coverage-of-models.md"), text);
                text.lines().filter(line -> line.startsWith("| **all**")).forEach(line -> System.out.println("coverage of models " + line.replace("**", "")));
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        }
    }
}
