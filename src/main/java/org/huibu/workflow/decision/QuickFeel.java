package org.huibu.workflow.decision;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** The engine's FEEL with texts parsed once; inputs that are missing read as null. */
class QuickFeel implements FeelEngine {

    private static final String INPUT = "cellInput";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern LITERAL = Pattern.compile("null|true|false|-?\\d+|\"[^\"]*\"");
    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParsedExpression> expressions = new ConcurrentHashMap<>();
    private final Map<String, ParsedExpression> tests = new ConcurrentHashMap<>();
    private final Map<Answered, Boolean> answered = new ConcurrentHashMap<>();

    /** A test of nothing but literals on an input of two values or none: most cells of our tables. */
    private record Answered(String test, Boolean input) { }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String text, VariableContext context) {
        if (NAME.matcher(text).matches() && context.containsVariable(text)) {
            return (T) value(text, context);
        }
        var parsed = expressions.computeIfAbsent(text, key -> feel.parseExpression(key).parsedExpression());
        var result = feel.evaluate(parsed, values(context));
        return result.isSuccess() ? (T) result.result() : null;
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String text, String inputVariable, VariableContext context) {
        var input = value(inputVariable, context);
        if (!LITERAL.matcher(text).matches()) {
            return test(text, input, values(context));
        }
        return input == null || input instanceof Boolean ? answered.computeIfAbsent(new Answered(text, (Boolean) input), key -> test(text, input, Map.of()))
                : test(text, input, Map.of());
    }

    private boolean test(String text, Object input, Map<String, Object> context) {
        var parsed = tests.computeIfAbsent(text, key -> feel.parseUnaryTests(key).parsedExpression());
        var values = new HashMap<>(context);
        values.put(INPUT, input);
        var result = feel.evaluate(parsed, values);
        return result.isSuccess() && Boolean.TRUE.equals(result.result());
    }

    private static Object value(String name, VariableContext context) {
        var value = context.resolve(name);
        return value == null ? null : value.getValue();
    }

    private static Map<String, Object> values(VariableContext context) {
        var values = new HashMap<String, Object>();
        context.keySet().forEach(name -> values.put(name, context.resolve(name).getValue()));
        return values;
    }
}
