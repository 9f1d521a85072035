package org.huibu.coverage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Notes which test classes have run and what they passed, in {@code target/coverage/<run>/<fork>}, since the tests run in several machines. The last test of all
 * gathers the notes and writes {@code target/coverage-of-models.md}.
 */
public class CoverageWriter implements TestExecutionListener {

    private static final Path NOTES = Path.of("target/coverage", System.getProperty("huibu.run", "alone"));
    private static final Set<String> RAN = new ConcurrentSkipListSet<>();

    /** The classes that ran in any machine of this run, whose notes are read by this. */
    static Set<String> gathered() {
        try (var notes = Files.exists(NOTES) ? Files.list(NOTES) : Stream.<Path>empty()) {
            for (var note : notes.toList()) {
                Files.readAllLines(note).stream().map(line -> line.split("\t")).forEach(part -> {
                    if (part.length == 1) {
                        RAN.add(part[0]);
                    } else {
                        ModelCoverage.seen(part[0]).add(part[1]);
                    }
                });
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return RAN;
    }

    /** Of everything gathered. */
    static void report() throws IOException {
        var text = CoverageReport.table(CoverageReport.figures());
        Files.writeString(Path.of("target/coverage-of-models.md"), text);
        text.lines().filter(line -> line.startsWith("| **all**")).forEach(line -> System.out.println("coverage of models " + line.replace("**", "")));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        test.getSource().filter(ClassSource.class::isInstance).map(source -> ((ClassSource) source).getClassName()).ifPresent(RAN::add);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!ModelCoverage.any() || RAN.contains(ModelCoverageTests.class.getName())) {
            return;
        }
        try {
            Files.createDirectories(NOTES);
            Files.write(NOTES.resolve(System.getProperty("huibu.fork", "1")), Stream.concat(List.copyOf(RAN).stream(), ModelCoverage.lines()).toList());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
