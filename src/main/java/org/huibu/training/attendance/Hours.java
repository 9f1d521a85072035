package org.huibu.training.attendance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Hours held and attended, of a month or together. @param held above zero */
public record Hours(int held, int attended) {

    Hours plus(Hours other) {
        return new Hours(held + other.held, attended + other.attended);
    }

    /** 0 to 1, four places. */
    public BigDecimal share() {
        return BigDecimal.valueOf(attended).divide(BigDecimal.valueOf(held), 4, RoundingMode.HALF_UP);
    }

    /** For people: percent with one place. */
    public String percent() {
        return share().movePointRight(2).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
