package org.huibu.workflow.decision;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.huibu.process.Feel;
import org.springframework.stereotype.Component;

/** FEEL by the library that comes with the engine; texts are parsed once. */
@Component
public class FeelExpressions implements Feel {

    private static final Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)+");
    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParsedExpression> parsed = new ConcurrentHashMap<>();

    /** A plain path to a text or a flag is read at once: the library would convert each map on the way as a whole, and rosters ask this for every line. */
    @Override
    public Object evaluate(String expression, Map<String, Object> context) {
        if (PATH.matcher(expression).matches()) {
            Object at = context;
            for (var name : expression.split("\\.")) {
                at = at instanceof Map<?, ?> map ? map.get(name) : null;
            }
            if (at == null || at instanceof String || at instanceof Boolean) {
                return at;
            }
        }
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
