package org.huibu.shared;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount of renminbi in whole fen. Never negative: what flows back is a movement the other way, not a minus.
 *
 * @param fen 0 … 10^15
 */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);
    private static final long MOST = 1_000_000_000_000_000L;

    public Money {
        if (fen < 0 || fen > MOST) {
            throw new IllegalArgumentException("an amount lies between 0 and 10^15 fen");
        }
    }

    public static Money ofFen(long fen) {
        return new Money(fen);
    }

    /** @throws IllegalArgumentException for a fraction of a fen */
    public static Money ofYuan(BigDecimal yuan) {
        try {
            return new Money(yuan.movePointRight(2).setScale(0, RoundingMode.UNNECESSARY).longValueExact());
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException("a fraction of a fen", fraction);
        }
    }

    public static Money ofYuan(long yuan) {
        return new Money(Math.multiplyExact(yuan, 100));
    }

    /** Half up to the fen: once per claim line, never per step (flows §1.3). */
    public static Money rounded(BigDecimal yuan) {
        return new Money(yuan.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    /** @throws IllegalArgumentException if more is taken than there is */
    public Money minus(Money other) {
        return new Money(fen - other.fen);
    }

    public Money times(int count) {
        return new Money(Math.multiplyExact(fen, count));
    }

    public boolean isZero() {
        return fen == 0;
    }

    public BigDecimal yuan() {
        return BigDecimal.valueOf(fen, 2);
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** As people read it: {@code ¥1,234.50}. */
    @Override
    public String toString() {
        return String.format("¥%,.2f", yuan());
    }
}
