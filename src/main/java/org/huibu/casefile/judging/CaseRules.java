package org.huibu.casefile.judging;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.roster.Rosters;
import org.huibu.eligibility.Evaluated;
import org.huibu.eligibility.Evaluations;
import org.huibu.eligibility.Judging;
import org.huibu.evidence.Evidence;
import org.huibu.process.Facts;
import org.huibu.process.block.Block;
import org.huibu.process.block.BlockCall;
import org.huibu.process.block.Step;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rules of a scheme that a step asks by name ({@code decisions.steps}), judged on what is known of the case then. */
@Service
public class CaseRules {

    private final CaseJudging judging;
    private final OwnRegister register;
    private final Rosters rosters;
    private final Judging rules;
    private final Evidence evidence;
    private final Evaluations evaluations;

    CaseRules(CaseJudging judging, OwnRegister register, Rosters rosters, Judging rules, Evidence evidence, Evaluations evaluations) {
        this.judging = judging;
        this.register = register;
        this.rosters = rosters;
        this.rules = rules;
        this.evidence = evidence;
        this.evaluations = evaluations;
    }

    /** Evaluates and keeps how it came out. @param step what the step itself knows, read as {@code own.step.<name>}; what the case granted reads as {@code own.granted}, as changed since */
    @Transactional
    public Evaluated apply(String number, String rule, Map<String, Object> step) {
        var evaluated = look(number, rule, step);
        evaluations.keep(number, judging.claim(number).scheme().releaseId(), Map.of("step:" + rule, evaluated));
        return evaluated;
    }

    /** The same without a trace, for whoever only asks whether it is time. @throws IllegalArgumentException if the scheme has no such rule */
    @Transactional(readOnly = true)
    public Evaluated look(String number, String rule, Map<String, Object> step) {
        var claim = judging.claim(number);
        var own = new HashMap<>(judging.own(claim));
        own.put("step", step);
        own.put("granted", register.granted(number).map(this::granted).orElse(Map.of()));
        own.put("passLines", CaseJudging.standing(claim.rows()));
        return rules.rule(claim.scheme(), new Judging.Subject(claim.region(), claim.day(), claim.form(), Map.of(),
                evidence.byLine(number).getOrDefault(-1, Map.of()), claim.kase(), own), rule);
    }

    /** Its attributes as changed since, how many are on its roster, and the months that they have in each year of training. */
    private Map<String, Object> granted(OwnRegister.Recognition recognition) {
        var granted = new HashMap<>(recognition.attributes());
        granted.put("standing", rosters.standing(recognition.id()).size());
        if (granted.containsKey("start") && granted.containsKey("end") && granted.containsKey("months")) {
            granted.put("yearMonths", rosters.months(recognition.id(), LocalDate.parse(granted.get("start").toString()), LocalDate.parse(granted.get("end").toString()), Integer.parseInt(granted.get("months").toString())));
        }
        return granted;
    }

    @Block(name = "applyRule", title = "按方案的规则（属性 rule）判断这一步", sets = "ruleResult")
    record ApplyRule(CaseRules rules, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var rule = step.property("rule").orElseThrow();
            var result = String.valueOf(rules.apply(step.caseNumber(), rule, Map.of()).text());
            work.happened(step.caseNumber(), "RuleApplied", Map.of("rule", step.name(), "result", result));
            return Facts.of("ruleResult", result);
        }
    }

    @Block(name = "judgeClaim", title = "按人工核对后的各行重新判断申请", sets = "claimVerdict")
    record JudgeClaim(CaseJudging judging, CaseWork work) implements BlockCall {
        @Override
        public Facts call(Step step) {
            var verdict = judging.claimAnew(step.caseNumber()).verdict();
            work.happened(step.caseNumber(), "ClaimJudged", Map.of("claim", verdict.name()));
            return Facts.of("claimVerdict", verdict);
        }
    }
}
