package org.huibu.guarantee.fund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.huibu.shared.Fault;
import org.huibu.shared.Money;
import org.huibu.shared.Proposed;
import org.huibu.shared.Refusal;
import org.huibu.shared.identifier.Region;

/**
 * A change of a guarantee fund as it is typed.
 *
 * @param bank only for a standing, as {@code compensated}
 * @param amount yuan with at most two decimals, more than zero: contributed, or matured
 * @param compensated yuan, not more than has matured
 */
public record FundTyped(FundChange.Kind kind, String bank, String amount, String compensated, String document, String reason) {

    record Read(FundChange.Kind kind, Region city, String bank, Money amount, Money compensated, String document, String reason) { }

    /** @throws Refusal INVALID with every fault at its field */
    Read read(Region city, Set<String> banks) {
        var faults = new ArrayList<Fault>();
        if (kind == null) {
            faults.add(Fault.at("kind", "required"));
        }
        var standing = kind == FundChange.Kind.STANDING;
        if (standing && (bank == null || !banks.contains(bank))) {
            faults.add(Fault.at("bank", "notAnOption"));
        }
        var money = money("amount", amount, faults);
        if (money != null && money.isZero()) {
            faults.add(Fault.at("amount", "amountWrong"));
        }
        var paid = standing ? money("compensated", compensated, faults) : Money.ZERO;
        if (money != null && paid != null && paid.compareTo(money) > 0) {
            faults.add(Fault.at("compensated", "moreThanMatured"));
        }
        Proposed.read(document, reason, faults);
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new Read(kind, city, standing ? bank : null, money, paid, document.strip(), reason);
    }

    private static Money money(String path, String typed, List<Fault> faults) {
        try {
            if (typed != null && typed.strip().matches("\\d{1,13}(\\.\\d{1,2})?")) {
                return Money.ofYuan(new BigDecimal(typed.strip()));
            }
        } catch (RuntimeException tooLarge) {
            // Said below: what is too large is as wrong as letters.
        }
        faults.add(Fault.at(path, "amountWrong"));
        return null;
    }
}
