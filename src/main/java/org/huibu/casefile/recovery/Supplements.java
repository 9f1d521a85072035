package org.huibu.casefile.recovery;

import java.time.Clock;
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
import org.huibu.casefile.Numbers;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.scheme.Schemes;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.huibu.shared.identifier.Region;
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
    private final Numbers numbers;
    private final Schemes schemes;
    private final Processes processes;
    private final CaseWork work;
    private final Clock clock;

    Supplements(Cases cases, ClaimLines lines, FormValues values, Numbers numbers, Schemes schemes, Processes processes, CaseWork work, Clock clock) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.numbers = numbers;
        this.schemes = schemes;
        this.processes = processes;
        this.work = work;
        this.clock = clock;
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
        var scheme = schemes.scheme(SCHEME);
        var now = clock.instant();
        var number = numbers.next(scheme.pack().code(), new Region(from.region()), WorkingCalendar.dayOf(now).getYear()).value();
        var file = CaseFile.exOfficio(number, scheme.key(), scheme.releaseId(), from.region(), from.owner(), now);
        var payee = work.payee(from.number());
        var typed = new LinkedHashMap<>(Map.of("payee.name", payee.name(), "payee.account", payee.account(), "payee.bank", payee.bank() == null ? "" : payee.bank(),
                "origin.caseNumber", from.number(), "finding.facts", facts));
        var applicant = schemes.release(from.releaseId()).pack().applicant();
        if (!applicant.person()) {
            typed.put("payee.uscc", values.read(from).getOrDefault(applicant.number(), ""));
        }
        file.typed(values.write(file, scheme, typed), from.applicantName(), from.applicantIndex());
        file.submitted(now);
        cases.save(file);
        lines.replace(file, scheme, rows);
        processes.start(scheme.definitionId(), number, Facts.NONE);
        return number;
    }

    private static Map<String, String> row(String origin, ClaimLine line, Money due) {
        return new LinkedHashMap<>(Map.of("key", origin + "#" + (line.seq() + 1), "label", line.label(), "paid", line.amount().yuan().toPlainString(), "due", due.yuan().toPlainString()));
    }
}
