package org.huibu.disbursement.receivable;

import java.util.List;
import java.util.Optional;
import org.huibu.shared.Money;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which debt a receipt is for. Only a payment code decides by itself; name and amount are a suggestion to a person. */
@Component
public class Matching {

    private static final int MOST = 1_000;
    private final DebtRows rows;
    private final Debts debts;

    Matching(DebtRows rows, Debts debts) {
        this.rows = rows;
        this.debts = debts;
    }

    /** The debt whose code is the only one in the remark; a debt of another office is none. */
    @Transactional(readOnly = true)
    public Optional<Debt> byCode(String region, String remark) {
        var codes = PaymentCode.in(remark);
        return codes.size() != 1 ? Optional.empty() : rows.findByCode(codes.get(0)).filter(debt -> debt.region().equals(region));
    }

    /** By the debt's own number, by that of the difference it asks back, or by its code. */
    @Transactional(readOnly = true)
    public Optional<Debt> byNumber(String region, String number) {
        return rows.findByNumberAndRegionStartingWith(number, region).or(() -> rows.findByOverpaidAndRegionStartingWith(number, region)).or(() -> byCode(region, number));
    }

    /** The only debt of that name with just so much open. */
    @Transactional(readOnly = true)
    public Optional<Debt> byNameAndAmount(String region, String payer, Money amount) {
        List<Debt> found = payer == null || payer.isBlank() || amount.isZero() ? List.of() : rows.findByRegionAndDebtorAndStateNotOrderById(region, payer.strip(), Debt.State.PAID, Limit.of(MOST))
                .stream().filter(debt -> debts.open(debt).equals(amount)).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
