package org.huibu.workflow.gate;

import java.util.regex.Pattern;

/** The expressions that models may hold; anything else is a fault at release and an error at run time. */
final class Grammar {

    private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_]{0,63}";
    private static final String VALUE = "(?:'[\\p{L}\\p{N}_ -]{0,64}'|\\d{1,12}|true|false)";
    private static final String COMPARISON = NAME + "\\s*(?:==|!=|<=|>=|<|>)\\s*" + VALUE;
    private static final String VOTES = "nrOf(?:Completed)?Instances\\s*(?:/|==|>=|<=|<|>)\\s*(?:nrOfInstances|\\d+(?:\\.\\d+)?)"
            + "(?:\\s*(?:==|>=|<=|<|>)\\s*\\d+(?:\\.\\d+)?)?";
    private static final Pattern CONDITION = Pattern.compile(
            "\\$\\{\\s*(?:" + COMPARISON + "|" + VOTES + ")(?:\\s*(?:&&|\\|\\|)\\s*(?:" + COMPARISON + "|" + VOTES + "))*\\s*}");
    private static final Pattern COLLECTION = Pattern.compile("\\$\\{" + NAME + "}");
    private static final Pattern TIMER = Pattern.compile("\\$\\{clock\\.(?:due|end)\\(execution,\\s*'[A-Z][A-Z0-9_]{1,40}'\\)}");
    private static final Pattern FACT = Pattern.compile("(" + NAME + ")\\s*(?:==|!=|<=|>=|<|>)");
    static final String BUSINESS_KEY = "${caseNumber}";

    private Grammar() {
    }

    static boolean condition(String text) {
        return CONDITION.matcher(text.strip()).matches();
    }

    static boolean collection(String text) {
        return COLLECTION.matcher(text).matches();
    }

    static boolean timer(String text) {
        return TIMER.matcher(text.strip()).matches();
    }

    static String name(String expression) {
        return expression.substring(2, expression.length() - 1);
    }

    /** Facts that a condition reads; what the engine itself counts of votes is none. */
    static java.util.List<String> names(String condition) {
        return FACT.matcher(condition).results().map(found -> found.group(1)).filter(name -> !name.startsWith("nrOf")).toList();
    }

    static boolean plain(String text) {
        return !text.contains("${") && !text.contains("#{");
    }
}
