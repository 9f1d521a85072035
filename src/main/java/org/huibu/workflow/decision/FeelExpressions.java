package org.huibu.workflow.decision;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.huibu.process.Feel;
import org.springframework.stereotype.Component;

/** FEEL by the library that comes with the engine; texts are parsed once. */
@Component
public class FeelExpressions implements Feel {

    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParsedExpression> parsed = new ConcurrentHashMap<>();

    @Override
    public Object evaluate(String expression, Map<String, Object> context) {
        var compiled = parsed.computeIfAbsent(expression, this::parse);
        var result = feel.evaluate(compiled, context);
        return result.isSuccess() ? result.result() : null;
    }

    @Override
    public boolean test(String expression, Map<String, Object> context) {
        var value = evaluate(expression, context);
        return value == null || Boolean.TRUE.equals(value);
    }

    @Override
    public Optional<String> fault(String expression) {
        var result = feel.parseExpression(expression);
        return result.isSuccess() ? Optional.empty() : Optional.of(result.failure().message());
    }

    /** What is wrong with a cell of a decision table, or nothing. */
    public Optional<String> testFault(String unaryTests) {
        var result = feel.parseUnaryTests(unaryTests);
        return result.isSuccess() ? Optional.empty() : Optional.of(result.failure().message());
    }

    private ParsedExpression parse(String expression) {
        var result = feel.parseExpression(expression);
        if (result.isFailure()) {
            throw new IllegalArgumentException("FEEL: " + result.failure().message());
        }
        return result.parsedExpression();
    }
}
