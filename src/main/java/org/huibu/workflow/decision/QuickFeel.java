package org.huibu.workflow.decision;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** The engine's FEEL with texts parsed once; inputs that are missing read as null. */
class QuickFeel implements FeelEngine {

    private static final String INPUT = "cellInput";
    private final FeelEngineApi feel = FeelEngineBuilder.forJava().build();
    private final Map<String, ParsedExpression> expressions = new ConcurrentHashMap<>();
    private final Map<String, ParsedExpression> tests = new ConcurrentHashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public <T> T evaluateSimpleExpression(String text, VariableContext context) {
        var parsed = expressions.computeIfAbsent(text, key -> feel.parseExpression(key).parsedExpression());
        var result = feel.evaluate(parsed, values(context));
        return result.isSuccess() ? (T) result.result() : null;
    }

    @Override
    public boolean evaluateSimpleUnaryTests(String text, String inputVariable, VariableContext context) {
        var parsed = tests.computeIfAbsent(text, key -> feel.parseUnaryTests(key).parsedExpression());
        var values = values(context);
        values.put(INPUT, context.resolve(inputVariable) == null ? null : context.resolve(inputVariable).getValue());
        var result = feel.evaluate(parsed, values);
        return result.isSuccess() && Boolean.TRUE.equals(result.result());
    }

    private static Map<String, Object> values(VariableContext context) {
        var values = new java.util.HashMap<String, Object>();
        context.keySet().forEach(name -> values.put(name, context.resolve(name).getValue()));
        return values;
    }
}
