package org.huibu.disbursement.court;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.huibu.disbursement.receivable.DebtList;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;
import org.huibu.shared.Refusal;
import org.huibu.shared.calendar.WorkingCalendar;

/**
 * What a court said, as it is typed.
 *
 * @param upheld yuan with at most two decimals that stay owed, more than zero and less than what is open; only for a judgement IN_PART
 * @param document number of the court's document
 */
public record CourtTyped(CourtResult.Kind kind, LocalDate givenOn, String upheld, String document, String reason) {

    /** @return what of the open sum falls away by a judgement IN_PART; zero otherwise @throws Refusal INVALID with every fault at its field */
    Money read(DebtList.Standing debt, LocalDate today) {
        var faults = new ArrayList<Fault>();
        if (kind == null) {
            faults.add(Fault.at("kind", "required"));
        }
        if (givenOn == null || givenOn.isAfter(today) || givenOn.isBefore(WorkingCalendar.dayOf(debt.debt().establishedAt()))) {
            faults.add(Fault.at("givenOn", "courtDayWrong", WorkingCalendar.dayOf(debt.debt().establishedAt()).toString()));
        }
        var dismissed = kind == CourtResult.Kind.IN_PART ? debt.open().minus(upheld(debt.open(), faults)) : Money.ZERO;
        Proposed.read(document, reason, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return dismissed;
    }

    private Money upheld(Money open, List<Fault> faults) {
        if (upheld != null && upheld.strip().matches("\\d{1,13}(\\.\\d{1,2})?")) {
            var read = Money.ofYuan(new BigDecimal(upheld.strip()));
            if (!read.isZero() && read.compareTo(open) < 0) {
                return read;
            }
        }
        faults.add(Fault.at("upheld", "upheldWrong", open.toString()));
        return Money.ZERO;
    }
}
