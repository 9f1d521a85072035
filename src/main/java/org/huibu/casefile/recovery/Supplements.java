package org.huibu.casefile.recovery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
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

/**
 * Cases by which the office pays what a decided amount turned out too low by: reviewed, published, decided and paid like any other, from the same fund. Never two
 * at once about one line; the next begins from what was paid with the earlier ones and without what has to come back.
 */
@Service
public class Supplements {

    private static final String SCHEME = "supplement";
    /** In the key of a line that is supplemented again; before it stands what the first time is the key. */
    private static final String AGAIN = "/";
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

    /** What has become of a paid line since. @param busy number of a case that is deciding about it; null if none is */
    private record Since(Money more, Money less, int times, String busy) {
        static final Since NOTHING = new Since(Money.ZERO, Money.ZERO, 0, null);

        Since supplemented(CaseFile by, ClaimLine line) {
            var paid = line.state() == ClaimLine.State.PAID ? line.amount() : Money.ZERO;
            return new Since(more.plus(paid), less, times + 1, by.finished() ? busy : by.number());
        }

        Money paid(Money first) {
            var all = first.plus(more);
            return all.compareTo(less) > 0 ? all.minus(less) : Money.ZERO;
        }
    }

    /**
     * @param due per number of a paid line what would have been right
     * @return number of the case; empty if nothing was paid for these lines
     * @throws Refusal CONFLICT {@code lineBusy} while another case is about one of the lines
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> open(String origin, String facts, Map<Integer, Money> due) {
        var from = cases.lockByNumber(origin).orElseThrow(Refusal::notFound);
        var since = since(from);
        var rows = lines.of(from).stream().filter(line -> line.state() == ClaimLine.State.PAID && due.containsKey(line.seq()))
                .map(line -> row(RecoveryCases.key(origin, line.seq()), line, due.get(line.seq()), since)).toList();
        return rows.isEmpty() ? Optional.empty() : Optional.of(begin(from, facts, rows));
    }

    private Map<String, Since> since(CaseFile from) {
        var since = new HashMap<String, Since>();
        each(from, SCHEME, since, (by, line) -> one -> one.supplemented(by, line));
        each(from, RecoveryCases.SCHEME, since, (by, line) -> {
            var decided = work.timeline(by.number()).stream().anyMatch(moment -> moment.what().equals("DebtEstablished"));
            var back = decided && "PASS".equals(line.verdict()) && !values.read(by).containsKey(RecoveryCases.DECIDED_BY) ? line.amount() : Money.ZERO;
            return one -> new Since(one.more(), one.less().plus(back), one.times(), decided || by.finished() ? one.busy() : by.number());
        });
        return since;
    }

    private void each(CaseFile from, String scheme, Map<String, Since> since, BiFunction<CaseFile, ClaimLine, java.util.function.UnaryOperator<Since>> change) {
        cases.findBySchemeKeyAndApplicantIndexOrderById(scheme, from.applicantIndex()).forEach(by -> lines.of(by).forEach(line ->
                since.compute(line.data().getOrDefault("key", "").split(AGAIN)[0], (key, known) -> change.apply(by, line).apply(known == null ? Since.NOTHING : known))));
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

    private static Map<String, String> row(String key, ClaimLine line, Money due, Map<String, Since> all) {
        var since = all.getOrDefault(key, Since.NOTHING);
        if (since.busy() != null) {
            throw Refusal.conflict("lineBusy", line.label(), since.busy());
        }
        return new LinkedHashMap<>(Map.of("key", since.times() == 0 ? key : key + AGAIN + (since.times() + 1), "label", line.label(),
                "paid", since.paid(line.amount()).yuan().toPlainString(), "due", due.yuan().toPlainString()));
    }
}
