package org.huibu.guarantee.fund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.huibu.shared.Money;
import org.huibu.shared.identifier.Region;

/**
 * How the guarantee fund of a city stands.
 *
 * @param reserved principal promised to loans that a bank decides on; {@code guaranteed} of signed contracts
 * @param leverage parameter, how many times the balance may be guaranteed; null where the city has not set it, then nothing is guaranteed
 * @param stopRate parameter, the compensation rate at which a bank gets no more; may be null
 * @param waiting oldest first
 * @param whole false for readers below the city, who are not shown which cases wait
 */
public record FundReport(Region city, Money balance, Money reserved, Money guaranteed, BigDecimal leverage, BigDecimal stopRate, List<Standing> banks, List<Waiting> waiting, boolean whole) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** @param rate compensated of matured, 0 to 1; zero where nothing has matured */
    public record Standing(FundReports.Bank bank, Money matured, Money compensated, BigDecimal rate, boolean stopped) { }

    /** @param reason CAPACITY, BANK_STOPPED or UNKNOWN; empty before it was judged */
    public record Waiting(String caseNumber, String bank, Money amount, String reason) { }

    public Money outstanding() {
        return reserved.plus(guaranteed);
    }

    /** What may be guaranteed at most; null without a leverage. */
    public Money limit() {
        return leverage == null ? null : Money.rounded(balance.yuan().multiply(leverage));
    }

    /** What may be guaranteed still; null without a leverage. */
    public Money room() {
        var limit = limit();
        return limit == null ? null : limit.compareTo(outstanding()) > 0 ? limit.minus(outstanding()) : Money.ZERO;
    }

    /** How many times the balance is guaranteed, two decimals; null while the fund is empty. */
    public BigDecimal multiple() {
        return balance.isZero() ? null : outstanding().yuan().divide(balance.yuan(), 2, RoundingMode.HALF_UP);
    }

    /** Of the limit, 0 to 100. */
    public int used() {
        var limit = limit();
        return limit == null || limit.isZero() ? 0 : outstanding().yuan().multiply(HUNDRED).divide(limit.yuan(), 0, RoundingMode.HALF_UP).min(HUNDRED).intValue();
    }

    public Money waitingFor() {
        return waiting.stream().map(Waiting::amount).reduce(Money.ZERO, Money::plus);
    }
}
