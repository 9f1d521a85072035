package org.huibu.guarantee;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.pack.Pack;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Component;

/** What is known of somebody's guarantee loans (data check D15), as {@code own.loans} of the borrower and of each partner: how often, whether one
 * of the other kind runs, the numbers of their contracts, and the contract of the case. */
@Component
class LoanRegister implements OwnFacts {

    private final Loans loans;
    private final Protection protection;
    private final Clock clock;

    LoanRegister(Loans loans, Protection protection, Clock clock) {
        this.loans = loans;
        this.protection = protection;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        var rules = scheme.pack().loan();
        if (rules == null) {
            return Map.of();
        }
        var indexes = indexes(rules, form);
        return Map.of("loans", told(rules, indexes.isEmpty() ? List.of() : loans.of(indexes, caseNumber), contract(caseNumber)));
    }

    @Override
    public Map<Integer, Map<String, Object>> ofLines(Scheme scheme, String caseNumber, List<ClaimLine> lines) {
        var rules = scheme.pack().loan();
        var persons = lines.stream().map(ClaimLine::personIndex).filter(Objects::nonNull).collect(Collectors.toSet());
        if (rules == null || !rules.parties() || persons.isEmpty()) {
            return Map.of();
        }
        var known = loans.of(persons, caseNumber);
        var mine = contract(caseNumber);
        return lines.stream().filter(line -> line.personIndex() != null).collect(Collectors.toMap(ClaimLine::seq,
                line -> Map.of("loans", told(rules, known.stream().filter(loan -> loan.concerns(Set.of(line.personIndex()))).toList(), mine))));
    }

    private Map<String, Object> told(Pack.Loan rules, List<Loan> known, Loan mine) {
        var today = today();
        var facts = new HashMap<String, Object>();
        facts.put("timesUsed", (int) known.stream().filter(loan -> loan.kind().equals(rules.kind()) && loan.used()).count());
        facts.put("otherKind", known.stream().anyMatch(loan -> !loan.kind().equals(rules.kind()) && loan.runs(today)));
        // The credit register reports our loans too: what is known by its contract is not another one.
        facts.put("contracts", Stream.concat(known.stream(), Stream.ofNullable(mine)).map(Loan::contractNo).filter(Objects::nonNull).toList());
        if (mine != null && mine.amount() != null) {
            facts.put("contract", Map.of("amount", mine.amount().yuan(), "subsidyRate", mine.subsidyRate(), "signedOn", mine.signedOn().toString(), "months", mine.months()));
        }
        return facts;
    }

    private Loan contract(String caseNumber) {
        return loans.findFirstByCaseNumberOrderByIdDesc(caseNumber).orElse(null);
    }

    private LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }

    private Set<String> indexes(Pack.Loan rules, Map<String, Object> form) {
        return Stream.of(protection.index("PERSON", value(form, rules.person())), protection.index("ENTERPRISE", value(form, rules.entity()))).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static String value(Map<String, Object> form, String path) {
        Object at = form;
        for (var name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null ? null : at.toString();
    }
}
