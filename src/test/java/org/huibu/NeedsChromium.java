package org.huibu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs only where Chromium is installed; elsewhere the test is skipped and says so. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsChromium.Condition.class)
public @interface NeedsChromium {

    /** The browser: HUIBU_TEST_CHROMIUM, else where Debian puts it. */
    class Condition implements ExecutionCondition {

        private static final String SKIPPED = "skipped: no Chromium (set HUIBU_TEST_CHROMIUM)";

        /** @return the browser's program file, empty if there is none */
        public static Optional<Path> browser() {
            var file = Path.of(System.getenv().getOrDefault("HUIBU_TEST_CHROMIUM", "/usr/bin/chromium"));
            return Optional.of(file).filter(Files::isExecutable);
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (browser().isPresent()) {
                return ConditionEvaluationResult.enabled("Chromium found");
            }
            System.out.println(context.getDisplayName() + " " + SKIPPED);
            return ConditionEvaluationResult.disabled(SKIPPED);
        }
    }
}
