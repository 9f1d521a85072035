package org.huibu.guarantee;

import java.util.List;
import java.util.Map;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
import org.huibu.guarantee.bank.BankOrder;
import org.huibu.guarantee.bank.BankOrders;
import org.huibu.process.Facts;
import org.huibu.process.Processes;
import org.huibu.process.Retries;
import org.huibu.process.block.Sends;
import org.huibu.scheme.form.FormField;
import org.huibu.shared.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The borrower chooses another bank when one has not lent, while the qualification is valid. Works the caller's own cases only. */
@Service
@Sends(@Sends.Message(name = "BankChosen"))
public class BankChoice {

    private final CaseFiles cases;
    private final CaseWork work;
    private final GuaranteeLoans loans;
    private final BankOrders orders;
    private final Processes processes;
    private final Retries retries;

    BankChoice(CaseFiles cases, CaseWork work, GuaranteeLoans loans, BankOrders orders, Processes processes, Retries retries) {
        this.cases = cases;
        this.work = work;
        this.loans = loans;
        this.orders = orders;
        this.processes = processes;
        this.retries = retries;
    }

    /** Banks that may be chosen now; empty unless the case waits for the choice. @throws Refusal NOT_FOUND for a case of somebody else */
    @Transactional(readOnly = true)
    public List<FormField.Option> offered(String number) {
        cases.find(number);
        return processes.waitsFor("BankChosen", number, null) ? banks(number).stream().filter(bank -> !tried(number, bank.value())).toList() : List.of();
    }

    /** @throws Refusal CONFLICT {@code noBankToChoose}, {@code bankTriedBefore} or {@code qualificationExpired} */
    @Transactional(propagation = Propagation.NEVER)
    public void choose(String number, String bank) {
        retries.run(() -> {
            cases.find(number);
            loans.of(number).ifPresent(loan -> loan.mayBeUsed(loans.today()));
            if (banks(number).stream().noneMatch(one -> one.value().equals(bank)) || !processes.waitsFor("BankChosen", number, null)) {
                throw Refusal.conflict("noBankToChoose");
            }
            if (tried(number, bank)) {
                throw Refusal.conflict("bankTriedBefore");
            }
            loans.choose(number, bank);
            work.happened(number, "BankChosen", Map.of("bank", bank));
            processes.tell("BankChosen", number, null, Facts.NONE);
            return null;
        });
    }

    private List<FormField.Option> banks(String number) {
        var scheme = work.scheme(number);
        return scheme.pack().loan() == null ? List.of() : scheme.form().single().stream().filter(field -> field.path().equals(scheme.pack().loan().bank()))
                .findFirst().map(FormField::options).orElse(List.of());
    }

    private boolean tried(String number, String bank) {
        return loans.of(number).filter(loan -> loan.bank().equals(bank)).isPresent() || orders.ofCase(number).stream().map(BankOrder::bank).anyMatch(bank::equals);
    }
}
