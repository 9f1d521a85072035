package org.huibu.casefile.recovery;

import java.time.LocalDate;
import java.util.ArrayList;
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
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens cases of recovery by the office, each about lines of one paid case, and never two about the same line at once. */
@Service
public class RecoveryCases {

    public static final String SCHEME = "recovery";
    /** Value of a case whose debt another decision made. */
    static final String DECIDED_BY = "origin.decidedBy";
    private static final String DIFFERENCE = "DF-";
    private final Cases cases;
    private final ClaimLines lines;
    private final FormValues values;
    private final OfficeCases office;
    private final Schemes schemes;
    private final CaseWork work;

    RecoveryCases(Cases cases, ClaimLines lines, FormValues values, OfficeCases office, Schemes schemes, CaseWork work) {
        this.cases = cases;
        this.lines = lines;
        this.values = values;
        this.office = office;
        this.schemes = schemes;
        this.work = work;
    }

    /**
     * What was found.
     *
     * @param kind finding of DT-COM-3; null if the investigation has to say
     * @param source OFFICER, AUDIT, POST_CHECK, MONITOR, PROMISE, SETTLEMENT or RECONCILIATION
     * @param promiseUntil last day of a promise; null for other findings
     * @param about per number of a paid line what is known of it; empty for all paid lines
     */
    public record Found(String kind, String source, String facts, LocalDate promiseUntil, Map<Integer, About> about) { }

    /** @param earned what was rightly paid; @param otherPaidOn of the other payment; @param endedOn first day on which the condition no longer held. Null where nothing is known */
    public record About(Money earned, LocalDate otherPaidOn, LocalDate endedOn) {
        public static final About NOTHING = new About(null, null, null);
    }

    /**
     * Opens a case to investigate.
     *
     * @return its number; empty if none of the lines was paid or all are being recovered already
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<String> open(String origin, Found found) {
        var from = cases.lockByNumber(origin).orElseThrow(Refusal::notFound);
        var busy = busy(from);
        var rows = lines.of(from).stream().filter(line -> line.state() == ClaimLine.State.PAID && !line.amount().isZero())
                .filter(line -> found.about().isEmpty() || found.about().containsKey(line.seq())).filter(line -> !busy.contains(key(origin, line.seq())))
                .map(line -> row(from, line, found.about().getOrDefault(line.seq(), About.NOTHING))).toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        var typed = typed(from, found.source(), found.facts());
        put(typed, "finding.kind", found.kind());
        put(typed, "finding.promiseUntil", found.promiseUntil());
        return Optional.of(begin(from, typed, rows));
    }

    /** A settlement has decided that of an advance something comes back: nothing is left to investigate. @param dueOn last day to pay it */
    @Transactional(propagation = Propagation.MANDATORY)
    public String decided(String origin, String by, Money advance, Money earned, LocalDate dueOn) {
        var from = cases.findByNumber(origin).orElseThrow(Refusal::notFound);
        var typed = typed(from, "SETTLEMENT", by);
        typed.put("finding.kind", "OVER_ADVANCE");
        typed.put(DECIDED_BY, by);
        put(typed, "finding.dueOn", dueOn);
        var row = new LinkedHashMap<String, String>();
        row.put("key", key(origin, 0));
        row.put("label", from.applicantName());
        row.put("paid", advance.yuan().toPlainString());
        row.put("earned", earned.yuan().toPlainString());
        return begin(from, typed, List.of(row));
    }

    /**
     * Two people have booked what the treasury paid beyond an order: nothing is left to investigate, and the payee is told what to give back.
     *
     * @param difference its number, which is that of no case @param kind DUPLICATE or OFFICE_ERROR of DT-COM-3; @param paidOn when, @param otherPaidOn when it was paid rightly
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public String overpaid(String origin, String difference, String kind, Money amount, LocalDate paidOn, LocalDate otherPaidOn, String facts) {
        var from = cases.findByNumber(origin).orElseThrow(Refusal::notFound);
        var typed = typed(from, "RECONCILIATION", facts);
        typed.put("finding.kind", kind);
        typed.put(DECIDED_BY, difference);
        var row = new LinkedHashMap<String, String>();
        row.put("key", difference);
        row.put("label", from.applicantName());
        row.put("paid", amount.yuan().toPlainString());
        row.put("earned", "0");
        put(row, "paidOn", paidOn);
        put(row, "otherPaidOn", otherPaidOn);
        return begin(from, typed, List.of(row));
    }

    /** True if what decided a debt is a difference with the treasury and not another case. */
    public static boolean overpaid(String decidedBy) {
        return decidedBy != null && decidedBy.startsWith(DIFFERENCE);
    }

    private String begin(CaseFile from, Map<String, String> typed, List<Map<String, String>> rows) {
        return office.open(SCHEME, from, scheme -> typed, scheme -> rows);
    }

    private static LinkedHashMap<String, String> typed(CaseFile from, String source, String facts) {
        var typed = new LinkedHashMap<String, String>();
        typed.put("debtor.name", from.applicantName());
        typed.put("origin.caseNumber", from.number());
        typed.put("origin.source", source);
        typed.put("finding.facts", facts);
        return typed;
    }

    private Map<String, String> row(CaseFile from, ClaimLine line, About about) {
        var form = values.read(from);
        var row = new LinkedHashMap<String, String>();
        row.put("key", key(from.number(), line.seq()));
        row.put("label", line.label());
        row.put("seq", Integer.toString(line.seq() + 1));
        put(row, "group", line.group());
        row.put("paid", line.amount().yuan().toPlainString());
        put(row, "earned", about.earned() == null ? null : about.earned().yuan().toPlainString());
        put(row, "paidOn", paidOn(from.number(), line.group()));
        put(row, "otherPaidOn", about.otherPaidOn());
        var lasting = schemes.release(from.releaseId()).pack().lasting();
        put(row, "from", lasting == null ? line.data().getOrDefault("serviceStart", form.get("claim.periodStart")) : form.get(lasting.from()));
        put(row, "to", lasting == null ? line.data().getOrDefault("serviceEnd", form.get("claim.periodEnd")) : form.get(lasting.to()));
        put(row, "endedOn", about.endedOn());
        return row;
    }

    private LocalDate paidOn(String number, String group) {
        return work.timeline(number).stream().filter(one -> one.what().equals("GroupPaid") && String.valueOf(one.details()).contains("group=" + group))
                .reduce((earlier, later) -> later).map(one -> WorkingCalendar.dayOf(one.at())).orElse(null);
    }

    /** Lines of a case that open cases of recovery are about. */
    private List<String> busy(CaseFile from) {
        var busy = new ArrayList<String>();
        cases.findBySchemeKeyAndApplicantIndexAndFinishedFalseOrderById(SCHEME, from.applicantIndex()).forEach(file -> lines.of(file).forEach(line -> busy.add(line.data().get("key"))));
        return busy;
    }

    /** What a line of a case is known by in cases about it. */
    static String key(String origin, int seq) {
        return origin + "#" + (seq + 1);
    }

    private static void put(Map<String, String> row, String name, Object value) {
        if (value != null) {
            row.put(name, value.toString());
        }
    }
}
