package org.huibu.guarantee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.party.Protection;
import org.huibu.scheme.Scheme;
import org.huibu.scheme.pack.Pack;
import org.springframework.stereotype.Component;

/** What is known of a borrower's guarantee loans (data check D15), as {@code own.loans}: how often, whether of the other kind,
 * and the contract of the case. */
@Component
class LoanRegister implements OwnFacts {

    private final Loans loans;
    private final Protection protection;

    LoanRegister(Loans loans, Protection protection) {
        this.loans = loans;
        this.protection = protection;
    }

    @Override
    public Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        var rules = scheme.pack().loan();
        if (rules == null) {
            return Map.of();
        }
        var indexes = indexes(rules, form);
        var known = indexes.isEmpty() ? List.<Loan>of() : loans.of(indexes, caseNumber);
        var facts = new HashMap<String, Object>();
        facts.put("timesUsed", (int) known.stream().filter(loan -> loan.kind().equals(rules.kind()) && loan.state() != Loan.State.QUALIFIED).count());
        facts.put("otherKind", known.stream().anyMatch(loan -> !loan.kind().equals(rules.kind())));
        loans.findFirstByCaseNumberOrderByIdDesc(caseNumber).filter(loan -> loan.amount() != null).ifPresent(loan -> facts.put("contract",
                Map.of("amount", loan.amount().yuan(), "subsidyRate", loan.subsidyRate(), "signedOn", loan.signedOn().toString(), "months", loan.months())));
        return Map.of("loans", facts);
    }

    private List<String> indexes(Pack.Loan rules, Map<String, Object> form) {
        return Stream.of(protection.index("PERSON", value(form, rules.person())), protection.index("ENTERPRISE", value(form, rules.entity()))).filter(Objects::nonNull).toList();
    }

    private static String value(Map<String, Object> form, String path) {
        Object at = form;
        for (var name : path.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at == null ? null : at.toString();
    }
}
