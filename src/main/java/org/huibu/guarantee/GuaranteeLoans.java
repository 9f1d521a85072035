package org.huibu.guarantee;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.huibu.casefile.CaseHappened;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.judging.CaseRules;
import org.huibu.eligibility.Evaluated;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.guarantee.fund.GuaranteeFunds;
import org.huibu.party.Protection;
import org.huibu.process.clock.CaseClock;
import org.huibu.review.records.StepRecord;
import org.huibu.review.records.StepRecords;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The life of a loan from qualification to disbursement. Who may do what is authorised by the steps of the model. */
@Service
public class GuaranteeLoans {

    static final String VALIDITY = "QUAL_VALID";
    private final Loans loans;
    private final CaseWork work;
    private final CaseRules rules;
    private final CaseClock clocks;
    private final StepRecords records;
    private final GuaranteeFunds funds;
    private final BankOrders orders;
    private final Protection protection;
    private final Clock clock;

    GuaranteeLoans(Loans loans, CaseWork work, CaseRules rules, CaseClock clocks, StepRecords records, GuaranteeFunds funds, BankOrders orders, Protection protection,
            Clock clock) {
        this.loans = loans;
        this.work = work;
        this.rules = rules;
        this.clocks = clocks;
        this.records = records;
        this.funds = funds;
        this.orders = orders;
        this.protection = protection;
        this.clock = clock;
    }

    /** The loan of a case; empty before it qualified. No authorisation: callers show it to the owner and to officers of the case. */
    @Transactional(readOnly = true)
    public Optional<Loan> of(String caseNumber) {
        return loans.findFirstByCaseNumberOrderByIdDesc(caseNumber);
    }

    /** Keeps the qualification with class, cap and validity. @throws Refusal CONFLICT {@code notQualified} where the rule says no, {@code capUnknown} or {@code classUnknown} where it gives none */
    @Transactional(propagation = Propagation.MANDATORY)
    Loan qualify(String number) {
        work.claimVerdict(number).filter("FAIL"::equals).ifPresent(fail -> {
            throw Refusal.conflict("notQualified");
        });
        var file = work.find(number);
        var pack = work.scheme(number).pack().loan();
        var typed = work.values(number);
        var cap = Optional.ofNullable(rules.apply(number, "CAP", Map.of()).text()).orElseThrow(() -> Refusal.conflict("capUnknown"));
        var kind = Optional.ofNullable(rules.apply(number, "BORROWER_CLASS", Map.of()).text()).orElseThrow(() -> Refusal.conflict("classUnknown"));
        var qualification = new Loan.Qualification(kind, Money.rounded(new BigDecimal(cap)), today(), WorkingCalendar.dayOf(clocks.end(number, VALIDITY)));
        return loans.save(new Loan(number, new Loan.Borrower(pack.kind(), file.region(), protection.index("PERSON", typed.get(pack.person())),
                protection.index("ENTERPRISE", typed.get(pack.entity())), pack.parties() ? partners(number) : Set.of()), qualification, typed.get(pack.bank())));
    }

    private Set<String> partners(String number) {
        return work.lines(number).stream().filter(line -> "PASS".equals(line.verdict())).map(ClaimLine::personIndex).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** @return BOTH the first time, BANK once the operator has investigated */
    @Transactional(propagation = Propagation.MANDATORY)
    String investigate(String number) {
        var loan = loan(number);
        var first = loan.investigate();
        loans.save(loan);
        return first ? "BOTH" : "BANK";
    }

    /** The borrower's other choice. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void choose(String number, String bank) {
        var loan = loan(number);
        loan.choose(bank, today());
        loans.save(loan);
    }

    /** What was asked for: the amount and the months of the application. */
    Money asked(String number) {
        return Money.ofYuan(new BigDecimal(work.values(number).get(work.scheme(number).pack().loan().amount())));
    }

    int months(String number) {
        return new BigDecimal(work.values(number).get(work.scheme(number).pack().loan().months())).intValueExact();
    }

    /** @throws Refusal INVALID with all that does not fit what the bank granted and how long the qualification is valid */
    @Transactional(propagation = Propagation.MANDATORY)
    Loan contract(String number, String form) {
        var loan = loan(number);
        var typed = record(number, form);
        var granted = orders.granted(number);
        var signed = LocalDate.parse(typed.get("signedOn"));
        var amount = Money.ofYuan(new BigDecimal(typed.get("amount")));
        int months = new BigDecimal(typed.get("months")).intValueExact();
        var faults = new ArrayList<Fault>();
        if (amount.compareTo(granted.amount()) > 0) {
            faults.add(Fault.at("form.amount", "aboveGranted", granted.amount().toString()));
        }
        if (months > granted.months()) {
            faults.add(Fault.at("form.months", "longerThanGranted", granted.months()));
        }
        if (signed.isAfter(today()) || signed.isBefore(loan.qualifiedOn())) {
            faults.add(Fault.at("form.signedOn", "signedOutside", loan.qualifiedOn().toString(), today().toString()));
        }
        if (signed.isAfter(loan.validUntil())) {
            faults.add(Fault.at("form.signedOn", "qualificationExpired", loan.validUntil().toString()));
        }
        refuse(faults);
        var rate = new BigDecimal(typed.get("contractRate"));
        var lpr = new BigDecimal(typed.get("lpr"));
        var split = rules.apply(number, "RATE", Map.of("contractRate", typed.get("contractRate"), "lpr", typed.get("lpr")));
        loan.contracted(new Loan.Contract(typed.get("contractNo"), amount, months, rate, lpr, part(split, 0), part(split, 1), signed));
        funds.guaranteed(number, amount);
        return loans.save(loan);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Loan disburse(String number, String form) {
        var loan = loan(number);
        var typed = record(number, form);
        var on = LocalDate.parse(typed.get("disbursedOn"));
        var faults = new ArrayList<Fault>();
        if (on.isBefore(loan.signedOn()) || on.isAfter(today())) {
            faults.add(Fault.at("form.disbursedOn", "signedOutside", loan.signedOn().toString(), today().toString()));
        }
        if (!Money.ofYuan(new BigDecimal(typed.get("amount"))).equals(loan.amount())) {
            faults.add(Fault.at("form.amount", "notTheContract", loan.amount().toString()));
        }
        refuse(faults);
        loan.disbursed(on);
        return loans.save(loan);
    }

    /** Frees what the case holds of the fund and takes the order back from the bank. */
    @Transactional(propagation = Propagation.MANDATORY)
    void leaveBank(String number) {
        orders.takeBack(number);
        funds.release(number);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void end(String number) {
        leaveBank(number);
        of(number).filter(loan -> loan.state() != Loan.State.DISBURSED).ifPresent(loan -> {
            loan.ended();
            loans.save(loan);
            funds.discharge(number);
        });
    }

    @EventListener
    void on(CaseHappened happened) {
        if (happened.what().equals("CaseWithdrawn")) {
            end(happened.caseNumber());
        }
    }

    Loan loan(String number) {
        return of(number).orElseThrow(() -> Refusal.conflict("notQualified"));
    }

    private Map<String, String> record(String number, String form) {
        return records.ofCase(number).stream().filter(one -> one.form().equals(form)).reduce((earlier, later) -> later).map(StepRecord::values)
                .orElseThrow(() -> Refusal.conflict("recordMissing"));
    }

    private static BigDecimal part(Evaluated split, int output) {
        return Optional.ofNullable(split.text(output)).map(BigDecimal::new).orElseThrow(() -> Refusal.conflict("rateUnknown"));
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    LocalDate today() {
        return WorkingCalendar.dayOf(clock.instant());
    }
}
