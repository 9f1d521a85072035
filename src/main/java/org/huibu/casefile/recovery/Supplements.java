package org.huibu.casefile.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.ClaimLines;
import org.huibu.casefile.FormValues;
import org.huibu.casefile.OfficeCases;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Cases by which the office pays what a decided amount turned out too low by: reviewed, published, decided and paid like any other, from the same fund. */
@Service
public class Supplements {

    private static final String SCHEME = "supplement";
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final OfficeCases office;
    private final Schemes schemes;
    private final CaseWork work;

    Supplements(Cases cases, ClaimLines lines, FormValues values, OfficeCases office, Schemes schemes, CaseWork work) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.office = office;
        this.schemes = schemes;
        this.work = work;
    }

    /**
     * @param due per number of a paid line what would have been right
     * @return number of the case; empty if nothing was paid for these lines
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> open(String origin, String facts, Map<Integer, Money> due) {
        var from = cases.findByNumber(origin).orElseThrow(Refusal::notFound);
        var rows = lines.of(from).stream().filter(line -> line.state() == ClaimLine.State.PAID && due.containsKey(line.seq())).map(line -> row(origin, line, due.get(line.seq()))).toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(begin(from, facts, rows));
    }

    private String begin(CaseFile from, String facts, List<Map<String, String>> rows) {
        return office.open(SCHEME, from, scheme -> typed(from, facts), scheme -> rows);
    }

    private Map<String, String> typed(CaseFile from, String facts) {
        var payee = work.payee(from.number());
        var typed = new LinkedHashMap<>(Map.of("payee.name", payee.name(), "payee.account", payee.account(), "payee.bank", payee.bank() == null ? "" : payee.bank(),
                "origin.caseNumber", from.number(), "finding.facts", facts));
        var applicant = schemes.release(from.releaseId()).pack().applicant();
        if (!applicant.person()) {
            typed.put("payee.uscc", values.read(from).getOrDefault(applicant.number(), ""));
        }
        return typed;
    }

    private static Map<String, String> row(String origin, ClaimLine line, Money due) {
        return new LinkedHashMap<>(Map.of("key", origin + "#" + (line.seq() + 1), "label", line.label(), "paid", line.amount().yuan().toPlainString(), "due", due.yuan().toPlainString()));
    }
}
