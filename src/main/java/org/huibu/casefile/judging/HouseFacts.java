package org.huibu.casefile.judging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.evidence.Evidence;
import org.huibu.process.Feel;
import org.springframework.stereotype.Component;

/** All that this house itself knows of a claim and of each of its lines ({@code own.*}), from its own register and from those of other modules. */
@Component
class HouseFacts {

    private final OwnRegister register;
    private final RosterPersons persons;
    private final List<OwnFacts> registers;
    private final Evidence evidence;
    private final Feel feel;

    HouseFacts(OwnRegister register, RosterPersons persons, List<OwnFacts> registers, Evidence evidence, Feel feel) {
        this.register = register;
        this.persons = persons;
        this.registers = registers;
        this.evidence = evidence;
        this.feel = feel;
    }

    /** @param known evidence by line; null for what is kept of the case */
    OwnRegister.Own of(CaseJudging.Claim claim, Map<Integer, Map<String, Evidence.Item>> known) {
        var own = register.facts(claim.holder(), claim.scheme(), claim.form(), claim.rows(), claim.day(), proven(claim, known), String.valueOf(claim.kase().get("caseNumber")));
        persons.tell(own, claim.scheme(), claim.holder(), claim.rows(), claim.day());
        registers.forEach(other -> own.claim().putAll(other.of(claim.scheme(), String.valueOf(claim.kase().get("caseNumber")), claim.form())));
        registers.forEach(other -> other.ofLines(claim.scheme(), String.valueOf(claim.kase().get("caseNumber")), claim.rows())
                .forEach((seq, facts) -> own.lines().getOrDefault(seq, new HashMap<>()).putAll(facts)));
        registers.stream().filter(other -> !own.lines().isEmpty()).findFirst().ifPresent(any -> own.lines().values().forEach(line -> own.claim().forEach(line::putIfAbsent)));
        return own;
    }

    /** Numbers of the lines that name a group which goes first and are proven to be of it. */
    private Set<Integer> proven(CaseJudging.Claim claim, Map<Integer, Map<String, Evidence.Item>> known) {
        var rule = claim.scheme().pack().lines();
        var naming = rule == null ? List.<ClaimLine>of() : claim.rows().stream().filter(row -> Places.names(rule, row)).toList();
        if (naming.isEmpty() || rule.priorityProof() == null) {
            return naming.stream().map(ClaimLine::seq).collect(Collectors.toSet());
        }
        var items = known == null ? evidence.byLine(String.valueOf(claim.kase().get("caseNumber"))) : known;
        return naming.stream().filter(row -> Boolean.TRUE.equals(feel.evaluate(rule.priorityProof(), Map.of("line", FormValues.nested(row.data()), "form", claim.form(),
                "ev", answered(items.getOrDefault(row.seq(), Map.of())))))).map(ClaimLine::seq).collect(Collectors.toSet());
    }

    private static Map<String, Object> answered(Map<String, Evidence.Item> items) {
        return items.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, item -> Map.of("result", item.getValue().result(), "facts", item.getValue().facts())));
    }
}
