package org.huibu;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Runs only where a MySQL server can be reached; elsewhere the test is skipped and says so. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsMySql.Condition.class)
public @interface NeedsMySql {

    /** Where the server is known only by its address in the environment. */
    class Condition implements ExecutionCondition {

        private static final String SKIPPED = "skipped: no MySQL server (set HUIBU_TEST_MYSQL_URL)";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (MySqlServer.configured()) {
                return ConditionEvaluationResult.enabled("MySQL server configured");
            }
            System.out.println(context.getDisplayName() + " " + SKIPPED);
            return ConditionEvaluationResult.disabled(SKIPPED);
        }
    }
}
