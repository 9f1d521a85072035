package org.huibu.eligibility;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.huibu.evidence.Evidence;
import org.huibu.process.Decisions;
import org.huibu.process.Feel;
import org.huibu.scheme.pack.Pack;
import org.huibu.scheme.parameter.ParameterSet;
import org.huibu.scheme.Scheme;
import org.huibu.shared.Money;
import org.huibu.shared.identifier.Region;
import org.springframework.stereotype.Service;

/** From facts to findings: every criterion explains itself; what is not known needs a person and neither passes nor refuses. */
@Service
public class Judging {

    private static final Pattern EVIDENCE = Pattern.compile("\\bev\\.(D\\d\\d)\\b");
    private static final Pattern PARAMETER = Pattern.compile("\\bp\\.([A-Z_]+)\\b");
    private final Feel feel;

    Judging(Feel feel) {
        this.feel = feel;
    }

    /**
     * All that is known about a subject.
     *
     * @param day the date that the rule names; parameters in force on it are used
     * @param form nested values of the form, {@code line} those of the roster line (empty for the claim)
     * @param own what our own registers say
     */
    public record Subject(Region region, LocalDate day, Map<String, Object> form, Map<String, Object> line, Map<String, Evidence.Item> evidence,
                          Map<String, Object> kase, Map<String, Object> own) { }

    public Judgement claim(Scheme scheme, Subject subject) {
        return judge(scheme, subject, scheme.pack().facts().claim(), scheme.claimCriteria(), scheme.pack().decisions().claim(),
                scheme.paidWhole() ? scheme.pack().decisions().amount() : null);
    }

    public Judgement line(Scheme scheme, Subject subject) {
        return judge(scheme, subject, scheme.pack().facts().line(), scheme.lineCriteria(), scheme.pack().decisions().line(),
                scheme.pack().decisions().amount());
    }

    /**
     * What a claim earns beyond its lines (DT-INC-6), where the scheme knows such a part and the parameter switches it on. A part that is
     * on without a rule for the case needs a person.
     *
     * @param total amount of the lines that pass
     * @param subject of the claim; its own facts hold how many lines pass
     */
    public Judgement performance(Scheme scheme, Subject subject, Judgement claim, Money total) {
        var decision = scheme.pack().decisions().performance();
        if (decision == null) {
            return claim;
        }
        var rules = scheme.pack().facts().claim();
        var facts = facts(scheme, subject, rules);
        var evaluation = scheme.decisions().evaluate(decision, facts);
        var how = claim.evaluated().and(evaluation);
        if (evaluation.result() instanceof Number factor) {
            var more = Money.rounded(total.yuan().multiply(new BigDecimal(factor.toString())));
            return more.isZero() ? new Judgement(claim.verdict(), claim.reason(), claim.amount(), claim.findings(), how)
                    : claim.plus(finding(scheme, subject, scheme.decisions().criterion(decision), "PASS", rules, facts), more, how);
        }
        return claim.plus(finding(scheme, subject, scheme.decisions().criterion(decision), null, rules, facts), Money.ZERO, how);
    }

    /** Evaluates a decision that all schemes share, such as DT-COM-1, as the release of the case holds it. */
    public Evaluated shared(Scheme scheme, String file, String decision, Map<String, Object> inputs) {
        var evaluation = scheme.shared(file).evaluate(decision, inputs);
        return new Evaluated(decision, inputs, evaluation.result(), evaluation.hits());
    }

    /** A rule that a step asks by name, on the facts of the claim and of the step. @throws IllegalArgumentException if the scheme has no such rule */
    public Evaluated rule(Scheme scheme, Subject subject, String name) {
        var rule = scheme.pack().decisions().steps().get(name);
        if (rule == null) {
            throw new IllegalArgumentException(scheme.key() + " has no rule " + name);
        }
        var graph = rule.file() == null ? scheme.decisions() : scheme.shared(rule.file());
        var known = new LinkedHashMap<>(scheme.pack().facts().claim());
        known.putAll(scheme.pack().facts().step());
        known.keySet().retainAll(graph.criterion(rule.decision()).inputs());
        var facts = facts(scheme, subject, known);
        var evaluation = graph.evaluate(rule.decision(), facts);
        return new Evaluated(rule.decision(), facts, evaluation.result(), evaluation.hits());
    }

    private Judgement judge(Scheme scheme, Subject subject, Map<String, Pack.FactRule> rules, List<Decisions.Criterion> criteria, String top,
            String amount) {
        var facts = facts(scheme, subject, rules);
        var evaluation = scheme.decisions().evaluate(top, facts);
        var evaluated = new Evaluated(top, facts, evaluation.result(), evaluation.hits());
        var outputs = new LinkedHashMap<String, Object>();
        evaluation.hits().forEach(hit -> outputs.put(hit.decision(), hit.output()));
        var findings = criteria.stream().map(criterion -> finding(scheme, subject, criterion, outputs.get(criterion.id()), rules, facts)).toList();
        var verdict = verdict(evaluation.result());
        return verdict == Finding.Verdict.PASS && amount != null ? priced(scheme, subject, amount, findings, rules, evaluated)
                : new Judgement(verdict, reason(findings), Money.ZERO, findings, evaluated);
    }

    /** The amount is a finding like any other: it shows the value it rests on, and one that is not known needs a person instead of paying nothing. */
    private static Judgement priced(Scheme scheme, Subject subject, String amount, List<Finding> passed, Map<String, Pack.FactRule> rules, Evaluated passing) {
        var facts = passing.inputs();
        var evaluation = scheme.decisions().evaluate(amount, facts);
        // A table in which no rule matches answers with an empty list.
        var yuan = evaluation.result() instanceof Number number ? number : null;
        var how = passing.and(evaluation);
        var findings = new ArrayList<>(passed);
        findings.add(finding(scheme, subject, scheme.decisions().criterion(amount), yuan == null ? null : "PASS", rules, facts));
        return yuan == null ? new Judgement(Finding.Verdict.NEEDS_PERSON, amount, Money.ZERO, findings, how)
                : new Judgement(Finding.Verdict.PASS, null, Money.rounded(new BigDecimal(yuan.toString())), findings, how);
    }

    private Map<String, Object> facts(Scheme scheme, Subject subject, Map<String, Pack.FactRule> rules) {
        var context = context(scheme.parameters(), subject);
        var facts = new LinkedHashMap<String, Object>();
        rules.forEach((name, rule) -> facts.put(name, feel.evaluate(rule.feel(), narrowed(context, rule.feel()))));
        return facts;
    }

    /** Only the checks and parameters that the expression names: the library converts a whole map each time one of its values is read. */
    private static Map<String, Object> narrowed(Map<String, Object> context, String expression) {
        var narrow = new HashMap<>(context);
        narrow.put("ev", named(context.get("ev"), EVIDENCE, expression));
        narrow.put("p", named(context.get("p"), PARAMETER, expression));
        return narrow;
    }

    private static Map<Object, Object> named(Object all, Pattern names, String expression) {
        var named = new HashMap<Object, Object>();
        names.matcher(expression).results().map(match -> match.group(1)).filter(((Map<?, ?>) all)::containsKey).forEach(name -> named.put(name, ((Map<?, ?>) all).get(name)));
        return named;
    }

    private static Map<String, Object> context(ParameterSet parameters, Subject subject) {
        var evidence = new LinkedHashMap<String, Object>();
        subject.evidence().forEach((check, item) -> evidence.put(check, Map.of("result", item.result(), "facts", item.facts())));
        var context = new LinkedHashMap<String, Object>();
        context.put("form", subject.form());
        context.put("line", subject.line());
        context.put("ev", evidence);
        context.put("p", parameters.values(subject.region(), subject.day()));
        context.put("kase", subject.kase());
        context.put("own", subject.own());
        return context;
    }

    private static Finding finding(Scheme scheme, Subject subject, Decisions.Criterion criterion, Object output, Map<String, Pack.FactRule> rules,
            Map<String, Object> facts) {
        var used = new ArrayList<Finding.FactUsed>();
        criterion.inputs().stream().distinct().filter(rules::containsKey).forEach(name -> {
            var rule = rules.get(name);
            used.add(new Finding.FactUsed(name, rule.label().zh(), rule.label().en(), facts.get(name) == null ? "" : String.valueOf(facts.get(name)),
                    origin(scheme, subject, rule.feel())));
        });
        return new Finding(criterion.id(), criterion.name(), verdict(output), criterion.clauses(), used);
    }

    private static String origin(Scheme scheme, Subject subject, String expression) {
        var origins = new ArrayList<String>();
        EVIDENCE.matcher(expression).results().map(m -> m.group(1)).distinct().forEach(check -> {
            var item = subject.evidence().get(check);
            origins.add(item == null ? check : check + " " + item.source() + " " + item.askedAt().atZone(org.huibu.shared.calendar.WorkingCalendar.ZONE).toLocalDate() + " " + item.result());
        });
        PARAMETER.matcher(expression).results().map(m -> m.group(1)).distinct().forEach(key ->
                origins.add(scheme.parameters().find(key, subject.region(), subject.day())
                        .map(p -> key + "=" + p.value() + " (" + p.source() + ", " + p.verification() + ")").orElseGet(() -> missing(scheme, subject, key))));
        if (expression.contains("form.") || expression.contains("line.")) {
            origins.add("form");
        }
        if (expression.contains("own.")) {
            origins.add("register");
        }
        return String.join("; ", origins);
    }

    private static String missing(Scheme scheme, Subject subject, String key) {
        return key + " –" + scheme.parameters().ended(key, subject.region(), subject.day()).map(p -> " (" + p.from() + " → " + p.to() + ")").orElse("");
    }

    private static Finding.Verdict verdict(Object output) {
        return output instanceof String text && (text.equals("PASS") || text.equals("FAIL")) ? Finding.Verdict.valueOf(text) : Finding.Verdict.NEEDS_PERSON;
    }

    private static String reason(List<Finding> findings) {
        for (var verdict : List.of(Finding.Verdict.FAIL, Finding.Verdict.NEEDS_PERSON)) {
            var first = findings.stream().filter(f -> f.verdict() == verdict).findFirst();
            if (first.isPresent()) {
                return first.get().code();
            }
        }
        return null;
    }
}
