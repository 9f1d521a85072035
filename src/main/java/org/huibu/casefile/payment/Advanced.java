package org.huibu.casefile.payment;

import org.huibu.casefile.spi.ClaimedBack;
import org.huibu.shared.Money;

/**
 * An advance as it stands when it is settled. What was already decided to come back of it is no longer the holder's and cannot be asked for twice; what of that
 * was given up is still the holder's, and is not asked for twice either.
 */
record Advanced(Money paid, ClaimedBack.Sum back) {

    /** What the settlement takes off what was earned. */
    Money held() {
        return left(paid.plus(back.givenUp()), back.claimed());
    }

    /** What of it goes back. @param covered by what was earned */
    Money refund(Money covered) {
        var over = left(held(), covered);
        var claimable = left(paid, back.claimed());
        return over.compareTo(claimable) < 0 ? over : claimable;
    }

    private static Money left(Money all, Money off) {
        return all.compareTo(off) > 0 ? all.minus(off) : Money.ZERO;
    }
}
