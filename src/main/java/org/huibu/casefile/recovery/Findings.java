package org.huibu.casefile.recovery;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseFile;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.Cases;
import org.huibu.casefile.ClaimLine;
import org.huibu.identity.Account;
import org.huibu.identity.CurrentUser;
import org.huibu.identity.Role;
import org.huibu.process.Retries;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What officers and auditors find on a paid case of their region: it opens a case of recovery, or of a supplement where too little was paid, and changes nothing else. */
@Service("findings")
public class Findings {

    /** Too little was paid: it opens a case that pays the difference. */
    private static final String TOO_LOW = "TOO_LOW";
    private static final List<String> KINDS = List.of("FRAUD", "PROMISE_BROKEN", "ENDED_EARLY", "DUPLICATE", "OFFICE_ERROR", TOO_LOW);
    private static final int LONGEST = 1_000;
    private final Cases cases;
    private final CaseWork work;
    private final RecoveryCases recoveries;
    private final Supplements supplements;
    private final Retries retries;
    private final CurrentUser user;

    Findings(Cases cases, CaseWork work, RecoveryCases recoveries, Supplements supplements, Retries retries, CurrentUser user) {
        this.cases = cases;
        this.work = work;
        this.recoveries = recoveries;
        this.supplements = supplements;
        this.retries = retries;
        this.user = user;
    }

    /** In the order of DT-COM-3. */
    public static List<String> kinds() {
        return KINDS;
    }

    /** The paid case. @throws Refusal FORBIDDEN {@code notYourRole}, NOT_FOUND outside the reader's region */
    @Transactional(readOnly = true)
    public CaseFile paid(String number) {
        var account = finder();
        return cases.findByNumber(number).filter(file -> file.region().startsWith(account.region().prefix())).orElseThrow(Refusal::notFound);
    }

    /** Its lines that were paid. */
    @Transactional(readOnly = true)
    public List<ClaimLine> lines(String number) {
        return work.lines(paid(number).number()).stream().filter(line -> line.state() == ClaimLine.State.PAID && !line.amount().isZero()).toList();
    }

    /**
     * @param about per number of a line what is known of it; empty for the whole claim
     * @return number of the case that was opened
     * @throws Refusal INVALID at {@code kind} or {@code facts}; CONFLICT {@code nothingToRecover}
     */
    public String open(String number, String kind, String facts, LocalDate promiseUntil, Map<Integer, RecoveryCases.About> about) {
        var account = finder();
        var faults = faults(kind, facts);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        if (kind.equals(TOO_LOW)) {
            return retries.run(() -> supplements.open(paid(number).number(), facts.strip(), due(about)).orElseThrow(() -> Refusal.conflict("nothingToRecover")));
        }
        return retries.run(() -> {
            var source = account.has(Role.AUDITOR) ? "AUDIT" : "OFFICER";
            return recoveries.open(paid(number).number(), new RecoveryCases.Found(kind, source, facts.strip(), promiseUntil, new TreeMap<>(about)))
                    .orElseThrow(() -> Refusal.conflict("nothingToRecover"));
        });
    }

    /** What is wrong with a finding itself, so that pages can tell it together with what is wrong with its lines. */
    public static List<Fault> faults(String kind, String facts) {
        var faults = new ArrayList<Fault>();
        if (!KINDS.contains(kind)) {
            faults.add(Fault.at("kind", "notAnOption"));
        }
        if (facts == null || facts.isBlank() || facts.length() > LONGEST) {
            faults.add(Fault.at("facts", "factsMissing", LONGEST));
        }
        return faults;
    }

    private static Map<Integer, Money> due(Map<Integer, RecoveryCases.About> about) {
        if (about.isEmpty() || about.values().stream().anyMatch(one -> one.earned() == null)) {
            throw Refusal.invalid(List.of(Fault.at("kind", "dueMissing")));
        }
        return about.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().earned()));
    }

    /** True for those who may open a finding. */
    public boolean mayOpen() {
        return user.get().filter(Findings::may).isPresent();
    }

    private Account finder() {
        var account = user.require();
        if (!may(account)) {
            throw Refusal.forbidden("notYourRole");
        }
        return account;
    }

    private static boolean may(Account account) {
        return account.has(Role.INITIAL_REVIEWER) || account.has(Role.OBJECTION_OFFICER) || account.has(Role.AUDITOR);
    }
}
